import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import type { Client } from '../../execution/itemClient';
import { locatorOf, requiredText } from '../../parameters/read';
import { optionalPart, partOf } from '../../parameters/pathParameters';
import { languageOf, listed, textsOf } from './templateCheck';
import { paramsOf } from './templateParams';

/**
 * The body of a template, as the form gives it, checked against Landbot's list of templates before anything leaves.
 * Throws a `NodeOperationError` when it cannot be right.
 */
export async function templateBody(
	context: IExecutePaginationFunctions,
	client: Client,
): Promise<IDataObject> {
	const id = Number(partOf(context, 'template'));
	const wanted = requiredText(context, 'Language', locatorOf(context, 'language').value);
	const channel = optionalPart(context, 'channel');
	const { values, body, others } = await paramsOf(context);
	const template = await listed(id, channel, client);
	const language = languageOf(context, wanted, template);
	const params = textsOf(context, id, language, values, template);
	return {
		template_id: id,
		template_language: language,
		template_params: { ...others, ...(body && { body: { ...body, params } }) },
	};
}
