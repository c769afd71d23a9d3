import type { IDataObject, INode } from 'n8n-workflow';
import { toNodeError } from './explain';
import { LandbotFailure, mayHaveArrived, neverLeft, UNTRUSTED } from './failure';
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

/** Whether no other item of the run can fare better: the account, the limit or the way to Landbot is at fault. */
export function endsRun(error: unknown): boolean {
	if (!(error instanceof LandbotFailure)) return false;
	const { status = 0, code = '' } = error.failure;
	const isRedirect = status >= 300 && status < 400;
	return (
		[401, 402, 429].includes(status) ||
		isRedirect ||
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
