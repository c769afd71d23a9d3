import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import type { ItemClient } from './itemClient';

/** What an operation does beyond the one request that its fields describe. */
export interface Behaviour<Plan> {
	/**
	 * What is to be done for an item, or its refusal by throwing a `NodeOperationError`. Without `execute` it is the body
	 * of the request, or the query of a GET. Runs for every item before the first one leaves, so that a row which cannot
	 * be right stops a batch before anything has happened.
	 */
	prepare?(context: IExecutePaginationFunctions, client: ItemClient): Promise<Plan> | Plan;
	/** Whether an item that has begun is finished although another one fails, because half of it would be a mess. */
	atomic?: boolean;
	/** Takes several requests in place of the one, and gives the rows of the output. */
	execute?(client: ItemClient, ids: IDataObject, plan: Plan): Promise<IDataObject[]>;
}
