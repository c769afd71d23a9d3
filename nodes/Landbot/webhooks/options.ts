import type { INodeProperties } from 'n8n-workflow';
import { asBoolean, number, object } from '../api/values';

/** The default of 'Max File Size (MB)'. */
const LARGEST_FILE_MB = 16;

/** What the collection 'Options' says. */
export interface Options {
	allowLocalAddress: boolean;
	downloadMedia: boolean;
	ignoreReplies: boolean;
	maxFileSize: number;
	rawMessage: boolean;
}

/** Reads the collection 'Options', also from a program that writes true and false as text. */
export function optionsOf(given: unknown): Options {
	const { allowLocalAddress, downloadMedia, ignoreReplies, maxFileSize, rawMessage } =
		object(given);
	const most = number(maxFileSize) ?? 0;
	return {
		allowLocalAddress: asBoolean(allowLocalAddress) ?? false,
		downloadMedia: asBoolean(downloadMedia) ?? false,
		ignoreReplies: asBoolean(ignoreReplies) ?? false,
		maxFileSize: most > 0 ? most : LARGEST_FILE_MB,
		rawMessage: asBoolean(rawMessage) ?? false,
	};
}

/** What is done with what arrives. */
export const deliveryOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Allow Local Address',
			name: 'allowLocalAddress',
			type: 'boolean',
			default: false,
			description:
				'Whether to accept that n8n or a file can only be reached from this machine or network. Turn it on for a Landbot simulator, never for Landbot itself.',
		},
		{
			displayName: 'Download Media',
			name: 'downloadMedia',
			type: 'boolean',
			default: false,
			description:
				"Whether to download the image, audio, video or document of a message into the binary field 'data'",
		},
		{
			displayName: 'Max File Size (MB)',
			name: 'maxFileSize',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: LARGEST_FILE_MB,
			description: "A larger file is not downloaded; the field 'media' of the output then says so",
			displayOptions: { show: { downloadMedia: [true] } },
		},
		{
			displayName: 'Raw Message',
			name: 'rawMessage',
			type: 'boolean',
			default: false,
			description: "Whether to add the message as Landbot sent it, in the field 'raw'",
		},
	],
};
