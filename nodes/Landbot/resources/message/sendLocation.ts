import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../operation';
import { numberWithin } from '../../transport/form';
import { landbot } from '../../transport/send';
import { campaignReport, whichCustomer } from '../fields';

/**
 * POST customers/{id}/send_location/: two JSON numbers. The fields are texts, because the default of a number is 0, and
 * a place that somebody forgot to fill in would lie in the sea off Africa.
 */
export const sendLocation: Operation = {
	option: {
		name: 'Send Location',
		value: 'sendLocation',
		action: 'Send a location to a customer',
		description: 'Send a place on the map to a customer',
		routing: {
			request: { method: 'POST', url: '/customers/{customer}/send_location/' },
			operations: {
				pagination: landbot({
					prepare({ body }) {
						const place = body as IDataObject;
						place.latitude = numberWithin(this, 'Latitude', place.latitude, -90, 90);
						place.longitude = numberWithin(this, 'Longitude', place.longitude, -180, 180);
					},
				}),
			},
		},
	},
	fields: [
		...whichCustomer,
		{
			displayName: 'Latitude',
			name: 'latitude',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 41.3874',
			description: 'Degrees north of the equator, negative in the south',
			routing: { send: { type: 'body', property: 'latitude' } },
		},
		{
			displayName: 'Longitude',
			name: 'longitude',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 2.1686',
			description: 'Degrees east of Greenwich, negative in the west',
			routing: { send: { type: 'body', property: 'longitude' } },
		},
		campaignReport,
	],
};
