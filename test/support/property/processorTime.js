/** Milliseconds of the processor since a look at it: the clock would also count what else the machine does. @param {NodeJS.CpuUsage} before */
function processorMs(before) {
	const { user, system } = process.threadCpuUsage(before);
	return (user + system) / 1000;
}

/**
 * Whether some work takes less than so many milliseconds of the processor, in one of three tries.
 * @param {number} ms @param {() => void} work
 */
exports.isWithin = (ms, work) =>
	[1, 2, 3].some(() => {
		const before = process.threadCpuUsage();
		work();
		return processorMs(before) < ms;
	});

/**
 * The longest that nothing else could happen while some work went on, in milliseconds of the processor.
 * @param {() => Promise<unknown>} work
 */
exports.longestTurn = async (work) => {
	let longest = 0;
	let isOver = false;
	let before = process.threadCpuUsage();
	const look = () => {
		longest = Math.max(longest, processorMs(before));
		before = process.threadCpuUsage();
		if (!isOver) setImmediate(look);
	};
	setImmediate(look);
	await work();
	// the turn in which it ended counts, too
	await new Promise((resolve) => setImmediate(resolve));
	isOver = true;
	return longest;
};
