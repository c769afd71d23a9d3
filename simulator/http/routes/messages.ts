import { done, refuse, type Answer } from '../answers.ts';
import {
	channelWith,
	customerOf,
	integer,
	number,
	object,
	text,
	url,
	type Call,
	type Route,
} from '../route.ts';
import type { Customer, Template } from '../../workspace/types.ts';

/** 412, or 403 by switch, when the customer is blocked or the channel is off. */
export function mustBeReachable(customer: Customer, { world }: Call): void {
	const { state, switches } = world;
	if (customer.blocked) {
		throw refuse(
			switches.unreachableStatus,
			'customer_id',
			"You can't send message to this customer",
		);
	}
	if (!channelWith(customer.channel_id, state)?.active) {
		throw refuse(
			switches.unreachableStatus,
			'channel_id',
			'The channel is not active',
			'The channel is disabled',
		);
	}
}

/** 412 when the token's agent may not write to this customer. */
function mustBeMine({ agent_id }: Customer, { world, agentId }: Call): void {
	const { sendNeedsAssignment } = world.switches;
	if (
		(sendNeedsAssignment === 'notForeign' && agent_id !== null && agent_id !== agentId) ||
		(sendNeedsAssignment === 'own' && agent_id !== agentId)
	) {
		throw refuse(412, 'customer_id', 'The customer is not assigned to you');
	}
}

/** Stores and delivers a message of the token's agent. */
function send(call: Call, customer: Customer, type: string, data: Record<string, unknown>): Answer {
	mustBeReachable(customer, call);
	mustBeMine(customer, call);
	const { agentId, world } = call;
	const changesHands = world.switches.sendAssigns && customer.agent_id !== agentId;
	if (changesHands) customer.agent_id = agentId;
	// Landbot's own capture of an agent message has an empty name.
	world.say(customer, { type, data }, { id: agentId, name: '', type: 'agent' });
	if (changesHands) world.announce(customer, { action: 'assign', agentId });
	return done(world.switches);
}

/** A send that WhatsApp allows only within 24 hours of the customer's last message. */
const withinWindow = (call: Call, type: string, data: Record<string, unknown>): Answer => {
	const customer = customerOf(call);
	if (call.world.state.closedWindows.has(customer.id)) {
		throw refuse(
			412,
			'customer_id',
			"You can't send message to this customer",
			'The 24 hour window is closed, use a template',
		);
	}
	return send(call, customer, type, data);
};

const strings = { type: 'array', items: { type: 'string' } };
const closed = { type: 'object', additionalProperties: false };

const templateParams = {
	...closed,
	properties: {
		header: {
			...closed,
			properties: { url, filename: { type: 'string' }, params: strings },
		},
		body: { ...closed, properties: { params: strings } },
		buttons: {
			type: 'array',
			items: { ...closed, type: ['object', 'null'], properties: { params: strings } },
		},
	},
};

interface TemplateParams {
	header?: { url?: string; filename?: string; params?: string[] };
	body?: { params?: string[] };
	buttons?: Array<{ params?: string[] } | null>;
}

/** What is wrong with the parameters, if anything. */
function wrongParams(template: Template, body: string, params: TemplateParams): string | undefined {
	const expected = new Set(body.match(/\{\{\d+\}\}/g)).size;
	const given = params.body?.params?.length ?? 0;
	if (given !== expected) return `The body expects ${expected} params, ${given} given`;
	if (template.header === 'media' && !params.header?.url) return 'The header expects a url';
	if (template.header === 'text' && !params.header?.params?.length) {
		return 'The header expects params';
	}
	const buttons = params.buttons ?? [];
	if (buttons.length > template.buttons.length) return 'The template has fewer buttons';
	const missing = template.buttons.findIndex(
		(takesParam, index) => takesParam && !buttons[index]?.params?.length,
	);
	return missing < 0 ? undefined : `Button ${missing + 1} expects params`;
}

function sendTemplate(call: Call): Answer {
	const customer = customerOf(call);
	const { template_id, template_language, template_params = {} } = call.body;
	const { templates } = call.world.state;
	if (channelWith(customer.channel_id, call.world.state)?.type !== 'whatsapi') {
		throw refuse(412, 'channel_id', 'The channel is not a WhatsApp channel');
	}
	if (!customer.opt_in) throw refuse(412, 'customer_id', 'The customer has not opted in');
	const template = templates.find(
		({ id, channel_id }) => id === template_id && channel_id === customer.channel_id,
	);
	if (!template) throw refuse(422, 'template_id', 'The template does not exist');
	if (!template.approved) throw refuse(412, 'template_id', 'The template is not approved');
	const body = template.languages[String(template_language)];
	if (!body) throw refuse(422, 'template_language', 'The template has no such language');
	const params = template_params as TemplateParams;
	const wrong = wrongParams(template, body, params);
	if (wrong) throw refuse(422, 'template_params', wrong);
	const filled = body.replace(/\{\{(\d+)\}\}/g, (_, n) => params.body?.params?.[n - 1] ?? '');
	return send(call, customer, 'template', { body: filled, ...call.body });
}

export const messageRoutes: Route[] = [
	{
		method: 'POST',
		path: '/customers/{customer_id}/send_text/',
		body: { message: text, extra: object },
		required: ['message'],
		answer: (call) => withinWindow(call, 'text', { body: call.body.message }),
	},
	{
		method: 'POST',
		path: '/customers/{customer_id}/send_image/',
		body: { url, caption: { type: 'string' } },
		required: ['url'],
		answer: (call) => withinWindow(call, 'image', call.body),
	},
	{
		method: 'POST',
		path: '/customers/{customer_id}/send_location/',
		body: {
			latitude: { ...number, minimum: -90, maximum: 90 },
			longitude: { ...number, minimum: -180, maximum: 180 },
		},
		required: ['latitude', 'longitude'],
		answer: (call) => withinWindow(call, 'location', call.body),
	},
	{
		method: 'POST',
		path: '/customers/{customer_id}/send_template/',
		body: { template_id: integer, template_language: text, template_params: templateParams },
		required: ['template_id', 'template_language'],
		answer: sendTemplate,
	},
];
