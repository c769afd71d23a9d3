import { found, page } from '../answers.ts';
import { boolean, channelOf, integer, paging, type Route } from '../route.ts';
import type { Switches } from '../../switches.ts';
import type { Template } from '../../workspace/types.ts';

/** A template's list entries: documented are `id`, `params_number` and `text`, the rest is a guess. */
function entriesOf(template: Template, { templateLanguageKey }: Switches): object[] {
	const { id, name, channel_id, approved, languages } = template;
	const entry = (body: string) => ({
		id,
		params_number: new Set(body.match(/\{\{\d+\}\}/g)).size,
		text: body,
	});
	const [first] = Object.values(languages);
	const more = { name, channel_id, status: approved ? 'approved' : 'pending' };
	switch (templateLanguageKey) {
		case 'language':
			return Object.entries(languages).map(([language, body]) => ({
				...entry(body),
				...more,
				language,
			}));
		case 'languages':
			return [{ ...entry(first), ...more, languages: Object.keys(languages) }];
		case 'translations':
			return [
				{
					...entry(first),
					...more,
					translations: Object.entries(languages).map(([language, body]) => ({
						language,
						text: body,
					})),
				},
			];
		case 'none':
			return [entry(first)];
	}
}

export const channelRoutes: Route[] = [
	{
		method: 'GET',
		path: '/channels/',
		query: {
			type: { enum: ['facebook', 'apichat', 'landbot', 'whatsapi'] },
			active: boolean,
			...paging,
		},
		answer({ world, query }) {
			const channels = world.state.channels
				.filter(
					({ type, active }) =>
						(query.type ?? type) === type && (query.active ?? active) === active,
				)
				.sort((one, other) => one.id - other.id);
			return page('channels', channels, query, world.switches);
		},
	},
	{
		method: 'GET',
		path: '/channels/{channel_id}/',
		answer: (call) => found({ channel: channelOf(call) }),
	},
	{
		method: 'GET',
		path: '/channels/whatsapp/templates/',
		query: { channel_id: integer },
		answer({ world, query }) {
			const templates = world.state.templates
				.filter(({ channel_id }) => (query.channel_id ?? channel_id) === channel_id)
				.flatMap((template) => entriesOf(template, world.switches));
			return found({ templates });
		},
	},
];
