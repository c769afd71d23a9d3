import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import { byId } from '../support/landbot';
import { runLandbot } from '../support/n8n';
import recorded from './payloads/api-customer.json';

const ACCOUNT = { apiToken: 'customer-of-outside', baseUrl: 'https://landbot.example/v1' };
const get = { resource: 'customer', operation: 'get', customer: byId(161800001) };

// Another file of the same worker may have put nock away.
beforeAll(() => void (nock.isActive() || nock.activate()));
beforeEach(() => nock.disableNetConnect());
afterEach(() => {
	nock.cleanAll();
	nock.enableNetConnect();
});
afterAll(() => nock.restore());

const answer = (customer: IDataObject) =>
	nock(ACCOUNT.baseUrl).get('/customers/161800001/').reply(200, { success: true, customer });

it('shows the ten keys of a customer whose fields stand among its own keys', async () => {
	answer(recorded.body.customer);
	const { output } = await runLandbot(ACCOUNT, [{}], get);
	expect(output[0].json).toEqual({
		id: 161800001,
		name: 'Ana',
		phone: '34600000021',
		email: 'ana@example.org',
		channel_id: 2955001,
		agent_id: null,
		archived: false,
		opt_in: false,
		last_message: '2022-02-17T08:38:43.123Z',
		custom_fields: {
			name: 'Ana',
			avatar: 'https://media.example.org/a.png',
			email: 'ana@example.org',
			options: '2',
			phone: '34600000021',
			question: 'Where is it?',
			reply_buttons: 'Yes',
			welcome: 'hi',
		},
	});
});

it('finds the email and the phone where Landbot has them only among the fields', async () => {
	answer({ ...recorded.body.customer, email: null, phone: null });
	const { output } = await runLandbot(ACCOUNT, [{}], get);
	expect(output[0].json).toMatchObject({ email: 'ana@example.org', phone: '34600000021' });
});
