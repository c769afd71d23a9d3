/** What n8n's reviewers look at in a form, where n8n's own lint does not: docs/review-list.md names these tests. */
const { LandbotApi } = require('../../credentials/LandbotApi.credentials');
const { Landbot } = require('../../nodes/Landbot/Landbot.node');
const { LandbotTrigger } = require('../../nodes/Landbot/LandbotTrigger.node');

/** @import { INodeProperties } from 'n8n-workflow' */

const node = new Landbot().description;
const trigger = new LandbotTrigger().description;
const forms = [...node.properties, ...trigger.properties, ...new LandbotApi().properties];
const COLLECTIONS = ['collection', 'fixedCollection'];

/** A field with all that are in it. @param {INodeProperties} field @returns {INodeProperties[]} */
const withInner = (field) => [
	field,
	...(field.options ?? []).flatMap((option) => {
		if ('values' in option) return option.values.flatMap(withInner);
		return 'type' in option ? withInner(/** @type {INodeProperties} */ (option)) : [];
	}),
];
const fields = forms.flatMap(withInner).filter(({ type }) => type !== 'hidden');

/** What a person reads as help: of fields, and of what there is to choose. */
const descriptions = fields.flatMap(({ description, options = [] }) =>
	[description, ...options.map((option) => ('description' in option ? option.description : ''))]
		.filter((text) => typeof text === 'string' && text !== '')
		.map(String),
);

it('begins with the resource, then the operation', () => {
	expect(node.properties[0].name).toBe('resource');
	const second = node.properties.filter(({ name }) => name === 'operation');
	expect(node.properties.slice(1, 1 + second.length)).toEqual(second);
});

it('gives examples that say that they are examples', () => {
	const odd = fields
		.filter(({ type }) => !COLLECTIONS.includes(type))
		.flatMap(({ placeholder, modes = [] }) => [
			placeholder,
			...modes.map((mode) => mode.placeholder),
		])
		.filter((text) => text !== undefined && !text.startsWith('e.g. '));
	expect(odd).toEqual([]);
});

it('says of every switch whether', () => {
	const odd = fields
		.filter(
			({ type, description = '' }) => type === 'boolean' && !description.startsWith('Whether '),
		)
		.map(({ name }) => name);
	expect(odd).toEqual([]);
});

it('ends a help text of one sentence without a period, and of several with one', () => {
	const odd = descriptions.filter((text) => {
		const sentences = text.replace(/\.$/, '').split(/[.?!] (?=[A-Z0-9-])/).length;
		return sentences > 1 ? !/[.?!]$/.test(text) : /\.$/.test(text);
	});
	expect(odd).toEqual([]);
});

it('offers a list first wherever one thing is picked', () => {
	const odd = fields
		.filter(({ type }) => type === 'resourceLocator')
		.filter(
			({ default: chosen, modes = [] }) =>
				modes[0].name !== 'list' || /** @type {{ mode: string }} */ (chosen).mode !== 'list',
		)
		.map(({ name }) => name);
	expect(odd).toEqual([]);
});

it('lists what is optional by the alphabet', () => {
	const odd = fields
		.filter(({ type }) => type === 'collection')
		.map(({ options = [] }) =>
			options
				.filter((option) => 'type' in option && option.type !== 'hidden')
				.map((option) => ('displayName' in option ? option.displayName : option.name)),
		)
		.filter((names) => names.join() !== [...names].sort().join());
	expect(odd).toEqual([]);
});

it('hides the secret of the credential', () => {
	const [token] = new LandbotApi().properties;
	expect(token.typeOptions).toMatchObject({ password: true });
});

it('calls the trigger a trigger, and asks it what to trigger on without explaining', () => {
	expect(trigger.displayName).toMatch(/ Trigger$/);
	const events = trigger.properties.find(({ displayName }) => displayName === 'Trigger On');
	expect(events?.description).toBeUndefined();
});
