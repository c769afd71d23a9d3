import type { Operation } from '../../operation';
import { landbot } from '../../transport/send';
import { customer, picked, whatsAppChannel } from '../fields';
import { withTemplate } from './templateBody';

/** POST customers/{id}/send_template/: WhatsApp only. The values go as `template_params`. */
export const sendTemplate: Operation = {
	option: {
		name: 'Send Template',
		value: 'sendTemplate',
		action: 'Send a WhatsApp template to a customer',
		description:
			'Send an approved WhatsApp template to a customer, also outside the 24-hour window',
		routing: {
			request: { method: 'POST', url: '/customers/{customer}/send_template/' },
			operations: { pagination: landbot({ prepare: withTemplate }) },
		},
	},
	fields: [
		customer,
		{
			...whatsAppChannel,
			description:
				'The WhatsApp channel of the customer and the template. It shortens the lists and narrows a lookup.',
		},
		{
			displayName: 'Template',
			name: 'template',
			type: 'resourceLocator',
			required: true,
			default: { mode: 'list', value: '' },
			description: 'One that WhatsApp has approved',
			hint: 'WhatsApp delivers templates only to customers who have opted in, and only from an official channel',
			...picked('searchTemplates', 'e.g. 12170'),
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'resourceLocator',
			required: true,
			default: { mode: 'list', value: '' },
			description: 'The language to send the template in',
			modes: [
				picked('searchTemplateLanguages', '').modes[0],
				{ displayName: 'By Code', name: 'code', type: 'string', placeholder: 'e.g. es_MX' },
			],
		},
		{
			displayName: 'Values',
			name: 'valuesFrom',
			type: 'options',
			noDataExpression: true,
			default: 'fields',
			description: 'How the values for the placeholders of the template are given',
			options: [
				{
					name: 'One by One',
					value: 'fields',
					description: 'One input for each placeholder of the chosen template',
				},
				{
					name: 'As a List',
					value: 'list',
					description: 'An array with one value for each placeholder, in their order',
				},
				{
					name: 'As JSON',
					value: 'json',
					description: 'The whole template_params of the API: header, body and buttons',
				},
			],
		},
		{
			displayName: 'Values of the Template',
			name: 'templateValues',
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			displayOptions: { show: { valuesFrom: ['fields'] } },
			typeOptions: {
				loadOptionsDependsOn: ['template.value', 'language.value'],
				resourceMapper: {
					resourceMapperMethod: 'templateFields',
					mode: 'add',
					fieldWords: { singular: 'value', plural: 'values' },
					addAllFields: true,
					multiKeyMatch: false,
					supportAutoMap: false,
					noFieldsError: 'This template has no placeholders',
				},
			},
		},
		{
			displayName: 'Values of the Template',
			name: 'valueList',
			type: 'json',
			default: '[]',
			placeholder: 'e.g. ["Ana", "A-1001"]',
			description: 'One value for each placeholder, in their order',
			displayOptions: { show: { valuesFrom: ['list'] } },
		},
		{
			displayName: 'Template Params',
			name: 'templateParams',
			type: 'json',
			default: '{"body": {"params": []}}',
			description: 'The object that Landbot calls template_params',
			displayOptions: { show: { valuesFrom: ['json'] } },
		},
		{
			displayName: 'Header',
			name: 'header',
			type: 'options',
			noDataExpression: true,
			default: 'none',
			description: 'What the header of the template needs',
			displayOptions: { show: { valuesFrom: ['fields', 'list'] } },
			options: [
				{ name: 'Nothing', value: 'none' },
				{ name: 'Text Values', value: 'text' },
				{ name: 'Image, Video or Document', value: 'media' },
			],
		},
		{
			displayName: 'Header Values',
			name: 'headerValues',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Value' },
			default: [],
			placeholder: 'e.g. A-1001',
			description: 'The values for the placeholders of the header, in their order',
			displayOptions: { show: { valuesFrom: ['fields', 'list'], header: ['text'] } },
		},
		{
			displayName: 'Header URL',
			name: 'headerUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/invoice.pdf',
			description: 'Where the image, video or document is; everybody must be able to open it',
			displayOptions: { show: { valuesFrom: ['fields', 'list'], header: ['media'] } },
		},
		{
			displayName: 'File Name',
			name: 'headerFileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice.pdf',
			description: 'What the customer sees as the name of a document',
			displayOptions: { show: { valuesFrom: ['fields', 'list'], header: ['media'] } },
		},
		{
			displayName: 'Button Values',
			name: 'buttons',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Button Value',
			default: {},
			description: 'Only for buttons of the template that have a placeholder',
			displayOptions: { show: { valuesFrom: ['fields', 'list'] } },
			options: [
				{
					displayName: 'Button',
					name: 'button',
					values: [
						{
							displayName: 'Position',
							name: 'position',
							type: 'number',
							typeOptions: { minValue: 1, maxValue: 10 },
							default: 1,
							description: 'Which button of the template it is, counted from 1',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							placeholder: 'e.g. A-1001',
							description: 'What stands in place of the placeholder in the button',
						},
					],
				},
			],
		},
	],
};
