import { pageOf, rowsOf, unwrap } from '../../nodes/Landbot/api/response';
import { listTemplates, placeholdersOf } from '../../nodes/Landbot/api/templates';
import { textOf } from '../../nodes/Landbot/api/text';
import {
	asBoolean,
	flag,
	hasLostDigits,
	id,
	isDeeperThan,
	isoTime,
	number,
	text,
} from '../../nodes/Landbot/api/values';

const NAMES = ['channel', 'customer', 'field', 'hook', 'message', 'template'];

it.each(NAMES.flatMap((name) => [name, `${name}s`]))(
	'an answer is about its %s, whatever object comes before',
	(name) => {
		expect(unwrap({ links: { next: 'x' }, success: true, [name]: { id: 1 } })).toEqual({ id: 1 });
		expect(unwrap({ links: [{ a: 1 }], success: true, [name]: [{ id: 1 }] })).toEqual([{ id: 1 }]);
	},
);

it('an answer under a new name is about its first object', () => {
	expect(rowsOf({ success: true, ids: [1], person: { id: 1 }, other: {} })).toEqual([{ id: 1 }]);
	expect(unwrap({ success: true, ids: [1, 2] })).toBeUndefined();
	expect(unwrap(null)).toBeUndefined();
});

it('a page has the total that Landbot gives as a number', () => {
	expect(pageOf({ customers: [], total: 7 })).toEqual({ rows: [], total: 7 });
	expect(pageOf({ customers: [], total: '7' })).toEqual({ rows: [], total: undefined });
});

it.each<[unknown, string]>([
	['a', 'a'],
	[0, '0'],
	[false, 'false'],
	[10n, '10'],
	[null, ''],
	[undefined, ''],
	[{}, ''],
	[['a'], ''],
])('%p reads as the text %j', (value, read) => {
	expect(textOf(value)).toBe(read);
});

it.each<[unknown, number | null]>([
	[7, 7],
	['7', 7],
	[' 7 ', 7],
	[9007199254740991, 9007199254740991],
	[9007199254740992, null],
	[1.5, null],
	['1.5', null],
	[0, null],
	[-1, null],
	['', null],
	[' ', null],
	['x', null],
	[Infinity, null],
	[true, null],
	[null, null],
	[[7], null],
])('%p is the ID %p', (value, read) => {
	expect(id(value)).toBe(read);
});

it.each<[unknown, number | null]>([
	['-1.5', -1.5],
	[0, 0],
	['0', 0],
	[NaN, null],
	['Infinity', null],
	[' ', null],
	[null, null],
])('%p is the number %p', (value, read) => {
	expect(number(value)).toBe(read);
});

it.each<[unknown, string | null]>([
	['a', 'a'],
	[0, '0'],
	['', null],
	[true, null],
	[null, null],
])('%p holds the text %p', (value, read) => {
	expect(text(value)).toBe(read);
});

it.each<[unknown, boolean | null]>([
	[true, true],
	[false, false],
	['True', true],
	['FALSE', false],
	['yes', null],
	['', null],
	[1, null],
	[null, null],
])('%p is the flag %p', (value, read) => {
	expect(flag(value)).toBe(read);
});

it.each<[unknown, boolean | undefined]>([
	[true, true],
	['Yes', true],
	[1, true],
	['TRUE ', true],
	[false, false],
	['NO', false],
	['0', false],
	['false', false],
	['constructor', undefined],
	[2, undefined],
	['', undefined],
])('%p means %p', (value, meant) => {
	expect(asBoolean(value)).toBe(meant);
});

it.each<[unknown, string | null]>([
	[0, '1970-01-01T00:00:00.000Z'],
	[1.5, '1970-01-01T00:00:01.500Z'],
	[-1, '1969-12-31T23:59:59.000Z'],
	[1_791_201_000, '2026-10-05T11:50:00.000Z'],
	[1_791_201_000_000, '2026-10-05T11:50:00.000Z'],
	[99_999_999_999, '5138-11-16T09:46:39.000Z'],
	[100_000_000_000, '1973-03-03T09:46:40.000Z'],
	[-100_000_000_000, '1966-10-31T14:13:20.000Z'],
	[8.64e15, '+275760-09-13T00:00:00.000Z'],
	[8.64e15 + 1, null],
	[NaN, null],
	['1', null],
	[null, null],
])('%p is the time %p', (seconds, time) => {
	expect(isoTime(seconds)).toBe(time);
});

it('tells how deep a value is', () => {
	expect(isDeeperThan(2, { a: [1] })).toBe(false);
	expect(isDeeperThan(2, { a: [{ b: 1 }] })).toBe(true);
	expect(isDeeperThan(2, { a: [null, 'x', 1], b: { c: null } })).toBe(false);
	expect(isDeeperThan(2, { a: 1, b: [{ c: 1 }] })).toBe(true);
	expect(isDeeperThan(0, 'x')).toBe(false);
});

it.each<[unknown, boolean]>([
	[9007199254740991, false],
	[9007199254740992, true],
	[{ a: [1, { b: 9007199254740992 }] }, true],
	[{ a: [1, { b: 2 }], c: null }, false],
	[0.1, false],
	['9007199254740993', false],
	[null, false],
])('tells whether digits are lost in %j', (value, lost) => {
	expect(hasLostDigits(value)).toBe(lost);
});

it.each([
	['{{2}} {{10}} {{1}} {{2}}', ['1', '2', '10']],
	['{{name}} {{ city }} {{name}}', ['name', 'city']],
	['{{2}} {{1}} {{1a}}', ['2', '1', '1a']],
	['{{2}} {{1}} {{a1}}', ['2', '1', 'a1']],
	['{{}} {1} {{a b}}', []],
])('the placeholders of %j are %j', (template, names) => {
	expect(placeholdersOf(template)).toEqual(names);
});

it.each([
	['one language', { language: 'es' }, ['es']],
	['no language', {}, ['']],
	['empty lists', { language: 'es', languages: [], translations: [] }, ['es']],
	['what is no list', { language: 'es', languages: 'pt', translations: {} }, ['es']],
	['a list of codes', { language: 'es', languages: ['pt', 'en'] }, ['pt', 'en']],
	['a list of objects', { languages: [{ language: 'pt' }, { code: 'en' }] }, ['pt', 'en']],
	['translations', { languages: ['x'], translations: [{ language: 'pt', text: 'Oi' }] }, ['pt']],
])('a template with %s', async (_, more, languages) => {
	const templates = [{ id: 1, name: 'hello', text: 'Hi', status: 'APPROVED', ...more }];
	const call = async (_endpoint: unknown, _request: unknown, read: (body: unknown) => unknown) =>
		read({ success: true, templates });
	const listed = (await listTemplates({ call } as never, '')).get(1);
	expect([...(listed?.versions.keys() ?? [])]).toEqual(languages);
	const words = [...(listed?.versions.values() ?? [])].map((version) => version.text);
	expect(new Set(words)).toEqual(
		new Set([languages[0] === 'pt' && 'translations' in more ? 'Oi' : 'Hi']),
	);
});
