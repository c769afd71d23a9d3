import type { IDataObject } from 'n8n-workflow';
import type { FaultRule } from '../../simulator/index.ts';

/** What a person fills in, and the request that must reach Landbot for it: path, then query or body. */
type Example = [
	parameters: IDataObject,
	path: string,
	request?: { query?: IDataObject; body?: IDataObject },
];

/** One documented endpoint of the Platform API and the operation that stands for it. */
export interface Endpoint {
	/** Verb and path under /v1, with Landbot's names in braces. */
	endpoint: string;
	/** Resource and operation of the node. */
	node: string;
	/** Only what the node asks for. */
	minimal: Example;
	/** Everything that can be filled in. */
	full: Example;
	/** The fields of `full` with other values. */
	other: Example;
	/** What the operation reads first. */
	before?: string[];
}

/** What a person fills in for an operation: it, and this form. */
export function parametersOf({ node }: Endpoint, form: IDataObject): IDataObject {
	const [resource, operation] = node.split(' ');
	return { resource, operation, ...form };
}

/** Lets something go wrong with the request of the smallest example. */
export const faultFor = ({ endpoint, minimal }: Endpoint, fault: FaultRule): FaultRule => ({
	method: endpoint.split(' ')[0],
	path: `^/v1${minimal[1]}$`,
	...fault,
});

const pick = (mode: string) => (value: unknown) => ({ __rl: true, mode, value }) as IDataObject;
const byId = pick('id');
const fromList = pick('list');
const byCode = pick('code');

/** An endpoint that takes nothing but the customer. */
const ofCustomer = (
	endpoint: string,
	node: string,
	path = endpoint.split('{customer_id}')[1],
	[one, two, three] = [473500009, 473500010, 473500011],
): Endpoint => ({
	endpoint,
	node,
	minimal: [{ customer: byId(`${one}`) }, `/customers/${one}${path}`],
	full: [{ customer: fromList(two) }, `/customers/${two}${path}`],
	other: [{ customer: fromList(three) }, `/customers/${three}${path}`],
});

const FIELD = '/customers/{customer_id}/fields/{field_name}/';

/** Reading and deleting fields, which takes only the customer and the name. */
const ofField = (verb: string, operation: string): Endpoint => ({
	endpoint: `${verb} ${FIELD}`,
	node: `customerField ${operation}`,
	minimal: [
		{ customer: byId('473500001'), fieldName: 'plan' },
		'/customers/473500001/fields/plan/',
	],
	full: [{ customer: fromList(473500008), fieldName: 'city' }, '/customers/473500008/fields/city/'],
	other: [
		{ customer: fromList(473500008), fieldName: 'orders' },
		'/customers/473500008/fields/orders/',
	],
});

/** Writing fields. Neither the endpoint nor the form has a default value. */
const writingField = (verb: string, operation: string): Endpoint => ({
	endpoint: `${verb} ${FIELD}`,
	node: `customerField ${operation}`,
	minimal: [
		{ customer: byId('473500009'), fieldName: 'note', value: 'late' },
		'/customers/473500009/fields/note/',
		{ body: { type: 'string', value: 'late' } },
	],
	full: [
		{ customer: fromList(473500009), fieldName: 'vip', type: 'boolean', value: true },
		'/customers/473500009/fields/vip/',
		{ body: { type: 'boolean', value: true } },
	],
	other: [
		{ customer: fromList(473500010), fieldName: 'vip_2', type: 'boolean', value: false },
		'/customers/473500010/fields/vip_2/',
		{ body: { type: 'boolean', value: false } },
	],
});

const HOOKS = '/channels/{channel_id}/message_hooks/';

