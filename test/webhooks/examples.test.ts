import type { IDataObject } from 'n8n-workflow';
import { until } from '../../simulator/test/client.ts';
import { EXAMPLES } from '../../simulator/workspace/examples.ts';
import { ANA, outputs, publish, simulator } from '../support/trigger';

const FILES = 'https://media.example.org';
const CUSTOMER = { event: 'customer_message', sender_type: 'customer' };
const BOT = { event: 'bot_message', sender_type: 'bot' };

/** What a person expects of each type of message that Landbot's own programs and other clients know. */
const expected: Record<string, IDataObject> = {
	text: { ...CUSTOMER, text: 'Where is my order?' },
	button: { ...CUSTOMER, text: 'Yes', button_payload: '$0', buttons: null },
	image: {
		...CUSTOMER,
		text: null,
		caption: 'It arrived like this',
		media_url: `${FILES}/box.jpg`,
		file_name: 'box.jpg',
	},
	audio: { ...CUSTOMER, caption: null, media_url: `${FILES}/voice.ogg`, file_name: 'voice.ogg' },
	video: { ...CUSTOMER, caption: null, media_url: `${FILES}/unboxing.mp4` },
	document: { ...CUSTOMER, caption: null, file_name: 'invoice 1.pdf' },
	location: {
		...CUSTOMER,
		latitude: 41.4,
		longitude: 2.16,
		address: 'Example Street 1, Barcelona',
		text: null,
	},
	multiple_images: { ...CUSTOMER, media_urls: [`${FILES}/front.jpg`, `${FILES}/back.jpg`] },
	multiple_files: { ...CUSTOMER, media_url: `${FILES}/contract.pdf` },
	dialog: {
		...BOT,
		text: 'Shall we send it again?',
		buttons: ['Yes', 'No'],
		button_payload: null,
	},
	media_dialog: {
		...BOT,
		text: 'Shall we send it again?',
		buttons: ['Yes', 'No'],
		media_url: `${FILES}/box.jpg`,
	},
	cards: { ...BOT, text: 'Red, Blue', buttons: ['Red', 'Blue'] },
	card_template: { ...BOT, text: 'Your order is on its way', buttons: ['Track'] },
	iframe: { ...BOT, media_url: 'https://calendar.example.org/book', file_name: null },
	hidden: { event: 'system_event', text: null },
	event: { event: 'conversation_assigned', agent_id: 794001, text: null },
	calendly: { ...CUSTOMER, text: 'Booked for 5 May, 10:00' },
	multi_question: { ...CUSTOMER, text: 'Ana, ana@example.org' },
	structured_data: { ...CUSTOMER, text: '2 items' },
	referral: { ...CUSTOMER, text: 'From the spring campaign' },
	redirect: { ...BOT, text: 'https://shop.example.org/cart' },
	stripe: { ...BOT, text: 'Pay 20 EUR' },
	stripe_intent: { ...BOT, text: 'The payment has begun' },
};

it.each(Object.keys(EXAMPLES))(
	'a message of the type %s comes out as a person expects',
	async (type) => {
		await publish({
			events: [
				...['customer_message', 'bot_message', 'agent_message'],
				...['conversation_assigned', 'conversation_unassigned', 'system_event'],
			],
		});
		simulator.showExample(ANA, type);
		await until(() => outputs().length === 1);
		expect(outputs()).toEqual([
			expect.objectContaining({ message_type: type, customer_id: ANA, ...expected[type] }),
		]);
		expect(expected[type]).toBeDefined();
	},
);
