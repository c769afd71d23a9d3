import { endpoints } from '../../api/endpoints';
import { type ItemForm, numberWithin } from '../../parameters/read';
import type { Operation } from '../operation';
import { campaignReport, whichCustomer } from '../sharedFields';

/** A number of degrees, up to the limit on either side. */
const degrees = (context: ItemForm, label: string, name: string, limit: number): number =>
	numberWithin(context, label, context.getNodeParameter(name, ''), -limit, limit);

/**
 * POST customers/{id}/send_location/: two JSON numbers. The fields are texts, because the default of a number is 0, and
 * a place that somebody forgot to fill in would lie in the sea off Africa.
 */
export const sendLocation: Operation = {
	name: 'Send Location',
	value: 'sendLocation',
	action: 'Send a location to a customer',
	description: 'Send a place on the map to a customer',
	endpoint: endpoints.sendLocation,
	prepare: (form) => ({
		body: {
			latitude: degrees(form, 'Latitude', 'latitude', 90),
			longitude: degrees(form, 'Longitude', 'longitude', 180),
		},
	}),
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
		},
		{
			displayName: 'Longitude',
			name: 'longitude',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 2.1686',
			description: 'Degrees east of Greenwich, negative in the west',
		},
		campaignReport,
	],
};
