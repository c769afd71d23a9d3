import { runLandbot } from './engine';
import { startSimulator } from './simulator/index.ts';

const rl = (value: unknown, mode = 'id') => ({ __rl: true, mode, value });
const T = { resource: 'message', operation: 'sendText', text: 'hi' };
const rules: Array<[string, any]> = [
	...[
		'abc',
		'1/../2',
		'😀',
		'',
		'473500001/archive',
		'1?x=1',
		'-5',
		'1.5',
		' ',
		'1%2F..%2F2',
		'473500001#',
		'..',
		null,
		undefined,
		-5,
		1.5,
		true,
		{ a: 1 },
		[473500009],
		[1, 2],
		'={{ $json.nothing }}',
		'={{ $json.bad.worse }}',
		'={{ }}',
		'x'.repeat(100),
		'getaddrinfo',
		'99999999999999999999999',
	].map((v) => [String(JSON.stringify(v)), { ...T, customer: rl(v) }] as [string, any]),
	['plain string', { ...T, customer: 'abc' }],
	['no customer', { ...T }],
	['list empty', { ...T, customer: rl('', 'list') }],
	['empty text', { ...T, text: '', customer: rl(473500009) }],
	['blank text', { ...T, text: '  ', customer: rl(473500009) }],
	['undefined text', { ...T, text: undefined, customer: rl(473500009) }],
	['undef expr', { ...T, text: '={{ $json.nope }}', customer: rl(473500009) }],
	['num text', { ...T, text: '={{ 5 }}', customer: rl(473500009) }],
	['obj text', { ...T, text: '={{ ({a:1}) }}', customer: rl(473500009) }],
	['lone surrogate', { ...T, text: 'a\ud800', customer: rl(473500009) }],
	['unknown resource', { ...T, resource: 'ticket', customer: rl(473500009) }],
	['unknown operation', { ...T, operation: 'sendFax', customer: rl(473500009) }],
	['mixed', { ...T, resource: 'channel', operation: 'sendText', customer: rl(473500009) }],
	['channel abc', { resource: 'channel', operation: 'get', channel: rl('abc') }],
	[
		'bad channel filter',
		{ resource: 'customer', operation: 'getAll', filters: { channel: rl('abc') } },
	],
	['limit -1', { resource: 'customer', operation: 'getAll', limit: -1 }],
	['limit 0', { resource: 'customer', operation: 'getAll', limit: 0 }],
	['limit abc', { resource: 'customer', operation: 'getAll', limit: 'abc' }],
	[
		'proxy',
		{
			resource: 'customer',
			operation: 'get',
			customer: rl(473500009),
			requestOptions: { proxy: 'nonsense' },
		},
	],
	[
		'timeout neg',
		{
			resource: 'customer',
			operation: 'get',
			customer: rl(473500009),
			requestOptions: { timeout: -5 },
		},
	],
];
it.each(rules)(
	'x %s',
	async (name, p) => {
		const s = await startSimulator({ limit: false, tokens: { [`${name}-GETx`]: 794001 } });
		const t0 = Date.now();
		let r: any;
		try {
			r = await runLandbot({ apiToken: `simulator-token`, baseUrl: s.baseUrl }, [{}], p);
		} catch (e: any) {
			console.log(name, 'THREW', e.message, e.description);
			await s.close();
			return;
		}
		const e: any = r.error;
		console.log(
			name,
			e?.constructor.name,
			Date.now() - t0,
			'log',
			JSON.stringify(s.log.map((l) => [l.method, l.path, l.query, l.body, l.status])),
			JSON.stringify(
				{
					m: e?.message,
					d: e?.description,
					h: e?.httpCode,
					c: e?.context,
					msgs: e?.messages,
					o: JSON.stringify(r.output).slice(0, 100),
				},
				null,
				1,
			),
			JSON.stringify(r.run).includes(`simulator-token`),
			JSON.stringify(r.run.data.resultData.error?.message),
			Object.keys(r.run.data.resultData.runData),
		);
		await s.close();
	},
	20000,
);
