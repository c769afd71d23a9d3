import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, test } from 'node:test';
import { SIMULATOR_TOKEN } from '../../scripts/lib/simulator.mjs';
import { LAST_WORDS, startModel } from './support/model.mjs';
import { keepsOrderOfTools, knowsDetails, survivesTools } from './support/versions.mjs';
import { ANA, credential, example, log, n8n, reset, sentTexts, steer } from './support/world.mjs';

const VISITOR = 473500002;
const BLOCKED = 473500006;
const TENTH = 473500010;
/** On WhatsApp, and has opted in. */
const OPTED_IN = 473500026;
/** Of nobody. */
const UNKNOWN = 999;

/** @type {{ name: string, version: number | number[] }[]} */
const nodeTypes = await n8n.request('GET', '/types/nodes.json');
const agents = nodeTypes
	.filter(({ name }) => name === '@n8n/n8n-nodes-langchain.agent')
	.flatMap(({ version }) => version);
const newestBelow = (/** @type {number} */ limit) =>
	Math.max(...agents.filter((version) => version < limit));

/** The newest agent. Since version 3 n8n's engine runs the tools; before that the agent did it by itself. */
const NEWEST = newestBelow(Infinity);
const OLDER = [newestBelow(3), newestBelow(2)];

/** n8n's word for On Error: Continue. */
const CONTINUE = { onError: 'continueRegularOutput' };

const model = await startModel();
after(model.stop);
const openAiApi = await n8n.saveCredential('openAiApi', 'Model of the tests', model.credentialData);

/** Where the description of an error item stands. @param {{ error: string, details: { description: string } }} item */
const adviceIn = ({ error, details }) => (knowsDetails ? details.description : error);

/** A value that the model fills in. @param {string} name @param {string} description */
const fromAi = (name, description, type = 'string') =>
	`={{ $fromAI('${name}', '${description}', '${type}') }}`;
const byId = (/** @type {unknown} */ value) => ({ __rl: true, mode: 'id', value });
const customer = byId(fromAi('customer', 'ID of the customer, a whole number'));
const text = fromAi('text', 'What the customer will read');
const sendText = { resource: 'message', operation: 'sendText', customer, text };

/**
 * An agent with a model and with one tool: the Landbot node with these parameters and settings.
 * @param {object} parameters @param {{ agent?: number, onError?: string }} settings
 */
function agentWith(parameters, { agent = NEWEST, ...settings }) {
	/** @param {string} name @param {string} type @param {number} typeVersion @param {object} [rest] */
	const node = (name, type, typeVersion, rest) => ({
		...{ id: name, name, type, typeVersion, position: [0, 0], parameters: {} },
		...rest,
	});
	const to = (/** @type {string} */ type) => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });
	return {
		name: 'Agent',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 1),
			node('Agent', '@n8n/n8n-nodes-langchain.agent', agent, {
				parameters: { promptType: 'define', text: 'Look after the customers.', options: {} },
			}),
			node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.3, {
				parameters: { model: byId('none'), responsesApiEnabled: false, options: {} },
				credentials: { openAiApi },
			}),
			node('Landbot', 'n8n-nodes-landbot.landbotTool', 1, {
				parameters,
				credentials: { landbotApi: credential },
				...settings,
			}),
		],
		connections: { Start: to('main'), Model: to('ai_languageModel'), Landbot: to('ai_tool') },
		settings: { executionOrder: 'v1' },
	};
}

/**
 * Lets the model call the Landbot node in one turn, once with each of these arguments.
 * @param {object} parameters Of the node.
 * @param {object[]} calls
 * @param {{ agent?: number, onError?: string }} [settings] The version of the agent, and settings of the node.
 * @returns What the model was told about the tool, what it got back for each call, and what reached Landbot.
 */
async function modelCalls(parameters, calls, settings = {}) {
	model.will(calls.map((args) => ({ tool: 'Landbot', args })));
	const id = await n8n.createWorkflow(agentWith(parameters, settings));
	const { status, data } = await n8n.runWorkflow(id, 'Start');
	assert.equal(status, 'success', data.resultData.error?.message);
	assert.equal(data.resultData.runData.Agent[0].data.main[0][0].json.output, LAST_WORDS);
	const [tool] = model.tools();
	return { tool, results: model.results(), requests: await log() };
}

