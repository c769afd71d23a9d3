import type { IDataObject } from 'n8n-workflow';
import type { LandbotClient } from './client';
import type { Endpoint } from './endpoints';
import { type Page, pageOf } from './response';
import { text } from './values';

/** Landbot's pagination guide: a page has at most 100 rows. */
export const PAGE_SIZE = 100;

/** How many pages are under way at once: enough to use all of the rate limit where an answer takes more than a second. */
const SIDE_BY_SIDE = 20;

/** How often a gap between two pages is looked into before it is accepted. */
const BRIDGES = 3;

/** Fetches `limit` rows, at most 100, from `offset` on. */
export type FetchPage = (offset: number, limit: number) => Promise<Page>;

interface Slice extends Page {
	offset: number;
}

/** What tells a row from the others of its list. */
const idOf = (row: IDataObject): string => text(row.id) ?? JSON.stringify(row);

/** Whether the end of one page and the start of the next are the same rows, so that nothing lies between them. */
function touch(before: Slice, after: Slice): boolean {
	const ids = new Set(before.rows.map(idOf));
	return after.rows.some((row) => ids.has(idOf(row)));
}

/**
 * The first `limit` rows of a list, in Landbot's order and each once; `Infinity` for all of them. The first page tells
 * the total, the others come side by side.
 *
 * Landbot has no cursor: rows that come or go meanwhile shift all that follow. Pages of a whole list therefore
 * overlap by one row, where two of them do not touch the place between them is fetched again, and the start is read
 * once more at the end. A total that is missing or wrong costs requests, never rows.
 */
export async function fetchAllPages(fetchPage: FetchPage, limit: number): Promise<IDataObject[]> {
	const whole = limit === Infinity;
	const slices: Slice[] = [];
	const fetchSlice = async (offset: number, size = PAGE_SIZE) => {
		const slice = { offset, ...(await fetchPage(offset, size)) };
		slices.push(slice);
		return slice;
	};

	const first = await fetchSlice(0, Math.min(PAGE_SIZE, limit));
	// Landbot may answer fewer rows than asked for; its first page shows how many it gives.
	const reach = first.rows.length;
	const step = Math.max(1, whole ? reach - 1 : reach);
	let next = step;
	let ended = reach === 0;

	const fetchUntil = async (end: number) => {
		while (!ended && next < end) {
			const offset = next;
			const size = Math.min(PAGE_SIZE, limit - offset);
			next += step;
			const page = fetchSlice(offset, size);
			page.catch(() => (ended = true));
			const { rows, total = Infinity } = await page;
			// Some lists may not be paged: then every page is the whole list again, whatever the total says.
			if (isSame(rows, first.rows, total)) ended = true;
			const last = rows.length < Math.min(reach, size) && offset + rows.length >= total;
			if (last || rows.length === 0) ended = true;
		}
	};
	const { total = 0 } = first;
	ended ||= reach < PAGE_SIZE && first.total !== undefined && reach >= total;
	const known = Math.min(limit, total);
	await Promise.all(Array.from({ length: SIDE_BY_SIDE }, async () => await fetchUntil(known)));
	await fetchUntil(limit);

	if (!whole) {
		// A row that came meanwhile has pushed another one into the next page.
		const missing = limit - unique(slices).length;
		if (missing > 0 && !ended) await fetchSlice(limit, missing);
		return unique(slices).slice(0, limit);
	}
	await closeGaps(slices, reach, fetchSlice);
	return slices.length === 1 ? unique(slices) : await lookAgain(slices, step, fetchSlice);
}

/** Whether a page is the first one again; without a total it is enough that it begins with the same row. */
function isSame(rows: IDataObject[], firstRows: IDataObject[], total: number): boolean {
	if (rows.length === 0 || idOf(rows[0]) !== idOf(firstRows[0])) return false;
	return (
		total === Infinity || rows.every((row, place) => idOf(row) === idOf(firstRows[place] ?? {}))
	);
}

/** All rows of a list that match a query. */
export const listAll = async (
	client: LandbotClient,
	endpoint: Endpoint<'/channels/' | '/customers/'>,
	qs: IDataObject = {},
): Promise<IDataObject[]> =>
	await fetchAllPages(
		async (offset, limit) =>
			await client.call(endpoint, { values: {}, qs: { ...qs, offset, limit } }, pageOf),
		Infinity,
	);

/** All rows of the pages by offset, each once. */
function unique(slices: Slice[]): IDataObject[] {
	const inOrder = [...slices].sort((a, b) => a.offset - b.offset).flatMap(({ rows }) => rows);
	return [...new Map(inOrder.map((row) => [idOf(row), row])).values()];
}

/** Fetches between two neighbouring pages, half a page before the second, until all of them touch. */
async function closeGaps(
	slices: Slice[],
	reach: number,
	fetchSlice: (offset: number) => Promise<Slice>,
): Promise<void> {
	const close = async (before: Slice, after: Slice, tries: number): Promise<void> => {
		const atTheEnd = after.rows.length === 0 && before.rows.length < reach;
		if (tries === 0 || atTheEnd || touch(before, after)) return;
		const between = await fetchSlice(Math.max(0, after.offset - Math.ceil(reach / 2)));
		await close(before, between, tries - 1);
		await close(between, after, tries - 1);
	};
	const inOrder = [...slices].sort((a, b) => a.offset - b.offset);
	for (const [index, after] of inOrder.entries()) {
		if (index > 0) await close(inOrder[index - 1], after, BRIDGES);
	}
}

/** Reads from the start again while that brings rows: a list sorted by activity moves them there. */
async function lookAgain(
	slices: Slice[],
	step: number,
	fetchSlice: (offset: number) => Promise<Slice>,
): Promise<IDataObject[]> {
	let known = unique(slices);
	for (let offset = 0; ; offset += step) {
		await fetchSlice(offset);
		const rows = unique(slices);
		if (rows.length === known.length) return rows;
		known = rows;
	}
}
