import nock from 'nock';
import { publish, workflow, written } from '../support/trigger';
import { ANA } from '../support/people';

beforeAll(() => {
	if (!nock.isActive()) nock.activate();
});
afterAll(() => nock.restore());

it.each([
	['http://169.254.169.254/latest/', 'an address inside a private network'],
	['//localhost:5678/rest/settings', 'an address inside a private network'],
	['file:///etc/passwd', 'not a web address'],
])('a file is not fetched from where a public address leads to: %s', async (Location, reason) => {
	const url = 'https://files.example.com/a.png';
	nock('https://files.example.com').get('/a.png').reply(302, '', { Location });
	await publish();
	workflow.setup.parameters.options = { downloadMedia: true };
	const { json } = await written(ANA, { type: 'image', url });
	expect(json.media).toBe(`not downloaded: ${reason}`);
	expect(nock.isDone()).toBe(true);
});
