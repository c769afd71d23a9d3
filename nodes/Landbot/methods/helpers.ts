import type { ILoadOptionsFunctions, INodeParameterResourceLocator } from 'n8n-workflow';

/** What a locator of the open form holds as text; empty when nothing is chosen. */
export function chosenText(context: ILoadOptionsFunctions, name: string): string {
	const given = context.getCurrentNodeParameter(name) as Partial<INodeParameterResourceLocator>;
	return String(given?.value ?? '').trim();
}

/** The ID that a locator of the open form holds; empty when nothing, or an expression, is chosen. */
export function chosen(context: ILoadOptionsFunctions, name: string): string {
	const text = chosenText(context, name);
	return /^\d+$/.test(text) ? text : '';
}
