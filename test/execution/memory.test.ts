/**
 * Counts what the engine holds, so this file has one of its own.
 *
 * @engine own
 */
import { sleep } from 'n8n-workflow';
import { contextsAlive } from '../support/alive.js';
import { SEND, texts, withCampaign } from '../support/campaign';
import { landbotWorkflow, runLandbot, runWorkflow } from '../support/n8n';

it('keeps nothing of an item once its run has ended, failed or been cancelled', async () => {
	await withCampaign(async ({ account, send }) => {
		await send(texts(5));
		await send(texts(5).with(3, { customer: 'Ana', text: 'x' }));
		await runLandbot(account, texts(5), { ...SEND, text: '={{ $("Nobody").item.json.text }}' });
		const execution = runWorkflow(landbotWorkflow(texts(100), SEND), account);
		await sleep(100);
		execution.cancel();
		await execution;
	})();
	expect(contextsAlive()).toBe(0);
});
