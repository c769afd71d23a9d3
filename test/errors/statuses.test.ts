import type { INode } from 'n8n-workflow';
import { hurry } from '../support/hurry';
import { newAccount } from '../support/landbot';
import { runLandbot } from '../support/n8n';
import { startSimulator, type Simulator } from '../../simulator/index.ts';
import { TARA, UMAR, VERA } from '../support/people';
import { errorItem } from '../support/versions';

const PERHAPS_SENT =
	'The message may have been delivered: look into the conversation before sending it again';

/** Every status that Landbot documents, with its answer and what a person then reads. */
const TABLE = [
	{
		status: 400,
		body: { detail: 'JSON parse error - Expecting value' },
		message: 'Landbot could not read the request',
		advice: 'Look for unusual characters in the values of this item',
		words: 'JSON parse error - Expecting value',
	},
	{
		status: 401,
		body: { detail: 'Invalid token.' },
		message: 'Landbot does not accept the API token',
		advice:
			'Open the credential and paste the token again. Landbot shows it under Settings > Account of the agent it belongs to',
		words: 'Invalid token',
	},
	{
		status: 402,
		body: { errors: { subscription: ['The plan does not include API access'] } },
		message: 'Landbot does not serve this workspace until its plan or billing is in order',
		advice:
			'Check the plan and the invoices of the workspace: API access and message hooks need a paid plan',
		words: 'subscription: The plan does not include API access',
	},
	{
		status: 403,
		body: { errors: { agent: ['You do not have permission to do this'] } },
		message: 'Landbot does not let this message through for customer 473500010',
		advice:
			'Usual causes: the customer is blocked; the channel is inactive; the agent who owns the token has no access to this customer',
		words: 'agent: You do not have permission to do this',
	},
	{
		status: 404,
		body: { detail: 'Not found.' },
		message: 'Landbot does not know customer 473500010',
		advice:
			"Check that the ID is right and belongs to the workspace of the token. If it is a phone, choose 'By Phone' in 'Customer'",
		words: 'Not found',
	},
	{
		status: 405,
		body: { detail: 'Method "POST" not allowed.' },
		message: 'Landbot does not offer this operation at this address',
		advice: "Check the 'Base URL' of the credential, and look for a newer version of this node",
		words: 'Method "POST" not allowed',
	},
	{
		status: 412,
		body: {
			errors: {
				customer_id: ["You can't send message to this customer"],
				channel_id: ['The channel is not active', 'The channel is disabled'],
			},
		},
		message: 'Landbot cannot do this for customer 473500010 at the moment',
		advice:
			'Usual causes: the 24-hour window of WhatsApp is closed (send a template instead); the customer has not opted in; the customer is blocked; the channel is inactive; the conversation is assigned to another agent',
		words:
			"customer_id: You can't send message to this customer; channel_id: The channel is not active, The channel is disabled",
	},
	{
		status: 413,
		body: '<html><head><style>h1 {color: red}</style></head><h1>413 Request Entity Too Large</h1></html>',
		message: 'This is too large for Landbot',
		advice: 'Shorten the text, or split it over several messages',
		words: '413 Request Entity Too Large',
	},
	{
		status: 422,
		body: { errors: { message: ['This field is too long.', 'No links.'], extra: ['Unknown.'] } },
		message: 'Landbot does not accept a value that was sent for customer 473500010',
		advice: 'Check the fields of this item',
		words: 'message: This field is too long, No links; extra: Unknown',
	},
	{
		status: 429,
		body: { errors: { rate: ['Too many requests'] } },
		message: 'Too many requests reach Landbot with this token',
		advice:
			'The node has already waited and tried 12 times. Landbot allows 10 requests per second for everything that uses the token: let other programs pause, or try again later',
		words: 'rate: Too many requests',
	},
	{
		status: 500,
		body: { errors: { server: ['Something went wrong'] } },
		message: 'Landbot cannot answer at the moment',
		advice: `Try again later. ${PERHAPS_SENT}`,
		words: 'server: Something went wrong',
	},
	{
		status: 502,
		body: '<!doctype html><html><head><title>Bad Gateway</title></head><body></body></html>',
		message: 'Landbot cannot answer at the moment',
		advice: `Try again later. ${PERHAPS_SENT}`,
		words: 'Bad Gateway',
	},
	{
		status: 503,
		body: '',
		message: 'Landbot cannot answer at the moment',
		advice: `Try again later. ${PERHAPS_SENT}`,
		words: '',
	},
];

