import { trimmed, visible } from '../../nodes/Landbot/api/text';
import { isWithin } from '../support/property/processorTime.js';
import { byId, withLandbot } from '../support/landbot';
import { TARA } from '../support/people';

const { simulator, run } = withLandbot();

const TEXT = { resource: 'message', operation: 'sendText', customer: byId(TARA), text: 'Hello' };
const GAP = ' '.repeat(100_000);

it.each([trimmed, visible])('a gap of 100,000 blanks inside a text costs no time: %p', (read) => {
	expect(isWithin(100, () => read(`a${GAP}b`))).toBe(true);
	expect(read(`${GAP}a${GAP}b${GAP}`)).toBe(`a${GAP}b`);
});

it('a time-out that is longer than a timer can wait is none', async () => {
	const { error } = await run({ ...TEXT, requestSettings: { timeout: 3_000_000_000_000 } });
	expect(error).toBeUndefined();
});

it('a proxy may have a password with a percent sign', async () => {
	const { error } = await run({
		...TEXT,
		requestSettings: { proxy: 'http://user:100%@127.0.0.1:1' },
	});
	expect(error).toMatchObject({ name: 'NodeApiError', message: 'Landbot cannot be reached' });
	expect(simulator.log).toEqual([]);
});
