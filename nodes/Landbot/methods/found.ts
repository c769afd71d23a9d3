import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

/** The entries of a list that Landbot cannot search: those with the typed text in their name. */
export const found = (items: INodeListSearchItems[], filter: string): INodeListSearchResult => ({
	results: items.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())),
});
