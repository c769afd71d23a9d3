import type { IDataObject } from 'n8n-workflow';

/** Landbot's pagination guide: a page has at most 100 rows. */
const PAGE = 100;

/** How many pages are under way at once: enough to keep the pace limit busy at a second's latency. */
const SIDE_BY_SIDE = 10;

/** One page of a list. */
export interface Page {
	rows: IDataObject[];
	/** Landbot's count of all rows that match, missing in some answers. */
	total?: number;
}

/** Fetches `limit` rows, at most 100, from `offset` on. */
export type FetchPage = (offset: number, limit: number) => Promise<Page>;

/**
 * The first `limit` rows of a list, in Landbot's order and each once; `Infinity` for all of them. The first page tells
 * the total, the others then come side by side. A total that is missing or wrong costs requests, never rows: the end
 * of the list is a page that is not full.
 */
export async function collect(fetchPage: FetchPage, limit: number): Promise<IDataObject[]> {
	const pages = new Map<number, IDataObject[]>();
	let next = 0;
	let ended = false;
	/** Landbot may answer fewer rows than asked for; its first page shows how many it gives. */
	let step = PAGE;

	const fetchNext = async () => {
		const offset = next;
		next += step;
		const size = Math.min(PAGE, limit - offset);
		const { rows, total } = await fetchPage(offset, size);
		pages.set(offset, rows);
		const full = rows.length >= Math.min(size, step);
		const more = total === undefined ? full : offset + rows.length < total || full;
		if (rows.length === 0 || !more) ended = true;
		return { rows, total };
	};
	const fetchUntil = async (end: number) => {
		while (!ended && next < end) await fetchNext();
	};

	const { rows, total } = await fetchNext();
	step = next = rows.length;
	if (total !== undefined) {
		const end = Math.min(limit, total);
		await Promise.all(Array.from({ length: SIDE_BY_SIDE }, async () => await fetchUntil(end)));
	}
	await fetchUntil(limit);

	const inOrder = [...pages].sort(([a], [b]) => a - b).flatMap(([, page]) => page);
	return [...new Map(inOrder.map((row) => [row.id ?? row, row])).values()].slice(0, limit);
}
