import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { codeOf } from '../../api/text';
import { picked } from '../sharedFields';
import { booleanOf, type ItemForm, optionalText } from '../../parameters/read';

/** Where a bot begins, as Landbot takes it, from what the form or an expression gives. */
export const startOf = (context: ItemForm): IDataObject => ({
	launch: booleanOf(context, 'Launch', context.getNodeParameter('launch', true)),
	node:
		codeOf(optionalText(context, 'Block ID', context.getNodeParameter('node', ''))) || undefined,
});

/** Which bot, and where it begins. */
export const whichBot: INodeProperties[] = [
	{
		displayName: 'Bot',
		name: 'botId',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The bot that takes the conversation',
		...picked('searchBots', 'e.g. 2955001'),
	},
	{
		displayName: 'Block ID',
		name: 'node',
		type: 'string',
		default: '',
		placeholder: 'e.g. Nkqgn6xkf',
		description: 'The block where the bot begins; at its start when empty',
		hint: "Copy it from the menu of the block in Landbot's builder",
	},
	{
		displayName: 'Launch',
		name: 'launch',
		type: 'boolean',
		default: true,
		description:
			'Whether the bot speaks at once. When off, it goes on when the customer writes next.',
	},
];
