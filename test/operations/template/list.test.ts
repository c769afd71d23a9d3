import type { IDataObject } from 'n8n-workflow';
import { byId, locator, sendTemplate, withLandbot } from '../../support/landbot';
import {
	ANA_ON_WHATSAPP,
	INVOICE,
	IRIS,
	ORDER_SHIPPED,
	SECOND_WHATSAPP,
	WHATSAPP,
	WIM,
} from '../../support/people';

const { simulator, run } = withLandbot();

const template = (id: unknown, values: unknown, more: IDataObject = {}) =>
	sendTemplate(WIM, id, { valuesFrom: 'list', valueList: values as string, ...more });

const sent = () => simulator.log.filter(({ method }) => method === 'POST');
const lists = () => simulator.log.filter(({ path }) => path.endsWith('/templates/'));

describe("Landbot's list of templates", () => {
	it('is asked once for all items, and once for each channel', async () => {
		const channels = [WHATSAPP, WHATSAPP, SECOND_WHATSAPP, WHATSAPP, SECOND_WHATSAPP].map(
			(channel) => ({ channel }),
		);

		await run(
			template(ORDER_SHIPPED, ['a', 'b'], { channel: byId('={{ $json.channel }}') }),
			channels,
		);

		expect(lists().map(({ query }) => query)).toEqual([
			{ channel_id: '2955002' },
			{ channel_id: '2955003' },
		]);
		expect(sent()).toHaveLength(5);
	});

	it.each([403, 500])('is not needed: %i sends all the same', async (status) => {
		simulator.addFault({ path: 'templates/$', status, body: { detail: 'No.' } });

		const { output } = await run(template(ORDER_SHIPPED, ['Ana', 'A-1']));

		expect(output[0].json).toEqual({ success: true, customer_id: WIM });
	});

	it('decides nothing about a template that it does not have', async () => {
		const { error } = await run(template(99999, ['Ana']));

		expect(sent()).toHaveLength(1);
		expect(error).toMatchObject({
			message: `Landbot does not accept the template as it was sent for customer ${WIM}`,
			httpCode: '422',
		});
		expect(error?.description).toContain('Landbot says: template_id: The template does not exist');
	});

	it('lets nobody send an empty value, even where it does not have the template', async () => {
		const { error } = await run(template(99999, ['Ana', '']));

		expect(error?.message).toBe('The value for {{2}} of the template 99999 is empty');
		expect(sent()).toEqual([]);
	});

	const ROW = { id: INVOICE, name: 'invoice', text: 'Hi {{1}}, {{2}}' };
	const lenient: Array<[string, IDataObject[], unknown[]]> = [
		['counts the header, too', [{ ...ROW, params_number: 3 }], ['a', 'b', 'c']],
		['counts another number', [{ ...ROW, params_number: 3 }], ['a', 'b']],
		['has no count', [ROW], ['a', 'b']],
		['has no text', [{ id: INVOICE, params_number: 1 }], ['a']],
		['has neither', [{ id: INVOICE }], ['a', 'b', 'c']],
		['has a count that is no number', [{ id: INVOICE, params_number: 'two' }], ['a', 'b']],
		...['ok', 'unpaused', 'pending changes'].map((status): [string, IDataObject[], unknown[]] => [
			`has a word for the state that nobody knows: ${status}`,
			[{ ...ROW, status }],
			['a', 'b'],
		]),
		[
			'has another language that is not approved',
			[
				{ ...ROW, language: 'en', status: 'APPROVED' },
				{ ...ROW, language: 'es', status: 'PENDING' },
			],
			['a', 'b'],
		],
		['names languages as objects', [{ ...ROW, languages: [{ code: 'en' }] }], ['a', 'b']],
		['names no languages', [{ ...ROW, languages: [], translations: [] }], ['a', 'b']],
	];
	it.each(lenient)('does not stand in the way when it %s', async (_, templates, values) => {
		simulator.addFault({ path: 'templates/$', status: 200, body: { success: true, templates } });
		simulator.addFault({ method: 'POST', status: 200, body: { success: true } });

		const { error } = await run(template(INVOICE, values));

		expect(error).toBeUndefined();
		expect(sent()).toHaveLength(1);
	});

	it.each(['pending', 'REJECTED', ' paused ', 'not approved', 'inactive'])(
		'stops a template that is %s',
		async (status) => {
			const templates = [{ ...ROW, status }];
			simulator.addFault({ path: 'templates/$', status: 200, body: { success: true, templates } });

			const { error } = await run(template(INVOICE, ['a', 'b']));

			expect(error?.message).toBe("The template 'invoice' is not approved");
			expect(sent()).toEqual([]);
		},
	);
});

