/**
 * The longest that nothing else could happen while some work went on, in milliseconds of the processor: the clock would also
 * count what else the machine does.
 * @param {() => Promise<unknown>} work
 */
exports.longestTurn = async (work) => {
	let longest = 0;
	let isOver = false;
	let before = process.threadCpuUsage();
	const look = () => {
		const { user, system } = process.threadCpuUsage(before);
		longest = Math.max(longest, (user + system) / 1000);
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
