import { Undecided } from '../run/side.mjs';
import { question } from './question.mjs';

/** Where Landbot's app shows a conversation, by a uuid of which nobody has said whether it is the customer's. */
const APP = 'https://app.landbot.io/gui/chats_v4/';

/** Only with --ask: no program sees what the app shows to whom is logged in. */
export const appQuestion = question({
	question: 'Does the uuid of a customer open their conversation in the app?',
	asksPerson: true,
	assumed: { came: 'Customer > Get gives no link', value: false },
	async ask(side) {
		const { uuid } = await side.customer();
		if (typeof uuid !== 'string' || !/^[\w-]+$/.test(uuid))
			throw new Undecided('the customer has no uuid');
		return { opens: await side.askPerson(APP + uuid) };
	},
	read: ({ opens }) => ({
		came: `the person says ${opens ? 'yes' : opens === false ? 'no' : 'neither yes nor no'}`,
		value: opens,
		why: 'nobody has said yes or no',
	}),
	then: 'yes: Customer > Get gives the address, as `conversation_url`',
});
