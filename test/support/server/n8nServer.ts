import { fastify } from 'fastify';
import type { IWebhookResponseData } from 'n8n-workflow';

/** A request to a webhook, as n8n hands it to a node. */
export interface WebhookRequest {
	method: 'POST';
	headers: Record<string, string | string[] | undefined>;
	/** Parsed by its content type. */
	body: unknown;
	rawBody: Buffer;
	params: object;
	/** The parameters of the address, and how they stand in it, from the question mark on. */
	query: Record<string, string>;
	search: string;
}

/** What nodes use of the response that n8n hands to them. */
export interface WebhookResponse {
	status(code: number): WebhookResponse;
	json(content?: unknown): void;
	once(event: string, listener: () => void): void;
	readonly statusCode: number;
	readonly writableEnded: boolean;
}

/** Answers at an address. Where it hands on what a node gives, n8n answers unless that says that the node has. */
export type Answer = (
	request: WebhookRequest,
	response: WebhookResponse,
) => Promise<IWebhookResponseData | void>;

/** The part of n8n that the world reaches. */
export interface N8nServer {
	/** Where it listens; WEBHOOK_URL where nobody has set another. */
	origin: string;
	/** Throws where a request would have got two answers of n8n, or none. */
	close(): Promise<void>;
}

/** Reads a body as n8n does before it calls a node. Throws when it is not what its content type says. */
function parse(type: string | undefined, rawBody: Buffer): unknown {
	if (rawBody.length === 0) return {};
	if (type === 'application/json') return JSON.parse(rawBody.toString());
	return type === 'text/plain' ? rawBody.toString() : undefined;
}

/** Starts n8n's server: it passes what comes to a path on to the `answerAt` it, and answers 404 where there is none. */
export async function startN8nServer(
	answerAt: (path: string) => Answer | undefined,
): Promise<N8nServer> {
	const app = fastify({ forceCloseConnections: true, bodyLimit: 16_000_000 });
	/** What was answered twice or not at all. */
	const wrong: string[] = [];
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	app.post('/*', async ({ url, headers, body }, reply) => {
		const { pathname, search, searchParams } = new URL(url, 'http://n8n');
		const answer = answerAt(pathname);
		if (!answer) return await reply.code(404).send();
		const rawBody = (body as Buffer | undefined) ?? Buffer.alloc(0);
		let parsed: unknown;
		try {
			parsed = parse(headers['content-type']?.split(';')[0], rawBody);
		} catch {
			return await reply.code(422).send({ message: 'Failed to parse request body' });
		}
		const response: WebhookResponse = {
			status: (code) => (reply.code(code), response),
			json: (content) => void reply.send(content),
			once: (event, listener) => void reply.raw.once(event, listener),
			get statusCode() {
				return reply.raw.statusCode;
			},
			get writableEnded() {
				return reply.raw.writableEnded;
			},
		};
		const query = Object.fromEntries(searchParams);
		const request = { headers, body: parsed, rawBody, params: {}, query, search };
		const given = await answer({ method: 'POST', ...request }, response).catch((error: Error) => {
			if (reply.sent) wrong.push(`${url}: ${error.message}`);
			throw error;
		});
		if (given && reply.sent !== (given.noWebhookResponse === true)) {
			wrong.push(`${url}: ${reply.statusCode}`);
		}
		return reply.sent ? reply : await reply.send({ message: 'Webhook call received' });
	});
	return {
		origin: await app.listen({ port: 0, host: '127.0.0.1' }),
		async close() {
			await app.close();
			if (wrong.length > 0) throw new Error(`Answered twice, or not at all: ${wrong.join(', ')}`);
		},
	};
}
