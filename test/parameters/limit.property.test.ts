import fc from 'fast-check';
import { given, isBlank, meaningsOf } from '../support/property/anyInput';
import { holds } from '../support/property/holds.js';
import { withLandbot } from '../support/landbot';

const { run } = withLandbot();
const everybody = { resource: 'customer', operation: 'getAll' };

it('reads as many customers as Return All and Limit say, or says which of them is wrong', async () => {
	const { length: all } = (await run({ ...everybody, returnAll: true })).output;
	await holds(
		fc.asyncProperty(given, given, async (returnAll, limit) => {
			const parameters = { ...everybody, returnAll: returnAll.written, limit: limit.written };
			const { error, output } = await run(parameters, [{ given: limit.value }]);
			if (error) {
				expect(error.message).toMatch(/'(Return All|Limit)'/);
				return;
			}
			const isRead = returnAll.written === '={{ $json.given }}';
			const meant = isRead ? limit.value : returnAll.value;
			const isAll = meaningsOf(meant).includes(true);
			const isUntouched = limit.isLiteral && isBlank(limit.value);
			if (isAll || isUntouched) expect(output).toHaveLength(all);
			else {
				const counts = meaningsOf(limit.value).map((one) => Math.min(all, Number(one)));
				expect(counts).toContain(output.length);
			}
		}),
		100,
	);
});
