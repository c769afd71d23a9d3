/** A message as a person or a bot may send it, or the event of an assignment, which Landbot itself sends. */
interface Example {
	by: 'customer' | 'bot' | 'sys';
	data: Record<string, unknown>;
}

const FILES = 'https://media.example.org';
const QUESTION = {
	title: 'Shall we send it again?',
	buttons: ['Yes', 'No'],
	payloads: ['$0', '$1'],
};

/**
 * One message of each type that Landbot's web client or other programs know, `data` as far as its content was seen. Which
 * of them message hooks carry is not known. Of the types at the end nobody has told more than that they have a text.
 */
export const EXAMPLES: Record<string, Example> = {
	text: { by: 'customer', data: { body: 'Where is my order?' } },
	button: { by: 'customer', data: { body: 'Yes', payload: '$0' } },
	image: { by: 'customer', data: { url: `${FILES}/box.jpg`, caption: 'It arrived like this' } },
	audio: { by: 'customer', data: { url: `${FILES}/voice.ogg` } },
	video: { by: 'customer', data: { url: `${FILES}/unboxing.mp4` } },
	document: { by: 'customer', data: { url: `${FILES}/invoice%201.pdf` } },
	location: {
		by: 'customer',
		data: { latitude: 41.4, longitude: 2.16, address: 'Example Street 1, Barcelona' },
	},
	multiple_images: {
		by: 'customer',
		data: { urls: [`${FILES}/front.jpg`, `${FILES}/back.jpg`] },
	},
	multiple_files: {
		by: 'customer',
		data: { files: [{ url: `${FILES}/contract.pdf`, type: 'document' }] },
	},
	dialog: { by: 'bot', data: QUESTION },
	media_dialog: {
		by: 'bot',
		data: { url: `${FILES}/box.jpg`, media_type: 'image', ...QUESTION },
	},
	cards: {
		by: 'bot',
		data: {
			cards: [
				{ title: 'Red', description: 'In stock', image: `${FILES}/red.jpg`, payload: '$0' },
				{ title: 'Blue', description: 'In a week', image: `${FILES}/blue.jpg`, payload: '$1' },
			],
			payloads: ['$0', '$1'],
		},
	},
	card_template: {
		by: 'bot',
		data: {
			body: 'Your order is on its way',
			title: 'Order 1042',
			footer: 'Our shop',
			image: null,
			buttons: [{ text: 'Track', payload: '$0' }],
		},
	},
	iframe: { by: 'bot', data: { url: 'https://calendar.example.org/book' } },
	hidden: { by: 'bot', data: { action: 'finish' } },
	event: { by: 'sys', data: {} },
	calendly: { by: 'customer', data: { body: 'Booked for 5 May, 10:00' } },
	multi_question: { by: 'customer', data: { body: 'Ana, ana@example.org' } },
	structured_data: { by: 'customer', data: { body: '2 items' } },
	referral: { by: 'customer', data: { body: 'From the spring campaign' } },
	redirect: { by: 'bot', data: { body: 'https://shop.example.org/cart' } },
	stripe: { by: 'bot', data: { body: 'Pay 20 EUR' } },
	stripe_intent: { by: 'bot', data: { body: 'The payment has begun' } },
};
