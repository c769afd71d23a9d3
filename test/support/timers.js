/**
 * Lets all timers of Node.js that start from now on end ten times sooner.
 * @returns {() => void} What gives them back.
 */
exports.tenTimesFaster = () => {
	const { setTimeout } = globalThis;
	const timers = jest.spyOn(globalThis, 'setTimeout');
	timers.mockImplementation(
		/** @type {never} */ (
			/** @type {unknown} */ ((/** @type {() => void} */ done, ms = 0) => setTimeout(done, ms / 10))
		),
	);
	return () => timers.mockRestore();
};
