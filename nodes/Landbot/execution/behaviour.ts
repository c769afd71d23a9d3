import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { LandbotClient } from '../api/client';
import type { Endpoint, PathParameter } from '../api/endpoints';
import type { PathValues } from '../api/errors/byEndpoint';
import type { ItemForm } from '../parameters/read';
import type { ItemClient } from './itemClient';

/** What is to be done for an item that was found right: one request, or several in its place. */
export type ItemPlan =
	| { qs?: IDataObject; body?: IDataObject; execute?: undefined }
	| {
			/** Gives what the output says beside `success` and the IDs. */
			execute(client: ItemClient, values: PathValues): Promise<IDataObject>;
	  };

/** An operation as its items are executed. */
export interface ItemOperation {
	/** What it asks of Landbot, in the end at least. */
	endpoint: Endpoint;
	/** The parameters of paths that the form has. */
	pathParameters: PathParameter[];
	/** All fields of its form. */
	form: INodeProperties[];
	/** Whether an item that has begun is finished although another one fails, because half of it would be a mess. */
	atomic?: boolean;
	/**
	 * Reads the form of an item. Runs for every item before the first one leaves, so that a row which cannot be right stops
	 * a batch before anything has happened: it throws a `NodeOperationError`.
	 */
	prepare?(form: ItemForm, client: LandbotClient): ItemPlan | Promise<ItemPlan>;
}
