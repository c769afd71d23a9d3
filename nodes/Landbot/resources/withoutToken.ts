import type { IDataObject } from 'n8n-workflow';
import { eachRow } from '../api/response';
import { booleanOf } from '../parameters/read';

/** The same without any key called `token`, at any depth: channels may list their message hooks. */
const stripped = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(stripped);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key]) => key !== 'token')
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
