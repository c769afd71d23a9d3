import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeParameterResourceLocator,
} from 'n8n-workflow';
import { createClient, type ClientOptions, type DirectClient } from '../api/client';
import { textOf } from '../api/text';
import { requestSettingsOf } from '../parameters/requestSettings';

/** What fills a list of the open form: a client that goes the way that the form says. */
export const listClient = (
	context: ILoadOptionsFunctions,
	options: Pick<ClientOptions, 'explains'> = {},
): DirectClient =>
	createClient(context, {
		...options,
		settings: requestSettingsOf(context.getNode(), (name) => context.getNodeParameter(name, {})),
	});

/** What a locator of the open form holds as text; empty when nothing is chosen. */
export function chosenText(context: ILoadOptionsFunctions, name: string): string {
	const given = context.getCurrentNodeParameter(name) as Partial<INodeParameterResourceLocator>;
	return textOf(given?.value).trim();
}

/** The ID that a locator of the open form holds; empty when nothing, or an expression, is chosen. */
export function chosenId(context: ILoadOptionsFunctions, name: string): string {
	const text = chosenText(context, name);
	return /^\d+$/.test(text) ? text : '';
}

/** The entries of a list that Landbot cannot search: those with the typed text in their name. */
export const matching = (items: INodeListSearchItems[], filter: string): INodeListSearchResult => ({
	results: items.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())),
});
