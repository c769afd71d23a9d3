import { networkFailure } from '../../nodes/Landbot/api/errors/apiError';

it.each([
	['with its cause, as n8n keeps it', { cause: { code: 'ECONNRESET' }, httpCode: 'none' }],
	['in place of a status, as n8n did up to 2.33', { httpCode: 'ECONNRESET' }],
])('knows a lost connection %s', (_, error) => {
	expect(networkFailure(error)?.code).toBe('ECONNRESET');
});

it.each([
	[{ httpCode: '404' }],
	[{ httpCode: 'none' }],
	[{ message: 'ECONNRESET' }],
	[{ code: 'NOT a code' }],
	[{ code: 'ERR.X' }],
	[undefined],
])('takes %j for no fault of the network', (error) => {
	expect(networkFailure(error)).toBeUndefined();
});
