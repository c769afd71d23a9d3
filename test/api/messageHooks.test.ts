import type { LandbotClient } from '../../nodes/Landbot/api/client';
import { listHooks } from '../../nodes/Landbot/api/messageHooks';

/** A Landbot that lists these hooks of a channel, so many at a time. */
function clientWith(hooks: object[], size: number, total?: number): LandbotClient {
	return {
		async call(_endpoint, { qs }, read) {
			const offset = Number(qs?.offset);
			return read({ success: true, total, hooks: hooks.slice(offset, offset + size) });
		},
		memoize: async (_key, make) => await make(),
	};
}

const hook = (id: number) => ({ id, url: `https://n8n.example/${id}`, name: null, token: null });

it('reads on where Landbot gives fewer hooks than it has', async () => {
	const listed = await listHooks(clientWith([hook(1), hook(2), hook(3)], 1, 3), 2955001);
	expect(listed.map(({ id }) => id)).toEqual([1, 2, 3]);
});

it('leaves out what has no ID', async () => {
	const rows = [
		{ url: 'https://n8n.example/0' },
		hook(1),
		{ id: 'x' },
		{ id: 2, url: 17 },
		{ id: 3 },
	];
	const listed = await listHooks(clientWith(rows, 100), 2955001);
	expect(listed).toEqual([
		{ ...hook(1), created_at: undefined },
		{ id: 2, url: '17', name: null, token: undefined, created_at: undefined },
		{ id: 3, url: '', name: null, token: undefined, created_at: undefined },
	]);
});
