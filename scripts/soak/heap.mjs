import { once } from 'node:events';

/**
 * What a process of Node.js that was started with `--inspect` holds after everything that nobody needs is gone.
 * @param {number} port Of its inspector.
 */
export async function openHeap(port) {
	const targets = /** @type {{ webSocketDebuggerUrl: string }[]} */ (
		await (await fetch(`http://127.0.0.1:${port}/json`)).json()
	);
	const [{ webSocketDebuggerUrl }] = targets;
	const socket = new globalThis.WebSocket(webSocketDebuggerUrl);
	await once(socket, 'open');
	let last = 0;
	/** @param {string} method @param {object} [params] @returns {Promise<any>} */
	const ask = (method, params = {}) =>
		new Promise((resolve) => {
			const id = ++last;
			const hear = (/** @type {MessageEvent} */ { data }) => {
				const answer = JSON.parse(data);
				if (answer.id !== id) return;
				socket.removeEventListener('message', hear);
				resolve(answer.result);
			};
			socket.addEventListener('message', hear);
			socket.send(JSON.stringify({ id, method, params }));
		});
	return {
		/** In megabytes. */
		async usedMb() {
			await ask('HeapProfiler.collectGarbage');
			const expression = 'process.memoryUsage().heapUsed';
			const { result } = await ask('Runtime.evaluate', { expression });
			return result.value / 2 ** 20;
		},
		close: () => socket.close(),
	};
}

/**
 * How much a number grows in one unit of time: the slope of the straight line through all points (least squares).
 * @param {{ at: number, value: number }[]} points
 */
export function slopeOf(points) {
	const mean = (/** @type {number[]} */ numbers) =>
		numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
	const [at, value] = [
		mean(points.map((point) => point.at)),
		mean(points.map((point) => point.value)),
	];
	const above = points.reduce((sum, point) => sum + (point.at - at) * (point.value - value), 0);
	return above / points.reduce((sum, point) => sum + (point.at - at) ** 2, 0);
}
