import type { IDataObject, INode } from 'n8n-workflow';
import { toNodeError } from '../api/errors/toNodeError';
import {
	isPassing,
	LandbotFailure,
	mayHaveArrived,
	neverLeft,
	refusedForCode,
	UNTRUSTED,
} from '../api/errors/apiError';
import type { Impostor } from '../api/errors/impostor';
import { NOT_ATTEMPTED, type Batch } from './batch';

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
export function endsRun(error: unknown, { accepted }: Batch): boolean {
	if (!(error instanceof LandbotFailure)) return false;
	const { status = 0, code = '', impostor } = error.failure;
	const isBlocked =
		impostor !== undefined &&
		!isPassing(error.failure) &&
		!refusedForCode(error.failure, error.asked) &&
		(accepted.size === 0 || IN_THE_WAY.includes(impostor));
	const isRedirect = status >= 300 && status < 400;
	return (
		[401, 402, 429].includes(status) ||
		isRedirect ||
		isBlocked ||
		neverLeft(error.failure) ||
		UNTRUSTED.test(code)
	);
}

/**
 * The row of an item that was not sent, or perhaps was. `whom` is what the person entered as the customer. An item that
 * never left says why the run ended.
 */
export function unsentRow(
	node: INode,
	error: unknown,
	itemIndex: number,
	whom: IDataObject,
	{ ended }: Batch,
): IDataObject {
	if (error === NOT_ATTEMPTED) {
		return row('not attempted', { ...whom, time: null, reason: ended?.message ?? null });
	}
	const shown = toNodeError(node, error, itemIndex);
	const common = { ...whom, reason: shown.message, advice: shown.description ?? null };
	if (!(error instanceof LandbotFailure)) return row('failed', common);
	const { failure, asked } = error;
	return row(mayHaveArrived(asked, failure) ? 'unclear' : 'failed', {
		...common,
		http_code: failure.status === undefined ? null : String(failure.status),
	});
}
