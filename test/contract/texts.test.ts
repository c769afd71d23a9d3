import { LandbotApi } from '../../credentials/LandbotApi.credentials';
import { Landbot } from '../../nodes/Landbot/Landbot.node';
import { LandbotTrigger } from '../../nodes/Landbot/LandbotTrigger.node';

/** What people read in a form, by its key. */
const TEXTS = /^(name|displayName|action|description|hint|placeholder|subtitle)$/;

/** The places below a value where a person would read nothing, as paths. */
function emptyTexts(value: unknown, path = ''): string[] {
	if (typeof value !== 'object' || value === null) return [];
	// an entry of a list, which everybody knows by its name
	const isEntry = /\.(properties|options|values|modes)\.\d+$/.test(path);
	if (isEntry && !('name' in value)) return [path];
	return Object.entries(value).flatMap(([key, inner]) => {
		// what is filled in by the person
		if (key === 'default') return [];
		const place = `${path}.${key}`;
		if (typeof inner !== 'string') return emptyTexts(inner, place);
		return TEXTS.test(key) && inner.trim() === '' ? [place] : [];
	});
}

it.each([
	['Landbot', new Landbot().description],
	['Landbot Trigger', new LandbotTrigger().description],
	['the credential', new LandbotApi().properties],
])('%s leaves no text of its form empty', (_, form) => {
	expect(emptyTexts(form)).toEqual([]);
});
