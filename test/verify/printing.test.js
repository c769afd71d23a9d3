const {
	endWorker,
	fieldsOf,
	PLAIN,
	report,
	run,
	TOKEN,
	withLandbot,
	writing,
} = require('./verifyLive.js');

afterAll(endWorker);

/** @typedef {import('./proxy.js').Change} Change */

/** The customers in an answer. @param {any} body @returns {any[]} */
const customersIn = ({ customers = [], customer }) => (customer ? [customer] : customers);

/** A Landbot that shows its customers otherwise. @param {(customer: any) => void} rewrite @returns {Change} */
const showing = (rewrite) => async (_asked, forward) => {
	const answer = await forward();
	customersIn(answer.body ?? {}).forEach(rewrite);
	return answer;
};

/**
 * A Landbot whose answers to some requests are changed, or replaced.
 * @param {string} method @param {RegExp} path
 * @param {(body: any, simulator: import('./verifyLive.js').Landbot) => unknown} rewrite
 * @returns {Change}
 */
const answering = (method, path, rewrite) => async (asked, forward, simulator) => {
	const { status, body } = await forward();
	if (asked.method !== method || !path.test(asked.path) || status >= 400) return { status, body };
	return { status, body: rewrite(body, simulator) ?? body };
};

/** A Landbot that always says this when it refuses. @param {object} words @returns {Change} */
const refusing = (words) => async (_asked, forward) => {
	const { status, body } = await forward();
	return { status, body: status >= 400 ? words : body };
};

/** The customer with their field as one more key. @param {import('./verifyLive.js').Landbot} simulator */
const flattened = (simulator) => {
	const { custom_fields, ...customer } = simulator.state.customers.get(PLAIN) ?? {};
	const fields = fieldsOf(simulator);
	return { ...customer, sister_of_petra: fields.sister_of_petra.value };
};

