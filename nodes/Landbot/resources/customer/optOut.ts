import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';

/** DELETE customers/{id}/opt_out/: Landbot answers 412 when the customer never opted in. */
export const optOut: Operation = {
	name: 'Opt Out',
	value: 'optOut',
	action: 'Opt out a customer of WhatsApp messages',
	description:
		'Withdraw the consent of a customer to WhatsApp messages. Templates no longer reach them, and only they can opt in again.',
	endpoint: endpoints.optOutCustomer,
	fields: whichCustomer,
};
