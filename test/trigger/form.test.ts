/** What the form of the trigger shows. */
import { NodeHelpers, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';
import { LandbotTrigger } from '../../nodes/Landbot/LandbotTrigger.node';

const { description, methods } = new LandbotTrigger();

/** The fields of a type that a person sees who has chosen these events. */
const shown = (type: string, events: string[]) =>
	description.properties.filter(
		(field) =>
			field.type === type &&
			NodeHelpers.displayParameter(
				{ events },
				field,
				{ typeVersion: 2 },
				description as INodeTypeDescription,
			),
	);

it.each([
	[['customer_message'], []],
	[['agent_message'], [/answers itself, without end/]],
	[['bot_message'], [/Every line of a bot/]],
	[
		['bot_message', 'agent_message'],
		[/answers itself, without end/, /Every line of a bot/],
	],
])('warns of what %j bring about', (events, warnings) => {
	expect(shown('notice', events).map(({ displayName }) => displayName)).toEqual(
		warnings.map((warning) => expect.stringMatching(warning) as string),
	);
});

it('fills the list of channels', () => {
	const [{ typeOptions }] = description.properties.filter(({ name }) => name === 'channels');
	expect(Object.keys(methods.loadOptions)).toContain(typeOptions?.loadOptionsMethod);
});

it('lists its options in the order of the alphabet', () => {
	const [{ options = [] }] = description.properties.filter(({ name }) => name === 'options');
	const names = (options as INodeProperties[])
		.filter(({ type }) => type !== 'hidden')
		.map(({ displayName }) => displayName);
	expect(names.length).toBeGreaterThan(3);
	expect(names).toEqual([...names].sort());
});