describe('the language', () => {
	const speaking = (name: string, languages: string[]) => {
		simulator.addFault({
			path: 'templates/$',
			status: 200,
			body: {
				success: true,
				templates: languages.map((language) => ({ id: INVOICE, name, text: 'Hi', language })),
			},
		});
		simulator.addFault({ method: 'POST', status: 200, body: { success: true }, times: 9 });
	};
	const spoken = () =>
		sent().map(({ body }) => (body as { template_language: string }).template_language);
	const inLanguage = (language: unknown) =>
		template(INVOICE, [], { language: locator('code', language) });

	it.each(['es_MX', 'es-MX', 'ES_mx', ' es_MX ', 'es mx', 'es_\u200bMX'])(
		'%j is taken for es_MX where the template has that one',
		async (language) => {
			speaking('invoice', ['en', 'es', 'es_MX']);

			await run(inLanguage(language));

			expect(spoken()).toEqual(['es_MX']);
		},
	);

	it.each(['es_AR', 'es', 'Spanish', 'mx'])(
		'%j is refused once for a whole batch with those that there are',
		async (language) => {
			speaking('invoice', ['en', 'es_MX']);

			const { error } = await run(inLanguage(language), Array<IDataObject>(100).fill({}));

			expect(error).toMatchObject({
				message: `The template 'invoice' has no language '${language}'`,
				context: { itemIndex: 0 },
			});
			expect(error?.description).toContain("It has en, es_MX. Choose one of them in 'Language'");
			expect(sent()).toEqual([]);
		},
	);

	it('is refused in a row of its own before the first row leaves', async () => {
		speaking('invoice', ['en', 'es_MX']);
		const rows = ['en', 'es-mx', 'fr'].map((language) => ({ language }));

		const { error } = await run(inLanguage('={{ $json.language }}'), rows);

		expect(error).toMatchObject({
			message: "The template 'invoice' has no language 'fr'",
			context: { itemIndex: 2 },
		});
		expect(sent()).toEqual([]);
	});

	it('goes as it was entered where the list does not say any', async () => {
		simulator.setSwitches({ templateLanguageKey: 'none' });

		await run(template(ORDER_SHIPPED, ['a', 'b'], { language: 'es_MX' }));

		expect(spoken()).toEqual(['es_MX']);
	});

	it.each(['languages', 'translations'] as const)(
		'is known where the list says %s',
		async (key) => {
			simulator.setSwitches({ templateLanguageKey: key });

			await run(template(ORDER_SHIPPED, ['a', 'b'], { language: locator('code', 'es-mx') }));
			const { error } = await run(
				template(ORDER_SHIPPED, ['a', 'b'], { language: locator('code', 'fr') }),
			);

			expect(spoken()).toEqual(['es_MX']);
			expect(error?.message).toContain("has no language 'fr'");
		},
	);
});

describe('a customer whom a template cannot reach', () => {
	it('is explained with the opt-in', async () => {
		const { error } = await run(template(ORDER_SHIPPED, ['a', 'b'], { customer: byId(IRIS) }));

		expect(error).toMatchObject({
			message: 'WhatsApp does not take this template at the moment for customer 473500023',
			httpCode: '412',
		});
		expect(error?.description).toMatch(
			/^Landbot says: customer_id: The customer has not opted in\. Usual causes: the customer has not opted in;/,
		);
	});

	it('may be looked up by phone on the channel of the template', async () => {
		const { output } = await run(
			template(ORDER_SHIPPED, ['a', 'b'], {
				customer: locator('phone', '+34 600 000 021'),
				channel: byId(WHATSAPP),
			}),
		);

		expect(output[0].json).toEqual({ success: true, customer_id: ANA_ON_WHATSAPP });
	});
});
