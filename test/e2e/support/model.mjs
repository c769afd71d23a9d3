import { randomUUID } from 'node:crypto';
import { json } from 'node:stream/consumers';
import { startLocalServer } from './localServer.mjs';

/** @typedef {{ tool: string, args: object }} Call What a model wants to be done: the name of a tool, and its arguments. */

/** What the model says once it has nothing left to do. */
export const LAST_WORDS = 'That is done.';

/** One message of the model: calls of tools where there are any, else its last words. @param {Call[]} [calls] */
function messageOf(calls = []) {
	if (calls.length === 0) return { role: 'assistant', content: LAST_WORDS };
	const tool_calls = calls.map(({ tool, args }, index) => ({
		index,
		// n8n takes the same ID in a later turn for the same call
		id: `call_${randomUUID()}`,
		type: 'function',
		function: { name: tool, arguments: JSON.stringify(args) },
	}));
	return { role: 'assistant', content: null, tool_calls };
}

/** An answer as OpenAI gives it, whole or as the only piece of a stream. @param {ReturnType<typeof messageOf>} message @param {boolean} stream */
function answer(message, stream) {
	const choice = { index: 0, finish_reason: message.tool_calls ? 'tool_calls' : 'stop' };
	const body = {
		id: 'answer',
		object: stream ? 'chat.completion.chunk' : 'chat.completion',
		created: 0,
		model: 'none',
		choices: [stream ? { ...choice, delta: message } : { ...choice, message }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
	return stream
		? { type: 'text/event-stream', text: `data: ${JSON.stringify(body)}\n\ndata: [DONE]\n\n` }
		: { type: 'application/json', text: JSON.stringify(body) };
}

/** A language model on this machine that speaks OpenAI's chat completions, and does as planned whatever it is asked. */
export async function startModel() {
	/** @type {any[]} In the words of OpenAI's API. */
	const heard = [];
	/** @type {Call[][]} */
	let plan = [];
	const { origin, stop } = await startLocalServer(async (request, response) => {
		if (request.url !== '/v1/chat/completions') return response.writeHead(404).end();
		const question = /** @type {any} */ (await json(request));
		heard.push(question);
		const { type, text } = answer(messageOf(plan.shift()), question.stream);
		return response.writeHead(200, { 'content-type': type }).end(text);
	});

	return {
		/** What n8n's credential for OpenAI holds, to reach it. */
		credentialData: { apiKey: 'none', url: `${origin}/v1` },

		/** Every request to it since the last plan, in order: all that it knows. */
		heard,

		/**
		 * Starts over: from here on the model calls these tools, one list in each turn, and then says its last words.
		 * @param {...Call[]} turns
		 */
		will(...turns) {
			heard.length = 0;
			plan = turns;
		},

		/** The tools that the model was offered, as OpenAI describes a function. */
		tools: () => heard[0].tools.map((/** @type {any} */ tool) => tool.function),

		/** What the model got back for its calls so far, in their order. */
		results: () =>
			heard
				.at(-1)
				.messages.filter((/** @type {any} */ { role }) => role === 'tool')
				.map((/** @type {any} */ { content }) => JSON.parse(content)),

		stop,
	};
}
