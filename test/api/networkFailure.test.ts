import { NodeApiError, type INode } from 'n8n-workflow';
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
	[{ code: 'was ECONNRESET' }],
	[{ code: 'ERR.X' }],
	[undefined],
])('takes %j for no fault of the network', (error) => {
	expect(networkFailure(error)).toBeUndefined();
});

it('takes a request for sent when one of several addresses does not say that it was not', () => {
	const errors = [{ code: 'ECONNREFUSED' }, {}];
	expect(networkFailure({ errors })?.code).toBe('UNKNOWN');
	expect(networkFailure({ errors: errors.slice(0, 1) })?.code).toBe('ECONNREFUSED');
});

it("takes a request for sent when n8n's own error says nothing at all, as up to 2.33", () => {
	const node = { name: 'Landbot', type: 'landbot' } as INode;
	expect(networkFailure(new NodeApiError(node, {}))?.code).toBe('UNKNOWN');
});

it('comes to an end where errors are the causes of each other', () => {
	const error: Record<string, unknown> = { code: 'ECONNRESET' };
	error.cause = { cause: error };
	expect(networkFailure(error)?.code).toBe('ECONNRESET');
});
