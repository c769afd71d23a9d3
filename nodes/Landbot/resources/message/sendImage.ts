import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { endpoints } from '../../api/endpoints';
import { fileAddress } from '../../parameters/address';
import { type ItemForm, optionalText } from '../../parameters/read';
import type { Operation } from '../operation';
import { campaignReport, whichCustomer } from '../sharedFields';

/** The image and what is written below it. */
export const whichImage: INodeProperties[] = [
	{
		displayName: 'Image URL',
		name: 'imageUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/picture.jpg',
		description: 'Where the image is; everybody must be able to open it',
	},
	{
		displayName: 'Caption',
		name: 'caption',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Our new shop',
		description: 'The text below the image',
	},
];

/** The body of an image, as the form gives it. Throws a `NodeOperationError` when it cannot be right. */
export const imageBody = async (context: ItemForm): Promise<IDataObject> => ({
	url: await fileAddress(context, 'Image URL', context.getNodeParameter('imageUrl', '')),
	caption: optionalText(context, 'Caption', context.getNodeParameter('caption', '')),
});

/** POST customers/{id}/send_image/: `url` is required, `caption` is not. Landbot fetches the image from the address. */
export const sendImage: Operation = {
	name: 'Send Image',
	value: 'sendImage',
	action: 'Send an image to a customer',
	description: 'Send an image to a customer, from an address on the web',
	endpoint: endpoints.sendImage,
	prepare: async (form) => ({ body: await imageBody(form) }),
	fields: [...whichCustomer, ...whichImage, campaignReport],
};
