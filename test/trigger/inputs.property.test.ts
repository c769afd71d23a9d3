import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { given, meaningsOf } from '../support/property/anyInput';
import { holds } from '../support/property/holds.js';
import { message, open, post, simulator } from '../support/trigger';
import { WEB } from '../support/people';

/** Every field of the trigger. */
const places: Array<[label: string, form: (value: IDataObject[string]) => IDataObject]> = [
	['Channel', (channels) => ({ channels })],
	['Trigger On', (events) => ({ events })],
	['Message Types', (messageTypes) => ({ messageTypes })],
	['Options', (options) => ({ options })],
	['Allow Local Address|reached', (value) => ({ options: { allowLocalAddress: value } })],
	['Ignore Replies', (value) => ({ options: { allowLocalAddress: true, ignoreReplies: value } })],
	['Raw Message', (value) => ({ options: { allowLocalAddress: true, rawMessage: value } })],
	[
		'Max File Size',
		(value) => ({
			options: { allowLocalAddress: true, downloadMedia: true, maxFileSize: value },
		}),
	],
];

it.each(places)(
	'the trigger listens where it was told to, or says what is wrong and leaves nothing: %s',
	async (label, form) => {
		await holds(
			fc.asyncProperty(given, async ({ written, value, isLiteral }) => {
				// A trigger has no items: an expression can only calculate.
				if (!isLiteral && String(written).includes('$json')) return;
				simulator.reset();
				const workflow = open(form(written));
				const error = await workflow.publish().then(
					() => undefined,
					(thrown: Error) => thrown,
				);
				const { hooks } = simulator.state;
				if (error) {
					if (simulator.log.some(({ status }) => status >= 400)) return;
					expect(error.message).toMatch(new RegExp(label, 'i'));
					expect(hooks).toEqual([]);
					return;
				}
				if (label === 'Channel') {
					const meant = [value].flat().flatMap((one) => String(one).split(','));
					const meanings = meant.flatMap(meaningsOf);
					for (const hook of hooks) expect(meanings).toContainEqual(hook.channel_id);
				} else {
					expect(hooks.map((hook) => hook.channel_id)).toEqual([WEB]);
				}
				const status = await post({ messages: [message()] }, {}, workflow.url);
				expect(status).toBe(200);
				await workflow.unpublish();
				expect(simulator.state.hooks).toEqual([]);
			}),
			25,
		);
	},
);