it.concurrent.each([[[]], [['--json']]])(
	'prints nothing that is somebody’s %s',
	async (args) =>
		await withLandbot(async (simulator) => {
			const { state } = simulator;
			const flags = ['--write', '--customer', String(PLAIN), ...args];
			const { output, errors } = await run(simulator, flags);
			const customers = [...state.customers.values()];
			const secrets = [
				TOKEN,
				...customers.flatMap(({ name, email, phone }) => [
					name,
					...(name ?? '').split(' '),
					email,
					phone,
				]),
				...customers.map(({ uuid }) => uuid),
				...state.agents.flatMap(({ name }) => [name, ...name.split(' ')]),
				...state.bots.map(({ name }) => name),
				...[...state.messages.values()].flat().map(({ data }) => data.body),
				...customers.flatMap(({ custom_fields: fields }) => Object.keys(fields)),
				...state.channels.flatMap(({ name, token, uuid }) => [name, token, uuid]),
				...state.templates.flatMap(({ name, languages }) => [name, ...Object.values(languages)]),
				...state.hooks.flatMap(({ url, token, name }) => [url, token, name]),
				...['Petra', 'Malmö', String(PLAIN)],
			].flatMap((secret) => (secret && secret !== 'name' ? String(secret) : []));
			expect(secrets.length).toBeGreaterThan(200);
			const printed = `${output}${errors}`;
			const told = secrets.filter((secret) => {
				const pattern = secret.replace(/[^\w ]/g, '\\$&');
				return new RegExp(`(?<!\\w)${pattern}(?!\\w)`).test(printed);
			});
			expect(told).toEqual([]);
			expect(printed).not.toMatch(/@|https?:\/\//);
		})(),
);

/** What customers may look like, other than the simulator's. @type {Record<string, Change>} */
const SHOWN = {
	'custom_fields is a list': showing((customer) => {
		customer.custom_fields = Object.values(customer.custom_fields);
	}),
	'custom_fields is keyed by numbers': showing((customer) => {
		customer.custom_fields = { ...Object.values(customer.custom_fields) };
	}),
	'custom_fields holds values only': showing((customer) => {
		/** @type {{ name: string, value: unknown }[]} */
		const fields = Object.values(customer.custom_fields);
		customer.custom_fields = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
	}),
	'custom_fields is grouped': showing((customer) => {
		customer.custom_fields = { all: customer.custom_fields };
	}),
	'the list has no custom_fields': answering('GET', /^\/customers\/$/, (body) => {
		for (const customer of body.customers) delete customer.custom_fields;
	}),
	'nobody has custom_fields': showing((customer) => {
		delete customer.custom_fields;
	}),
	'the list shows every field at top level': answering('GET', /^\/customers\/$/, (body) => {
		for (const customer of body.customers) customer.sister_of_petra ??= null;
	}),
	'everybody shows every field at top level': showing((customer) => {
		customer.sister_of_petra ??= null;
	}),
	'custom_fields does not say the names that stand at top level': showing((customer) => {
		/** @type {{ value: unknown }[]} */
		const fields = Object.values(customer.custom_fields);
		customer.custom_fields = { ...fields.map(({ value }) => value) };
		customer.sister_of_petra ??= null;
	}),
	'a field that only a bot has set stands at top level only': showing((customer) => {
		delete customer.custom_fields.sister_of_petra;
	}),
	'an entry of a conversation carries the fields': answering('GET', /messages\/$/, (body) => {
		for (const entry of body.messages) entry.sister_of_petra = 'Petra';
	}),
	'a conversation comes with its customer': answering('GET', /messages\/$/, (body, simulator) => ({
		customers: [flattened(simulator), flattened(simulator)],
		...body,
	})),
	'a message hook carries the fields': answering('GET', /message_hooks\/$/, (body) => {
		for (const hook of body.hooks) hook.sister_of_petra = 'Petra';
	}),
};

/** What may come of writing. @type {Record<string, Change>} */
const WRITTEN = {
	'a field comes with its customer': answering('POST', /fields/, (body, simulator) => ({
		...body,
		customer: flattened(simulator),
	})),
	'a customer comes in place of a field': answering('PUT', /fields/, (_body, simulator) =>
		flattened(simulator),
	),
	'a state change answers with the customer': answering('PUT', /archive/, (_body, simulator) => ({
		data: [flattened(simulator)],
	})),
	'a refusal is keyed by the names of fields': refusing({ errors: { sister_of_petra: ['No.'] } }),
	'a refusal consists of names of fields': refusing({ sister_of_petra: 'No.' }),
	'a refusal speaks of people': refusing({
		detail: 'sister_of_petra is Petra Nilsson (Acme GmbH)',
	}),
	'somebody deletes a field meanwhile': answering('PUT', /archive/, (_body, simulator) => {
		delete fieldsOf(simulator).sister_of_petra;
	}),
	'somebody deletes a field that everybody shows': async (asked, forward, simulator) => {
		const change = SHOWN['everybody shows every field at top level'];
		const answer = await change(asked, forward, simulator);
		if (asked.method === 'PUT' && asked.path.includes('archive'))
			delete fieldsOf(simulator).sister_of_petra;
		return answer;
	},
};

it.concurrent.each([
	...Object.entries(SHOWN).map(([name, change]) => ({ name, change, options: {} })),
	...Object.entries(WRITTEN).map(([name, change]) => ({ name, change, options: writing() })),
])('prints no name of a field where $name', async ({ change, options }) => {
	await withLandbot(
		async (landbot) => {
			const { sister_of_petra: field } = fieldsOf(landbot);
			const { printed } = await report(landbot, options);
			fieldsOf(landbot).sister_of_petra = field;
			expect(printed).not.toMatch(/petra|nilsson|acme/i);
		},
		{ change },
	)();
});

it.concurrent(
	'names a key of the list that the simulator does not have',
	withLandbot(
		async (landbot) => {
			const { recommended, printed } = await report(landbot, {});
			expect(recommended.map(({ change }) => change)).toContain(
				'customer: add is_external (boolean)',
			);
			expect(printed).not.toContain('not named');
		},
		{
			change: showing((customer) => {
				customer.is_external = true;
			}),
		},
	),
);

it.concurrent(
	'only counts a key that is not on the list, even when every customer has it, and says why',
	withLandbot(
		async (landbot) => {
			const found = await report(landbot, {});
			expect(found.recommended).toEqual([]);
			expect(found.printed).toContain('1 not named, because it may be a field of somebody');
			expect(found.objects.find(({ object }) => object === 'customer')?.unnamed).toBe(1);
		},
		{
			change: showing((customer) => {
				customer.colour = 'blue';
			}),
		},
	),
);

it.concurrent(
	'says of an unknown sentence only that there is one',
	withLandbot(async (simulator) => {
		simulator.addFault({
			path: '/customers/1/$',
			status: 404,
			body: { detail: 'Customer 1 is not in the workspace of Petra Nilsson (Acme GmbH)' },
		});
		const { printed } = await report(simulator, {});
		expect(printed).toContain('404 {detail: string}, another text');
		expect(printed).not.toMatch(/Petra|Acme|workspace of/);
	}),
);
