/** Whatever is delivered to a waiting execution, and whenever: it goes on once, with what its customer wrote. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { pause } from '../../simulator/test/client.ts';
import { ANA, CARLA } from '../support/people';
import { anyJson, DELIVERED } from '../support/property/anyJson';
import { holds } from '../support/property/holds.js';
import { withReplies } from '../support/waiting';

const { simulator, start, deliver, hooks } = withReplies();

const { json, objectOf } = anyJson(DELIVERED);
/** Whether the execution has to go on with it; nobody can tell of a message that is anything. */
const message: fc.Arbitrary<{ more: IDataObject; answers?: boolean }> = fc.oneof(
	objectOf(8).map((more) => ({ more })),
	json.map((extra) => ({ more: { extra } as IDataObject, answers: true })),
	json.map((extra) => ({
		more: { extra, customer: { id: CARLA } } as IDataObject,
		answers: false,
	})),
);
const delivery = fc.record({ message, isGenuine: fc.boolean(), afterMs: fc.nat(8) });

it('goes on once, with a reply of the customer, and gives no address or secret away', async () => {
	await holds(
		fc.asyncProperty(fc.array(delivery, { minLength: 1, maxLength: 8 }), async (given) => {
			simulator.reset();
			const options = { allowLocalAddress: true, rawMessage: true };
			const execution = await start({ options });
			const [hook] = hooks();
			const statuses = await Promise.all(
				given.map(async ({ message: { more }, isGenuine, afterMs }) => {
					await pause(afterMs);
					const authorization = isGenuine ? `Token ${hook.token}` : 'Token guessed';
					return await deliver(more, { hook, authorization });
				}),
			);
			for (const status of statuses) expect([200, 403, 409, 413, 503]).toContain(status);

			const genuine = given.filter(({ isGenuine }) => isGenuine);
			const { resumed, result, status } = execution;
			if (genuine.some(({ message: { answers } }) => answers)) expect(resumed).toBe(1);
			if (genuine.every(({ message: { answers } }) => answers === false)) expect(resumed).toBe(0);
			expect(resumed).toBeLessThanOrEqual(1);
			if (resumed === 1) {
				expect([status, result.output[0].json.customer_id]).toEqual(['finished', ANA]);
				expect(hooks()).toEqual([]);
			}
			const shown = JSON.stringify(result.run);
			expect(shown).not.toContain(String(hook.token));
			expect(shown).not.toContain('signature=');
		}),
		50,
	);
});
