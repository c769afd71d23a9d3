import type { IDataObject, INode } from 'n8n-workflow';
import {
	isTransient,
	neverSent,
	refusedForCode,
	type RequestError,
	CERTIFICATE_CODE,
} from '../api/errors/apiError';
import type { Impostor } from '../api/errors/impostor';
import { toNodeError } from '../api/errors/toNodeError';
import { type Batch, NOT_ATTEMPTED } from './batch';

/** What became of an item, in the words of the output. */
type Status = 'sent' | 'failed' | 'unclear' | 'not attempted';

const row = (status: Status, more: IDataObject): IDataObject => ({
	status,
	time: new Date().toISOString(),
	reason: null,
	advice: null,
	http_code: null,
	...more,
});

/** The row of an item that Landbot accepted. `whom` is what the person entered as the customer. */
export const sentRow = (accepted: IDataObject, whom: IDataObject): IDataObject =>
	row('sent', {
		...whom,
		...Object.fromEntries(Object.entries(accepted).filter(([key]) => key !== 'success')),
	});

/** Who is in the way of every request, also of one that comes after others which Landbot has accepted. */
const IN_THE_WAY: Array<Impostor | undefined> = ['challenge', 'proxy'];

/**
 * Whether no other item of the run can fare better: the account, the limit or the way to Landbot is at fault. A firewall
 * may mind the words of one item only, and does where Landbot has accepted another one.
 */
export function endsRun({ failure, request }: RequestError, { accepted }: Batch): boolean {
	if (!failure || !request) return false;
	const { status = 0, code = '', impostor } = failure;
	const isBlocked =
		impostor !== undefined &&
		!isTransient(failure) &&
		!refusedForCode(failure, request) &&
		(accepted.size === 0 || IN_THE_WAY.includes(impostor));
	const isRedirect = status >= 300 && status < 400;
	return (
		[401, 402, 429].includes(status) ||
		isRedirect ||
		isBlocked ||
		neverSent(failure) ||
		CERTIFICATE_CODE.test(code)
	);
}

/**
 * The row of an item that was not sent, or perhaps was. `whom` is what the person entered as the customer. An item that
 * never left says why the run ended.
 */
export function unsentRow(
	node: INode,
	error: RequestError,
	itemIndex: number,
	whom: IDataObject,
	{ ended }: Batch,
): IDataObject {
	if (error === NOT_ATTEMPTED) {
		return row('not attempted', { ...whom, time: null, reason: ended?.message ?? null });
	}
	const shown = toNodeError(node, error, itemIndex);
	const common = { ...whom, reason: shown.message, advice: shown.description ?? null };
	const { status } = error;
	return row(error.mayHaveTakenEffect ? 'unclear' : 'failed', {
		...common,
		http_code: status === undefined ? null : String(status),
	});
}
