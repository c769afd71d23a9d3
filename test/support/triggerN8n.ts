import { fastify } from 'fastify';
import { openWorkflow, type Served, type Setup, type TriggerWorkflow } from './triggerWorkflow';

/** The part of n8n's server around the trigger: it activates workflows, and answers at their addresses. */
export interface N8n {
	/** WEBHOOK_URL: what the addresses of the workflows begin with. */
	origin: string;
	/** What the node wrote to n8n's log. */
	log: string[];
	open(setup: Setup): TriggerWorkflow;
	close(): Promise<void>;
}

/** Reads a body as n8n does before it calls a node. Throws when it is not what its content type says. */
function parse(type: string | undefined, rawBody: Buffer): unknown {
	if (rawBody.length === 0) return {};
	if (type === 'application/json') return JSON.parse(rawBody.toString());
	return type === 'text/plain' ? rawBody.toString() : undefined;
}

/** Starts an n8n that knows nothing but triggers of Landbot. */
export async function startN8n(): Promise<N8n> {
	const log: string[] = [];
	const served: Served = new Map();
	const app = fastify({ forceCloseConnections: true, bodyLimit: 16_000_000 });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	app.post('/*', async ({ url, headers, body }, reply) => {
		const answer = served.get(url);
		if (!answer) return await reply.code(404).send();
		const rawBody = (body as Buffer | undefined) ?? Buffer.alloc(0);
		let parsed: unknown;
		try {
			parsed = parse(headers['content-type']?.split(';')[0], rawBody);
		} catch {
			return await reply.code(422).send({ message: 'Failed to parse request body' });
		}
		const response = {
			status: (code: number) => (reply.code(code), response),
			json: (content: unknown) => void reply.send(content),
			once: (event: string, listener: () => void) => void reply.raw.once(event, listener),
			get statusCode() {
				return reply.raw.statusCode;
			},
		};
		const request = { method: 'POST', headers, body: parsed, rawBody, params: {}, query: {} };
		await answer(request, response);
		return reply.sent ? reply : await reply.send({ message: 'Webhook call received' });
	});
	const n8n: N8n = {
		origin: await app.listen({ port: 0, host: '127.0.0.1' }),
		log,
		open: (setup) => openWorkflow(n8n, setup, served),
		close: async () => await app.close(),
	};
	return n8n;
}
