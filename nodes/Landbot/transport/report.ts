import type { IDataObject, INode } from 'n8n-workflow';
import { toNodeError } from './explain';
import { LandbotFailure, mayHaveArrived, neverLeft } from './failure';
import { NOT_ATTEMPTED, type Run } from './run';

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

/** The row of an item that Landbot accepted. */
export const sentRow = (accepted: IDataObject): IDataObject =>
	row('sent', Object.fromEntries(Object.entries(accepted).filter(([key]) => key !== 'success')));

/** Whether no other item of the run can fare better: the account, the limit or the way to Landbot is at fault. */
export const endsRun = (error: unknown): boolean =>
	error instanceof LandbotFailure &&
	([401, 402, 429].includes(error.failure.status ?? 0) || neverLeft(error.failure));

/**
 * The row of an item that was not sent, or perhaps was. `whom` is what the person entered as the customer. An item that
 * never left says why the run ended.
 */
export function unsentRow(
	node: INode,
	error: unknown,
	itemIndex: number,
	whom: IDataObject,
	{ ended }: Run,
): IDataObject {
	if (error === NOT_ATTEMPTED) {
		return row('not attempted', { ...whom, time: null, reason: ended?.message ?? null });
	}
	const shown = toNodeError(node, error, itemIndex);
	const unclear = error instanceof LandbotFailure && mayHaveArrived(error.asked, error.failure);
	return row(unclear ? 'unclear' : 'failed', {
		...whom,
		reason: shown.message,
		advice: shown.description ?? null,
		http_code: 'httpCode' in shown ? shown.httpCode : null,
	});
}