const MODES = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

hurry();

let simulator: Simulator;
/** Refuses everything after a token's second request. */
let strict: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ limit: false });
	strict = await startSimulator({
		limit: { requests: 2, windowMs: 60_000 },
		switches: { retryAfter: 0 },
	});
});
afterAll(async () => await Promise.all([simulator.close(), strict.close()]));

/** The three people of a run; Landbot refuses the second. To one person, texts leave one after the other. */
const peopleFor = (status: number) => [status === 429 ? UMAR : TARA, UMAR, VERA];

/** Sends a text to each of the three. */
async function threeTexts(status: number, onError: INode['onError']) {
	const account = newAccount(status === 429 ? strict : simulator);
	const result = await runLandbot(
		account,
		peopleFor(status).map((id) => ({ id, name: 'Ana' })),
		{
			resource: 'message',
			operation: 'sendText',
			customer: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			text: 'Hello {{ $json.name }}',
		},
		{ onError },
	);
	expect(JSON.stringify(result.run)).not.toContain(account.apiToken);
	return result;
}

const paragraph = (...parts: string[]) => parts.filter(Boolean).join('. ');

describe.each(TABLE)('when Landbot answers $status', ({ status, body, message, advice, words }) => {
	let runs: Array<Awaited<ReturnType<typeof threeTexts>>>;
	beforeAll(async () => {
		const contentType = typeof body === 'string' ? 'text/html' : undefined;
		simulator.clearFaults();
		simulator.addFault({ path: '/473500010/', status, body, contentType });
		runs = await Promise.all(MODES.map(async (onError) => await threeTexts(status, onError)));
		// Twelve tries at the limit take half a minute at most.
	}, 60_000);

	const begins = typeof body === 'string' ? 'The answer begins' : 'Landbot says';
	const said = words && `${begins}: ${words}`;
	/** Landbot's own words come first, the start of an answer that is not Landbot's last. */
	const described = (progress: string) =>
		typeof body === 'string'
			? paragraph(advice, progress, said)
			: paragraph(said, advice, progress);
	/** What an item says about itself, in its own place or on the error branch. */
	const news = errorItem(message, {
		description: described(''),
		http_code: String(status),
		customer_id: UMAR,
	});
	const [first, , third] = peopleFor(status);
	const sent = [
		{ json: { success: true, customer_id: first }, pairedItem: { item: 0 } },
		{ json: { success: true, customer_id: third }, pairedItem: { item: 2 } },
	];

	it('stops, says what happened, what to do, and how far it got', () => {
		const [{ error, output }] = runs;

		expect(output).toEqual([]);
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message,
			httpCode: String(status),
			context: { itemIndex: 1 },
		});
		// The third may not have left when the second is answered: requests of a round leave one after another.
		const progress = ['2 of 3 items were done', '1 of 3 items was done, 1 was not attempted'];
		expect(progress.map(described)).toContain(error?.description);
	});

	it('goes on where the node continues, with the news in the place of the item', () => {
		const [, { error, output }] = runs;

		expect(error).toBeUndefined();
		expect(output).toEqual([sent[0], { json: news, pairedItem: { item: 1 } }, sent[1]]);
	});

	it('sends the item down the error branch with its data and its link', () => {
		const [, , { error, output, errorOutput }] = runs;

		expect(error).toBeUndefined();
		expect(output).toEqual(sent);
		expect(errorOutput).toEqual([
			{ json: { id: UMAR, name: 'Ana', ...news }, pairedItem: { item: 1 } },
		]);
	});

	it('speaks plainly', () => {
		expect(`${message}. ${advice}`).not.toMatch(/error|problem|failure|mistake|\b[1-5]\d\d\b/i);
	});
});
