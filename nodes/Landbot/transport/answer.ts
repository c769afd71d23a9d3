import type { IDataObject } from 'n8n-workflow';
import { Refusal } from './failure';

/**
 * What Landbot wraps: one object or a list under the name of the resource, beside `success` and, for most lists,
 * `total`. Undefined when the answer holds nothing but the news that it worked.
 */
export function unwrap(body: unknown): IDataObject | IDataObject[] | undefined {
	const contents = Object.entries((body ?? {}) as IDataObject).filter(
		([key, value]) =>
			!['success', 'total'].includes(key) && typeof value === 'object' && value !== null,
	);
	return contents[0]?.[1] as IDataObject | IDataObject[] | undefined;
}

/** One page of a list. */
export interface Page {
	rows: IDataObject[];
	/** Landbot's count of all rows that match, missing in some answers. */
	total?: number;
}

/** The rows of a list and their total. Throws a `Refusal` when the body is no list. */
export function pageOf(body: unknown): Page {
	const rows = unwrap(body);
	if (!Array.isArray(rows)) throw new Refusal({ status: 200, body });
	const { total } = body as { total?: unknown };
	return { rows, total: typeof total === 'number' ? total : undefined };
}
