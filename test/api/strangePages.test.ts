import type { IDataObject } from 'n8n-workflow';
import { pause } from '../../simulator/test/client.ts';
import { fetchAllPages, type FetchPage } from '../../nodes/Landbot/api/pagination';

const rowsFrom = (first: number, count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ id: first + index }));

/** Three hundred rows, in pages of 100 with their total unless `answer` changes a page, and what is asked for. */
function listWith(answer: (page: { rows: IDataObject[]; offset: number }) => object = () => ({})) {
	const list = { rows: rowsFrom(1, 300), asked: [] as number[] };
	const fetchPage: FetchPage = async (offset, limit) => {
		if (list.asked.push(offset) > 100) throw new Error('There is no end');
		const rows = list.rows.slice(offset, offset + limit);
		return { rows, total: list.rows.length, ...answer({ rows, offset }) };
	};
	return { ...list, list, fetchPage };
}

it('loses no row where pages are small and have no total', async () => {
	const { rows, fetchPage } = listWith((page) => ({
		rows: page.rows.slice(0, 30),
		total: undefined,
	}));
	expect(await fetchAllPages(fetchPage, Infinity)).toEqual(rows);
});

it.each([100, 30])('loses no row where the total counts up to the page, of %i', async (size) => {
	const { rows, fetchPage } = listWith((page) => {
		const some = page.rows.slice(0, size);
		return { rows: some, total: Math.max(60, page.offset + some.length) };
	});
	expect(await fetchAllPages(fetchPage, Infinity)).toEqual(rows);
	expect(await fetchAllPages(fetchPage, 250)).toEqual(rows.slice(0, 250));
});

it('gives as many rows as wanted where a page is short', async () => {
	const { fetchPage } = listWith(({ rows, offset }) => ({
		rows: offset === 100 ? rows.slice(0, 50) : rows,
	}));
	const ids = (await fetchAllPages(fetchPage, 200)).map(({ id }) => id);
	expect(new Set(ids).size).toBe(200);
});

it('asks for pages side by side', async () => {
	let open = 0;
	let most = 0;
	const { list, fetchPage } = listWith();
	list.rows = rowsFrom(1, 1000);
	const all = await fetchAllPages(async (offset, limit) => {
		most = Math.max(most, ++open);
		await pause(5);
		open--;
		return await fetchPage(offset, limit);
	}, Infinity);
	expect(all).toHaveLength(1000);
	expect(most).toBe(10);
});

it('asks for no more where pages come in another order', async () => {
	const inOrder = listWith();
	await fetchAllPages(inOrder.fetchPage, Infinity);
	const { asked, rows, fetchPage } = listWith();
	const all = await fetchAllPages(async (offset, limit) => {
		const page = await fetchPage(offset, limit);
		await pause((300 - offset) / 10);
		return page;
	}, Infinity);
	expect(all).toEqual(rows);
	expect(asked).toEqual(inOrder.asked);
});

it('goes on where a page begins with the first row and is another one', async () => {
	const { rows, fetchPage } = listWith((page) => ({
		rows: page.offset === 99 ? [{ id: 1 }, ...page.rows.slice(1)] : page.rows,
		total: 150,
	}));
	const all = await fetchAllPages(fetchPage, Infinity);
	expect(all).toEqual(expect.arrayContaining(rows));
});

it('ends where a list without pages and total has grown', async () => {
	const { asked, fetchPage } = listWith(() => ({
		rows: rowsFrom(1, 120 + Math.min(2, asked.length)),
		total: undefined,
	}));
	expect(await fetchAllPages(fetchPage, Infinity)).toEqual(rowsFrom(1, 122));
	expect(asked.length).toBeLessThan(6);
});

it('asks once for what follows the last row', async () => {
	const { list, asked, fetchPage } = listWith(() => ({ total: undefined }));
	list.rows = rowsFrom(1, 150);
	expect(await fetchAllPages(fetchPage, Infinity)).toEqual(list.rows);
	expect(asked).toEqual([0, 99, 198, 0]);
});

it('finds all that come to the start of the list while it is read', async () => {
	const { list, asked, fetchPage } = listWith();
	const newcomers = rowsFrom(1001, 250);
	const all = await fetchAllPages(async (offset, limit) => {
		if (asked.length === 4) list.rows = [...newcomers, ...rowsFrom(1, 300)];
		return await fetchPage(offset, limit);
	}, Infinity);
	expect(all).toEqual(expect.arrayContaining([...newcomers, ...rowsFrom(1, 300)]));
});

it('loses no row that stays where others leave before the last page is read', async () => {
	const { list, asked, fetchPage } = listWith();
	list.rows = rowsFrom(1, 350);
	const all = await fetchAllPages(async (offset, limit) => {
		if (asked.length === 3) list.rows = rowsFrom(61, 290);
		return await fetchPage(offset, limit);
	}, Infinity);
	expect(all).toEqual(expect.arrayContaining(rowsFrom(61, 290)));
});
