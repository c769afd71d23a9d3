import { defineResource } from '../operation';
import { getAll } from './getAll';
import { sendAndWait } from './sendAndWait';
import { sendImage } from './sendImage';
import { sendLocation } from './sendLocation';
import { sendTemplate } from './sendTemplate';
import { sendText } from './sendText';

export const messageResource = defineResource('Message', 'message', {
	default: 'sendText',
	operations: [getAll, sendAndWait, sendImage, sendLocation, sendTemplate, sendText],
});