describe('an AI agent with the Landbot node as its tool', () => {
	beforeEach(reset);
	afterEach(() => {
		const heard = JSON.stringify(model.heard);
		assert.ok(!heard.includes(SIMULATOR_TOKEN), 'the token stays secret');
		assert.doesNotMatch(heard, /H-\d+-/, 'so do the tokens of the channels');
	});

	describe('the tool', () => {
		test('is offered to agents, without any setting of n8n', async () => {
			/** @type {{ name: string, outputs: string[] }[]} */
			const nodes = await n8n.request('GET', '/types/nodes.json');
			const tool = nodes.find(({ name }) => name === 'n8n-nodes-landbot.landbotTool');
			assert.deepEqual(tool?.outputs, ['ai_tool']);
		});

		test('tells the model what it does and what it needs', async () => {
			const { tool } = await modelCalls(sendText, [{ customer: String(ANA), text: 'Hello' }]);
			const { name, description, parameters } = tool;
			assert.equal(name, 'Landbot');
			assert.match(description, /^Send a text message to a customer in Landbot$/);
			assert.partialDeepStrictEqual(parameters, {
				type: 'object',
				properties: {
					customer: { type: 'string', description: 'ID of the customer, a whole number' },
					text: { type: 'string', description: 'What the customer will read' },
				},
				required: ['customer', 'text'],
			});
		});

		// A row for each operation: what the model reads about it, what it fills in, what reaches Landbot, and the
		// beginning of what it gets back.
		const operations = [
			{
				does: 'sends a text',
				parameters: sendText,
				told: /send a text/i,
				args: { customer: String(ANA), text: 'Your parcel has left.' },
				request: ['POST', `/v1/customers/${ANA}/send_text/`, { message: 'Your parcel has left.' }],
				result: [{ success: true, customer_id: ANA }],
			},
			{
				does: 'looks up a customer',
				parameters: { resource: 'customer', operation: 'get', customer },
				told: /get a customer/i,
				args: { customer: String(VISITOR) },
				request: ['GET', `/v1/customers/${VISITOR}/`],
				result: [{ id: VISITOR, name: 'Visitor #1234' }],
			},
			{
				does: 'finds customers by name',
				parameters: {
					resource: 'customer',
					operation: 'getAll',
					limit: fromAi('limit', 'How many at most', 'number'),
					filters: { search: fromAi('name', 'How the name begins') },
				},
				told: /customers/i,
				args: { limit: 2, name: 'Ana' },
				request: ['GET', '/v1/customers/'],
				result: [{ id: ANA, name: 'Ana Ruiz' }, { name: 'Ana Ruiz' }],
			},
			{
				does: 'looks up a channel',
				parameters: {
					resource: 'channel',
					operation: 'get',
					channel: byId(fromAi('channel', 'ID of the channel, a whole number')),
				},
				told: /get a channel/i,
				args: { channel: '2955001' },
				request: ['GET', '/v1/channels/2955001/'],
				result: [{ id: 2955001, name: 'Support bot' }],
			},
			{
				does: 'finds a customer by phone and hands them to a bot',
				parameters: {
					resource: 'customer',
					operation: 'assignToBot',
					customer: { __rl: true, mode: 'phone', value: fromAi('phone', 'With the country code') },
					botId: fromAi('bot', 'ID of the bot, a whole number', 'number'),
				},
				told: /assign a customer to a bot/i,
				args: { phone: '+34 600 000 010', bot: 1010178 },
				before: [['GET', '/v1/customers/']],
				request: ['PUT', `/v1/customers/${TENTH}/assign_bot/1010178/`, { launch: true }],
				result: [{ success: true, customer_id: TENTH, bot_id: 1010178 }],
			},
			{
				does: 'blocks a customer',
				parameters: { resource: 'customer', operation: 'block', customer },
				told: /block a customer from writing/i,
				args: { customer: TENTH },
				request: ['PUT', `/v1/customers/${TENTH}/block/`],
				result: [{ success: true, customer_id: TENTH }],
			},
			{
				does: 'deletes a customer',
				parameters: { resource: 'customer', operation: 'delete', customer },
				told: /permanently/i,
				args: { customer: String(TENTH) },
				request: ['DELETE', `/v1/customers/${TENTH}/`],
				result: [{ deleted: true, customer_id: TENTH }],
			},
			{
				does: 'sends a template with a list of values',
				parameters: {
					resource: 'message',
					operation: 'sendTemplate',
					customer,
					template: byId('12170'),
					language: { __rl: true, mode: 'code', value: 'en' },
					valuesFrom: 'list',
					valueList: fromAi('values', 'Name and order number as a JSON array', 'json'),
				},
				told: /template/i,
				args: { customer: String(OPTED_IN), values: ['Ana', 1001] },
				before: [['GET', '/v1/channels/whatsapp/templates/']],
				request: [
					'POST',
					`/v1/customers/${OPTED_IN}/send_template/`,
					{
						template_id: 12170,
						template_language: 'en',
						template_params: { body: { params: ['Ana', '1001'] } },
					},
				],
				result: [{ success: true, customer_id: OPTED_IN }],
			},
			{
				does: 'lists channels',
				parameters: { resource: 'channel', operation: 'getAll' },
				told: /channels/i,
				args: {},
				request: ['GET', '/v1/channels/'],
				result: [{ id: 2955001 }, { id: 2955002 }],
			},
		];
		for (const { does, parameters, told, args, before = [], request, result } of operations) {
			test(`${does} for the model`, async () => {
				const { tool, results, requests } = await modelCalls(parameters, [args], CONTINUE);
				assert.match(tool.description, told);
				assert.deepEqual(Object.keys(tool.parameters.properties), Object.keys(args));
				assert.deepEqual(
					requests.map(({ method, path, body }) => [method, path, body].filter(Boolean)),
					[...before, request],
				);
				assert.partialDeepStrictEqual(results, [result]);
			});
		}

		// The editor's button that lets the model fill in a value writes the name of the field, and no description.
		const button = (/** @type {string} */ label) =>
			`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${label}', \`\`, 'string') }}`;
		/** @type {[way: string, parameters: object, args: object][]} */
		const ways = [
			['as text', sendText, { customer: String(ANA), text: 'Hello' }],
			[
				'as a number',
				{ ...sendText, customer: byId(fromAi('customer', 'ID of the customer', 'number')) },
				{ customer: ANA, text: 'Hello' },
			],
			['as a number where text was asked for', sendText, { customer: ANA, text: 'Hello' }],
			[
				'under the names that the editor gives',
				{ ...sendText, customer: byId(button('Customer')), text: button('Text') },
				{ Customer: String(ANA), Text: 'Hello' },
			],
		];
		for (const [way, parameters, args] of ways) {
			test(`understands the ID of a customer ${way}`, async () => {
				const { results } = await modelCalls(parameters, [args]);
				assert.deepEqual(await sentTexts(), [{ customerId: ANA, text: 'Hello' }]);
				assert.deepEqual(results, [[{ success: true, customer_id: ANA }]]);
			});
		}
	});

	describe('a model with several things to do', () => {
		for (const agent of [NEWEST, ...OLDER]) {
			test(`writes to two customers in one turn of an agent ${agent}`, async () => {
				const { results } = await modelCalls(
					sendText,
					[
						{ customer: String(ANA), text: 'Hello Ana' },
						{ customer: String(VISITOR), text: 'Hello visitor' },
					],
					{ agent },
				);
				// an older agent calls both at the same time
				/** @param {{ customerId: number }} one @param {{ customerId: number }} other */
				const byCustomer = (one, other) => one.customerId - other.customerId;
				assert.deepEqual((await sentTexts()).sort(byCustomer), [
					{ customerId: ANA, text: 'Hello Ana' },
					{ customerId: VISITOR, text: 'Hello visitor' },
				]);
				assert.deepEqual(results, [
					[{ success: true, customer_id: ANA }],
					[{ success: true, customer_id: VISITOR }],
				]);
			});

			test(`hears of both customers when an agent ${agent} reaches only one`, async () => {
				const { results } = await modelCalls(
					sendText,
					[
						{ customer: String(BLOCKED), text: 'Hello' },
						{ customer: String(ANA), text: 'Hello Ana' },
					],
					{ agent, ...CONTINUE },
				);
				assert.deepEqual(await sentTexts(), [{ customerId: ANA, text: 'Hello Ana' }]);
				const [[refused], reached] = results;
				assert.match(refused.error, new RegExp(`customer ${BLOCKED}`));
				assert.match(adviceIn(refused), /Landbot says: .*can't send.*customer is blocked/);
				assert.deepEqual(reached, [{ success: true, customer_id: ANA }]);
			});
		}

		test('keeps the order of what it writes to one customer in one turn', async () => {
			const texts = ['One', 'Two', 'Three', 'Four'];
			// an older agent starts its tools in any order
			await modelCalls(
				sendText,
				texts.map((said) => ({ customer: String(ANA), text: said })),
			);
			assert.deepEqual(
				(await sentTexts()).map(({ text: said }) => said),
				keepsOrderOfTools ? texts : texts.toReversed(),
			);
		});

		test('finds a customer and writes to her, in the example', async () => {
			const TRIGGER = 'When chat message received';
			const workflow = await example('agent-tool');
			model.will(
				[{ tool: 'Find_customers', args: { name: 'Carla' } }],
				[{ tool: 'Send_a_text', args: { customer: '473500004', text: 'Your parcel has left.' } }],
			);
			const id = await n8n.saveWorkflow(
				{
					...workflow,
					nodes: workflow.nodes.map((/** @type {any} */ node) =>
						node.type.endsWith('.lmChatOpenAi') ? { ...node, credentials: { openAiApi } } : node,
					),
					// what somebody has written in the chat
					pinData: { [TRIGGER]: [{ json: { sessionId: 'e2e', chatInput: 'Tell Carla.' } }] },
				},
				credential,
			);
			const { status } = await n8n.runWorkflow(id, TRIGGER);
			assert.equal(status, 'success');
			assert.partialDeepStrictEqual(model.results(), [
				[{ id: 473500004, name: 'Carla Mendes' }],
				[{ success: true, customer_id: 473500004 }],
			]);
			assert.deepEqual(await sentTexts(), [
				{ customerId: 473500004, text: 'Your parcel has left.' },
			]);
		});
	});

	describe('what a model reads when something is refused', () => {
		// what the model fills in, and what it reads, by default and with On Error: Continue
		/** @type {[name: string, args: object, reason: RegExp, advice: RegExp][]} */
		const refusals = [
			[
				'the customer is blocked',
				{ customer: String(BLOCKED), text: 'Hello' },
				new RegExp(`customer ${BLOCKED}`),
				/Landbot says: .*can't send.*customer is blocked/,
			],
			[
				'there is no such customer',
				{ customer: String(UNKNOWN), text: 'Hello' },
				new RegExp(`not know customer ${UNKNOWN}`),
				/Check that the ID is right/,
			],
			[
				'it gave a name for the ID',
				{ customer: 'Ana Ruiz', text: 'Hello' },
				/'Ana Ruiz' is not the ID of a customer/,
				/An ID is a whole number/,
			],
			['it forgot the customer', { text: 'Hello' }, /'Customer' is empty/, /Fill in 'Customer'/],
		];
		for (const [name, args, reason, advice] of refusals) {
			test(`says why and what to do when ${name}`, async () => {
				for (const settings of survivesTools ? [{}, CONTINUE] : [CONTINUE]) {
					const { results } = await modelCalls(sendText, [args], settings);
					assert.match(results[0][0].error, reason);
					assert.match(results[0][0].error, advice);
				}
				if (!survivesTools) await assert.rejects(modelCalls(sendText, [args]), reason);
				assert.deepEqual(await sentTexts(), []);
			});
		}

		test('keeps the token out of it, even if Landbot does not', async () => {
			const body = { detail: `Token ${SIMULATOR_TOKEN} is odd.` };
			await steer('faults', { status: 400, body });
			const call = { customer: String(ANA), text: 'Hello' };
			const { results } = await modelCalls(sendText, [call], CONTINUE);
			assert.match(adviceIn(results[0][0]), /Token \(token\) is odd/);
		});
	});
});
