import * as facts from '../../nodes/Landbot/api/errors/n8nVersion';
import { byId, withLandbot } from '../support/landbot';
import { clickTest, searchList } from '../support/n8n';
import { NOBODY } from '../support/people';

/** What the node knows of an older n8n. */
jest.mock('../../nodes/Landbot/api/errors/n8nVersion', () => ({ __esModule: true }));
const isOn = (n8n: Partial<typeof facts>) =>
	Object.assign(facts, { isTooOld: false, knowsDetails: false, stopsOnTimeout: false }, n8n);

const { simulator, account, run } = withLandbot();
const UNKNOWN = { resource: 'customer', operation: 'get', customer: byId(NOBODY) };
const ADVICE =
	"Landbot says: Not found. Check that the ID is right and belongs to the workspace of the token. If it is a phone, choose 'By Phone' in 'Customer'";

it('says everywhere that n8n has to be updated when it is older than 2.0', async () => {
	isOn({ isTooOld: true });
	const message =
		'Landbot needs n8n 2.0 or newer, and this n8n is older. Ask whoever runs n8n to update it';

	expect((await run(UNKNOWN)).error).toMatchObject({ message });
	expect(await clickTest(account())).toEqual({ status: 'Error', message });
	await expect(searchList(account(), 'searchChannels')).rejects.toMatchObject({ message });
	expect(simulator.log).toEqual([]);
});

it('puts the advice behind the message in an error item where n8n knows no details', async () => {
	isOn({});
	const { output } = await run(UNKNOWN, [{}], { onError: 'continueRegularOutput' });
	expect(output[0].json).toEqual({ error: `Landbot does not know customer ${NOBODY}. ${ADVICE}` });
});

it('tells an agent the advice, too, which hands only the message to its model', async () => {
	isOn({ knowsDetails: true });
	const tool = { type: 'n8n-nodes-landbot.landbotTool' };
	const { error } = await run(UNKNOWN, [{}], tool);
	expect(error?.message).toBe(`Landbot does not know customer ${NOBODY}. ${ADVICE}`);
	expect((await run(UNKNOWN)).error?.message).toBe(`Landbot does not know customer ${NOBODY}`);
});
