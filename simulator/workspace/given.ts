import type { TokenOwner } from '../control.ts';
import type { Channel, Template } from './types.ts';

/** Everything in the seed happened about this second: 2026-10-05 12:00 UTC. */
export const SEED_TIME = 1_791_201_600.123456;

export const WEB = 2955001;
export const WHATSAPP = 2955002;
export const SECOND_WHATSAPP = 2955003;
export const APICHAT = 2955004;
export const FACEBOOK = 2955005;

/** The owners of the two valid tokens, and a colleague without one. */
export const AGENTS = [
	{ id: 794001, name: 'Nora Vidal' },
	{ id: 794002, name: 'Tomas Lind' },
	{ id: 794003, name: 'Ines Abara' },
];

export const BOTS = [
	{ id: WEB, name: 'Support bot' },
	{ id: 1010178, name: 'WhatsApp welcome' },
	{ id: 1010179, name: 'Satisfaction survey' },
];

/** The tokens that always work, one per agent, and two whose accounts are refused. */
export const TOKENS: Record<string, TokenOwner> = {
	'simulator-token': 794001,
	'simulator-token-2': 794002,
	'simulator-unpaid': 'payment',
	'simulator-forbidden': 'forbidden',
};

/** A unique ID that is the same in every run. */
export const uuid = (kind: number, id: number): string =>
	`00000000-0000-4000-8${String(kind).padStart(3, '0')}-${String(id).padStart(12, '0')}`;

const tokenOf = (id: number): string => `H-${id}-${'SIMULATED'.padEnd(16, 'X')}`;

const channel = (id: number, name: string, type: Channel['type'], active = true): Channel => ({
	id,
	uuid: uuid(1, id),
	name,
	type,
	active,
	created_at: SEED_TIME - 9_000_000,
	token: tokenOf(id),
	chats: 0,
	hooks: [],
	hsm: 0,
	bots: [BOTS[type === 'whatsapi' ? 1 : 0].id],
	config_url: `https://storage.example.org/v3/${tokenOf(id)}/index.json`,
	style: '',
	foot: '',
	version: '3.0.0',
});

/** The channels, fresh each time because tests change them. */
export const newChannels = (): Channel[] => [
	channel(WEB, 'Support bot', 'landbot'),
	channel(WHATSAPP, 'WhatsApp Orders', 'whatsapi'),
	channel(SECOND_WHATSAPP, 'WhatsApp Bookings', 'whatsapi'),
	channel(APICHAT, 'Telegram bridge', 'apichat'),
	channel(FACEBOOK, 'Old Facebook page', 'facebook', false),
];

/** The WhatsApp templates: plain, without parameters, with a file and a button, not approved, with a text header. */
export const newTemplates = (): Template[] => [
	{
		id: 12170,
		channel_id: WHATSAPP,
		name: 'order_shipped',
		approved: true,
		header: 'none',
		languages: {
			en: 'Hi {{1}}, your order {{2}} is on its way.',
			es_MX: 'Hola {{1}}, tu pedido {{2}} va en camino.',
		},
		buttons: [],
	},
	{
		id: 12171,
		channel_id: WHATSAPP,
		name: 'welcome',
		approved: true,
		header: 'none',
		languages: { en: 'Welcome to our shop!' },
		buttons: [],
	},
	{
		id: 12172,
		channel_id: WHATSAPP,
		name: 'invoice',
		approved: true,
		header: 'media',
		languages: { en: 'Dear {{1}}, here is your invoice.' },
		buttons: [false, true],
	},
	{
		id: 12173,
		channel_id: WHATSAPP,
		name: 'summer_sale',
		approved: false,
		header: 'text',
		languages: { en: 'Today only, {{1}}!' },
		buttons: [],
	},
	{
		id: 12180,
		channel_id: SECOND_WHATSAPP,
		name: 'booking_confirmed',
		approved: true,
		header: 'text',
		languages: { es: 'Hola {{1}}, te esperamos el {{2}} a las {{3}}.' },
		buttons: [true],
	},
];
