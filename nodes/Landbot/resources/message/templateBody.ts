import type { IDataObject } from 'n8n-workflow';
import type { LandbotClient } from '../../api/client';
import { optionalPathParameter, pathParameter } from '../../parameters/pathParameters';
import { type ItemForm, locatorOf, requiredText } from '../../parameters/read';
import { languageOf, listed, textsOf } from './templateCheck';
import { paramsOf } from './templateParams';

/**
 * The body of a template, as the form gives it, checked against Landbot's list of templates before anything leaves.
 * Throws a `NodeOperationError` when it cannot be right.
 */
export async function templateBody(context: ItemForm, client: LandbotClient): Promise<IDataObject> {
	const id = Number(pathParameter(context, 'template'));
	const wanted = requiredText(context, 'Language', locatorOf(context, 'language').value);
	const channel = optionalPathParameter(context, 'channel');
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