/** Reading and deleting a message hook. */
const ofHook = (verb: string, operation: string, options?: IDataObject): Endpoint => ({
	endpoint: `${verb} ${HOOKS}{hook_id}/`,
	node: `messageHook ${operation}`,
	minimal: [
		{ channel: byId('2955001'), messageHook: byId('81001') },
		'/channels/2955001/message_hooks/81001/',
	],
	full: [
		{ channel: fromList(2955001), messageHook: fromList(81001), ...(options && { options }) },
		'/channels/2955001/message_hooks/81001/',
	],
	other: [
		{ channel: fromList(2955002), messageHook: fromList(81002), ...(options && { options }) },
		'/channels/2955002/message_hooks/81002/',
	],
});

const page = (limit: number, filters: IDataObject = {}) => ({
	query: { limit: String(limit), offset: '0', ...filters },
});

export const endpoints: Endpoint[] = [
	{
		endpoint: 'GET /channels/',
		node: 'channel getAll',
		minimal: [{}, '/channels/', page(50)],
		full: [
			{ limit: 3, filters: { active: true, type: 'whatsapi' }, options: { includeToken: true } },
			'/channels/',
			page(3, { active: 'true', type: 'whatsapi' }),
		],
		other: [
			{ limit: 4, filters: { active: false, type: 'facebook' }, options: { includeToken: false } },
			'/channels/',
			page(4, { active: 'false', type: 'facebook' }),
		],
	},
	{
		endpoint: 'GET /channels/{channel_id}/',
		node: 'channel get',
		minimal: [{ channel: byId('2955001') }, '/channels/2955001/'],
		full: [{ channel: fromList(2955002), options: { includeToken: true } }, '/channels/2955002/'],
		other: [{ channel: fromList(2955003), options: { includeToken: false } }, '/channels/2955003/'],
	},
	{
		endpoint: 'GET /channels/whatsapp/templates/',
		node: 'template getAll',
		minimal: [{}, '/channels/whatsapp/templates/'],
		full: [
			{ channel: fromList(2955002), limit: 1 },
			'/channels/whatsapp/templates/',
			{ query: { channel_id: '2955002' } },
		],
		other: [
			{ channel: fromList(2955003), limit: 1 },
			'/channels/whatsapp/templates/',
			{ query: { channel_id: '2955003' } },
		],
	},
	{
		endpoint: `GET ${HOOKS}`,
		node: 'messageHook getAll',
		minimal: [{ channel: byId('2955001') }, '/channels/2955001/message_hooks/', page(50)],
		full: [
			{ channel: fromList(2955001), limit: 1, options: { includeToken: true } },
			'/channels/2955001/message_hooks/',
			page(1),
		],
		other: [
			{ channel: fromList(2955002), limit: 2, options: { includeToken: false } },
			'/channels/2955002/message_hooks/',
			page(2),
		],
	},
	{
		endpoint: `POST ${HOOKS}`,
		node: 'messageHook create',
		minimal: [
			{ channel: byId('2955001'), url: 'https://example.org/a' },
			'/channels/2955001/message_hooks/',
			{ body: { url: 'https://example.org/a' } },
		],
		full: [
			{
				channel: fromList(2955001),
				url: 'https://example.org/b',
				options: { includeToken: true, name: 'Orders', token: 's3cret' },
			},
			'/channels/2955001/message_hooks/',
			{ body: { url: 'https://example.org/b', name: 'Orders', token: 's3cret' } },
		],
		other: [
			{
				channel: fromList(2955002),
				url: 'https://example.org/c?d=1',
				options: { includeToken: false, name: 'Ñandú', token: 'other' },
			},
			'/channels/2955002/message_hooks/',
			{ body: { url: 'https://example.org/c?d=1', name: 'Ñandú', token: 'other' } },
		],
	},
	ofHook('GET', 'get', { includeToken: true }),
	ofHook('DELETE', 'delete'),
	{
		endpoint: 'GET /customers/',
		node: 'customer getAll',
		minimal: [{}, '/customers/', page(50)],
		full: [
			{
				limit: 5,
				simplify: false,
				filters: {
					agentId: 794002,
					archived: false,
					channel: fromList(2955002),
					optIn: true,
					search: 'Karin',
					searchBy: 'name',
				},
			},
			'/customers/',
			page(5, {
				agent_id: '794002',
				archived: 'false',
				channel_id: '2955002',
				opt_in: 'true',
				search: 'Karin',
				search_by: 'name',
			}),
		],
		other: [
			{
				limit: 6,
				simplify: true,
				filters: {
					agentId: '794001',
					archived: true,
					channel: fromList('2955001'),
					optIn: false,
					search: '34600000004',
					searchBy: 'phone',
				},
			},
			'/customers/',
			page(6, {
				agent_id: '794001',
				archived: 'true',
				channel_id: '2955001',
				opt_in: 'false',
				search: '34600000004',
				search_by: 'phone',
			}),
		],
	},
	{
		...ofCustomer('GET /customers/{customer_id}/', 'customer get'),
		full: [{ customer: fromList(473500010), simplify: false }, '/customers/473500010/'],
		other: [{ customer: fromList(473500011), simplify: true }, '/customers/473500011/'],
	},
	ofCustomer('DELETE /customers/{customer_id}/', 'customer delete'),
	{
		...ofCustomer('GET /customers/{customer_id}/messages/', 'message getConversation'),
		minimal: [{ customer: byId('473500001') }, '/customers/473500001/messages/'],
		full: [
			{ customer: fromList(473500001), output: 'text', limit: 2 },
			'/customers/473500001/messages/',
		],
		other: [
			{ customer: fromList(473500021), output: 'text', limit: 1 },
			'/customers/473500021/messages/',
		],
	},
	ofCustomer('PUT /customers/{customer_id}/archive/', 'customer archive'),
	ofCustomer('PUT /customers/{customer_id}/unarchive/', 'customer unarchive'),
	ofCustomer('PUT /customers/{customer_id}/block/', 'customer block'),
	ofCustomer('PUT /customers/{customer_id}/unblock/', 'customer unblock'),
	ofCustomer('PUT /customers/{customer_id}/assign/', 'customer assignToMe'),
	{
		endpoint: 'PUT /customers/{customer_id}/assign/{agent_id}/',
		node: 'customer assignToAgent',
		minimal: [
			{ customer: byId('473500009'), agentId: '794001' },
			'/customers/473500009/assign/794001/',
		],
		full: [
			{ customer: fromList(473500010), agentId: 794002 },
			'/customers/473500010/assign/794002/',
		],
		other: [
			{ customer: fromList(473500011), agentId: 794003 },
			'/customers/473500011/assign/794003/',
		],
	},
	ofCustomer('PUT /customers/{customer_id}/unassign/', 'customer unassign'),
	{
		endpoint: 'PUT /customers/{customer_id}/assign_bot/{bot_id}/',
		node: 'customer assignToBot',
		minimal: [
			{ customer: byId('473500009'), botId: '1010178' },
			'/customers/473500009/assign_bot/1010178/',
			{ body: { launch: true } },
		],
		full: [
			{ customer: fromList(473500010), botId: 1010178, node: 'Nkqgn6xkf', launch: false },
			'/customers/473500010/assign_bot/1010178/',
			{ body: { launch: false, node: 'Nkqgn6xkf' } },
		],
		other: [
			{ customer: fromList(473500011), botId: 1010179, node: 'Nabc', launch: true },
			'/customers/473500011/assign_bot/1010179/',
			{ body: { launch: true, node: 'Nabc' } },
		],
	},
	ofCustomer(
		'DELETE /customers/{customer_id}/opt_out/',
		'customer optOut',
		'/opt_out/',
		[473500026, 473500027, 473500028],
	),
	{
		endpoint: 'POST /customers/{customer_id}/send_text/',
		node: 'message sendText',
		minimal: [
			{ customer: byId('473500009'), text: 'Hi' },
			'/customers/473500009/send_text/',
			{ body: { message: 'Hi' } },
		],
		full: [
			{ customer: fromList(473500010), text: 'Line one\nLine "two" 👋' },
			'/customers/473500010/send_text/',
			{ body: { message: 'Line one\nLine "two" 👋' } },
		],
		other: [
			{ customer: fromList(473500011), text: 'Adiós' },
			'/customers/473500011/send_text/',
			{ body: { message: 'Adiós' } },
		],
	},
	{
		endpoint: 'POST /customers/{customer_id}/send_image/',
		node: 'message sendImage',
		minimal: [
			{ customer: byId('473500009'), imageUrl: 'https://example.org/a.jpg' },
			'/customers/473500009/send_image/',
			{ body: { url: 'https://example.org/a.jpg' } },
		],
		full: [
			{ customer: fromList(473500010), imageUrl: 'https://example.org/b.jpg', caption: 'Tea' },
			'/customers/473500010/send_image/',
			{ body: { url: 'https://example.org/b.jpg', caption: 'Tea' } },
		],
		other: [
			{ customer: fromList(473500011), imageUrl: 'https://example.org/c.jpg', caption: 'Cups' },
			'/customers/473500011/send_image/',
			{ body: { url: 'https://example.org/c.jpg', caption: 'Cups' } },
		],
	},
	{
		endpoint: 'POST /customers/{customer_id}/send_location/',
		node: 'message sendLocation',
		minimal: [
			{ customer: byId('473500009'), latitude: '0', longitude: '0' },
			'/customers/473500009/send_location/',
			{ body: { latitude: 0, longitude: 0 } },
		],
		full: [
			{ customer: fromList(473500010), latitude: '41.3874', longitude: '2.1686' },
			'/customers/473500010/send_location/',
			{ body: { latitude: 41.3874, longitude: 2.1686 } },
		],
		other: [
			{ customer: fromList(473500011), latitude: -33.4489, longitude: -70.6693 },
			'/customers/473500011/send_location/',
			{ body: { latitude: -33.4489, longitude: -70.6693 } },
		],
	},
	{
		endpoint: 'POST /customers/{customer_id}/send_template/',
		node: 'message sendTemplate',
		before: ['GET /v1/channels/whatsapp/templates/'],
		minimal: [
			{ customer: byId('473500026'), template: byId('12171'), language: byCode('en') },
			'/customers/473500026/send_template/',
			{
				body: {
					template_id: 12171,
					template_language: 'en',
					template_params: { body: { params: [] } },
				},
			},
		],
		full: [
			{
				customer: fromList(473500027),
				channel: fromList(2955002),
				template: fromList(12172),
				language: fromList('en'),
				templateValues: { mappingMode: 'defineBelow', value: { '1': 'Ana' } },
				header: 'media',
				headerUrl: 'https://example.org/a.pdf',
				headerFileName: 'a.pdf',
				buttons: { button: [{ position: 2, value: 'A-1' }] },
			},
			'/customers/473500027/send_template/',
			{
				body: {
					template_id: 12172,
					template_language: 'en',
					template_params: {
						header: { url: 'https://example.org/a.pdf', filename: 'a.pdf' },
						body: { params: ['Ana'] },
						buttons: [null, { params: ['A-1'] }],
					},
				},
			},
		],
		other: [
			{
				customer: fromList(473500028),
				channel: fromList(2955002),
				template: fromList(12172),
				language: fromList('en'),
				templateValues: { mappingMode: 'defineBelow', value: { '1': 'Hugo' } },
				header: 'media',
				headerUrl: 'https://example.org/b.pdf',
				headerFileName: 'b.pdf',
				buttons: { button: [{ position: 2, value: 7 }] },
			},
			'/customers/473500028/send_template/',
			{
				body: {
					template_id: 12172,
					template_language: 'en',
					template_params: {
						header: { url: 'https://example.org/b.pdf', filename: 'b.pdf' },
						body: { params: ['Hugo'] },
						buttons: [null, { params: ['7'] }],
					},
				},
			},
		],
	},
	ofField('GET', 'get'),
	writingField('POST', 'create'),
	writingField('PUT', 'update'),
	ofField('DELETE', 'delete'),
];
