import { endpoints } from '../../api/endpoints';
import { optionalPathParameter } from '../../parameters/pathParameters';
import type { Operation } from '../operation';
import { limited, whatsAppChannel } from '../sharedFields';

/** GET channels/whatsapp/templates/: not paged. Landbot documents three keys; all others are passed on. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many WhatsApp templates',
	description: 'Get many message templates of your WhatsApp channels',
	endpoint: endpoints.listTemplates,
	prepare: (form) => ({
		qs: { channel_id: optionalPathParameter(form, 'channel') || undefined },
	}),
	fields: [whatsAppChannel, ...limited],
};
