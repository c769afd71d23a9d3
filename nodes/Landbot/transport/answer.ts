import type { IDataObject } from 'n8n-workflow';

/**
 * What Landbot wraps: one object or a list under the name of the resource, beside `success` and, for most lists,
 * `total`. Undefined when the answer holds nothing but the news that it worked.
 */
export function unwrap(body: unknown): IDataObject | IDataObject[] | undefined {
	const contents = Object.entries((body ?? {}) as IDataObject).filter(
		([key, value]) =>
			!['success', 'total'].includes(key) && typeof value === 'object' && value !== null,
	);
	return contents[0]?.[1] as IDataObject | IDataObject[] | undefined;
}
