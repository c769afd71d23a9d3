import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
} from 'n8n-workflow';
import type { Door } from './door';

/** What an operation does beyond the one request that its fields describe. */
export interface Behaviour {
	/**
	 * Completes the request of an item, or refuses it by throwing a `NodeOperationError`. Runs for every item before
	 * it takes its place in line, so that a row which cannot be right stops a batch before anything has left.
	 */
	prepare?(
		this: IExecutePaginationFunctions,
		options: DeclarativeRestApiSettings.HttpRequestOptions,
		door: Door,
	): Promise<void> | void;
	/** Whether an item that has begun is finished although another one fails, because half of it would be a mess. */
	whole?: boolean;
	/** Takes several requests in place of the one, and gives the rows of the output. */
	steps?(
		this: IExecutePaginationFunctions,
		door: Door,
		ids: IDataObject,
		options: DeclarativeRestApiSettings.HttpRequestOptions,
	): Promise<IDataObject[]>;
}
