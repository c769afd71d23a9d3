import type { Operation } from '../operation';
import { optionalPart } from '../../parameters/pathParameters';
import { executeItem } from '../../execution/executeItem';
import { limited, whatsAppChannel } from '../sharedFields';

/** GET channels/whatsapp/templates/: not paged. Landbot documents three keys; all others are passed on. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many WhatsApp templates',
		description: 'Get many message templates of your WhatsApp channels',
		routing: {
			request: { method: 'GET', url: '/channels/whatsapp/templates/' },
			operations: {
				pagination: executeItem({
					prepare: (context) => ({ channel_id: optionalPart(context, 'channel') || undefined }),
				}),
			},
		},
	},
	fields: [whatsAppChannel, ...limited],
};
