import type { IDataObject } from 'n8n-workflow';
import { pause } from '../../simulator/test/client.ts';
import { fetchAllPages, type FetchPage } from '../../nodes/Landbot/api/pagination';

const ROWS: IDataObject[] = Array.from({ length: 300 }, (_, index) => ({ id: index + 1 }));

/** A list of which the first answer at some offsets is another one, and what it is asked for. */
function listWith(first: Record<number, IDataObject[]>, total = ROWS.length) {
	const asked: number[] = [];
	const fetchPage: FetchPage = async (offset, limit) => {
		if (asked.length > 100) throw new Error('There is no end');
		const isFirst = !asked.includes(offset);
		asked.push(offset);
		const other = isFirst ? first[offset] : undefined;
		return { rows: other ?? ROWS.slice(offset, offset + limit), total };
	};
	return { asked, fetchPage };
}

it('looks between two pages that do not touch, and nowhere else', async () => {
	const { asked, fetchPage } = listWith({ 99: ROWS.slice(99, 150) });
	expect(await fetchAllPages(fetchPage, Infinity)).toEqual(ROWS);
	expect(asked).toEqual([0, 99, 198, 297, 148, 0]);
});

it('fills a gap that is wider than half a page', async () => {
	const { fetchPage } = listWith({ 99: ROWS.slice(99, 105), 148: ROWS.slice(180, 250) });
	expect(await fetchAllPages(fetchPage, Infinity)).toEqual(ROWS);
});

it('comes to an end where pages never touch', async () => {
	const asked: number[] = [];
	const fetchPage: FetchPage = async (offset) => {
		if (asked.push(offset) > 100) throw new Error('There is no end');
		const rows = Array.from({ length: 100 }, (_, index) => ({ id: `${offset}-${index}` }));
		return { rows, total: 190 };
	};
	const rows = await fetchAllPages(fetchPage, 190);
	expect(rows).toHaveLength(190);
	const all = await fetchAllPages(async (offset, limit) => {
		const page = await fetchPage(offset, limit);
		return offset >= 190 ? { ...page, rows: [] } : page;
	}, Infinity);
	expect(all.length).toBeGreaterThanOrEqual(190);
	expect(asked.length).toBeLessThan(40);
});

it('asks for an empty list once', async () => {
	let times = 0;
	const rows = await fetchAllPages(async () => {
		times++;
		return { rows: [], total: 0 };
	}, Infinity);
	expect([rows, times]).toEqual([[], 1]);
});

it('asks once for a list that one page holds', async () => {
	const { asked, fetchPage } = listWith({ 0: ROWS.slice(0, 40) }, 40);
	expect(await fetchAllPages(fetchPage, Infinity)).toEqual(ROWS.slice(0, 40));
	expect(asked).toEqual([0]);
});

it('asks for little more after a page that does not come', async () => {
	let asked = 0;
	const fetchPage: FetchPage = async (offset, limit) => {
		asked++;
		await pause(1);
		if (offset === 198) throw new Error('Lost');
		const rows = Array.from({ length: limit }, (_, index) => ({ id: offset + index }));
		return { rows, total: 10_000 };
	};
	await expect(fetchAllPages(fetchPage, Infinity)).rejects.toThrow('Lost');
	await pause(20);
	expect(asked).toBeLessThan(60);
});
