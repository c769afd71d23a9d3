import type { IDataObject } from 'n8n-workflow';
import { eachRow } from '../api/response';
import { booleanOf } from '../parameters/read';

/** Keys that hold a token: the address at which a page finds the settings of a web channel has it in its path. */
const SECRET = ['token', 'config_url'];

/** The same without tokens, at any depth: channels may list their message hooks. */
const stripped = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(stripped);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key]) => !SECRET.includes(key))
			.map(([key, inner]) => [key, stripped(inner)]),
	);
};

/**
 * The output rule behind 'Include Token': Landbot returns the secret token of every channel and message hook in the
 * clear, and execution data is no place for it.
 */
export const withoutToken = eachRow((context) =>
	booleanOf(context, 'Include Token', context.getNodeParameter('options.includeToken', false))
		? (row) => row
		: (row) => stripped(row) as IDataObject,
);
