import type {
	IBinaryData,
	IDataObject,
	IN8nHttpFullResponse,
	IWebhookFunctions,
} from 'n8n-workflow';
import { isLocal } from '../api/localAddress';
import { textOf } from '../api/text';
import { text } from '../api/values';

/** Landbot waits for the answer to a delivery, at least 30 seconds according to its documentation of APIchat. */
const DOWNLOAD_TIMEOUT_MS = 20_000;

const REDIRECTS = 5;
const MB = 1_000_000;

/** The types of message that carry a file. */
const WITH_FILE: unknown[] = ['image', 'audio', 'video', 'document'];

/** What became of a file: it is here, or why it is not. */
export type Outcome = { file: IBinaryData } | { reason: string };

/** Why a file must not be fetched from this address; undefined when it may. */
function addressFlaw(address: string, allowLocal: boolean): string | undefined {
	if (!URL.canParse(address)) return 'not a web address';
	const url = new URL(address);
	if (!/^https?:$/.test(url.protocol)) return 'not a web address';
	return isLocal(url) && !allowLocal ? 'an address inside a private network' : undefined;
}

/** Whether a body is what n8n gives for `encoding: 'stream'`. */
const isStream = (body: unknown): body is AsyncIterable<Buffer> =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** Collects the body of an answer; undefined as soon as it is larger than `most` bytes. */
async function collect(body: AsyncIterable<Buffer>, most: number): Promise<Buffer | undefined> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.length;
		// Leaving the loop closes the connection.
		if (size > most) return undefined;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** Whether a type of message carries a file. */
export const isFile = (type: unknown): boolean => WITH_FILE.includes(type);

/**
 * Downloads the file of a message. Whatever hinders it is an outcome and no error: the message matters more than its
 * file. No credential is sent along, and every redirect is held to the same rules as the first address.
 */
export async function download(
	context: IWebhookFunctions,
	event: IDataObject,
	{ maxMb, allowLocal }: { maxMb: number; allowLocal: boolean },
): Promise<Outcome> {
	const signal = AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS);
	let address = textOf(event.media_url);
	for (let hop = 0; hop <= REDIRECTS; hop++) {
		const flaw = addressFlaw(address, allowLocal);
		if (flaw) return { reason: flaw };
		const answer = await fetchFrom(context, address, maxMb * MB, signal).catch(() => undefined);
		if (!answer) {
			return {
				reason: signal.aborted ? 'not here within 20 seconds' : 'the server was not reached',
			};
		}
		const { status, target, content, type } = answer;
		if (target) {
			address = URL.canParse(target, address) ? new URL(target, address).href : target;
			continue;
		}
		if (status !== 200) return { reason: `the server answered with status ${status}` };
		if (!content) return { reason: `larger than ${maxMb} MB` };
		const name = text(event.file_name)?.replace(/[\\/\0]/g, '_');
		return await context.helpers
			.prepareBinaryData(content, name, type)
			// n8n may not find a type; the file matters more.
			.catch(async () => await context.helpers.prepareBinaryData(content, name, ANY_TYPE))
			.then(
				(file) => ({ file }),
				() => ({ reason: 'n8n could not store it' }),
			);
	}
	return { reason: 'redirected too often' };
}

/** The type of a file of which nothing is known. */
const ANY_TYPE = 'application/octet-stream';

/** Types that say nothing: n8n finds a better one from the name and the content when none is given. */
const SAYS_NOTHING =
	/^(application|binary)\/(octet-stream|download|x-download|force-download|unknown|x-unknown)$|^[^/]*$/i;

/** The type of a file as its server gives it; undefined when that says nothing. */
function typeIn(header: unknown): string | undefined {
	const type = text(header)?.split(';')[0].trim();
	return type && !SAYS_NOTHING.test(type) ? type : undefined;
}

/** What a server answers. `target` is where it redirects to; `content` is undefined when larger than `most` bytes. */
interface DownloadAnswer {
	status: number;
	target: string | null;
	content: Buffer | undefined;
	type: string | undefined;
}

async function fetchFrom(
	context: IWebhookFunctions,
	url: string,
	most: number,
	abortSignal: AbortSignal,
): Promise<DownloadAnswer> {
	const { statusCode, headers, body } = (await context.helpers.httpRequest({
		url,
		method: 'GET',
		encoding: 'stream',
		abortSignal,
		timeout: DOWNLOAD_TIMEOUT_MS,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
	})) as IN8nHttpFullResponse;
	const isWanted = statusCode === 200 && !(Number(headers['content-length']) > most);
	return {
		status: statusCode,
		target: statusCode >= 300 && statusCode < 400 ? text(headers.location) : null,
		content: isStream(body) ? await collect(body, isWanted ? most : 0) : undefined,
		type: typeIn(headers['content-type']),
	};
}
