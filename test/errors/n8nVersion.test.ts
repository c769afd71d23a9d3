import * as facts from '../../nodes/Landbot/api/errors/n8nVersion';
import { clickTest, runLandbot, searchList } from '../support/n8n';
import { isAtLeast } from '../support/versions';

/** What the version of n8n-core says of each fact that the node tells from the exports of n8n-workflow. */
const expected: Record<keyof typeof facts, boolean> = {
	isTooOld: !isAtLeast(2, 0),
	knowsDetails: isAtLeast(2, 36),
	stopsOnTimeout: isAtLeast(2, 27),
	skipsItems: isAtLeast(2, 39),
};

it.each(Object.entries(facts))('knows %s of this version of n8n', (name, fact) => {
	expect(fact).toBe(expected[name as keyof typeof facts]);
});

const account = { apiToken: 'token', baseUrl: 'http://127.0.0.1:9/v1' };
const tooOld = 'Landbot needs n8n 2.0 or newer';

// `npm run test:versions` runs this file on an n8n that is too old.
if (facts.isTooOld) {
	it('an n8n that is too old says so at the first run', async () => {
		const { error } = await runLandbot(account, [{}], { resource: 'channel', operation: 'getAll' });
		expect(error?.message).toContain(tooOld);
	});

	it('an n8n that is too old says so in a list', async () => {
		await expect(searchList(account, 'searchChannels')).rejects.toThrow(tooOld);
	});

	it('an n8n that is too old says so in the test of the credential', async () => {
		const { status, message } = await clickTest(account);
		expect(status).toBe('Error');
		expect(message).toContain(tooOld);
	});
}
