/** What a failure means to the person in front of the node. */
export interface Explanation {
	/** What happened. `{subject}` is whom or what it is about, such as customer 473500001; `{about}` the same with `for`. */
	message: string;
	/** What to do about it. `{tries}` is how often the node has tried. */
	advice: string;
}

/** What a status means for some operations only, by their path; first match wins. */
export const SPECIAL: Array<[status: number, path: RegExp, Explanation]> = [
	[
		403,
		/\/send_\w+\/$/,
		{
			message: 'Landbot does not let this message through{about}',
			advice: [
				'Usual causes: the customer is blocked',
				'the channel is inactive',
				'the agent who owns the token has no access to this customer',
			].join('; '),
		},
	],
	[
		412,
		/\/opt_out\/$/,
		{
			message: 'There is no opt-in to withdraw{about}',
			advice: 'The customer has never agreed to WhatsApp messages, or has opted out already',
		},
	],
	[
		412,
		/\/assign_bot\/\d+\/$/,
		{
			message: 'The conversation cannot be given to the bot at the moment{about}',
			advice: [
				'Usual causes: the conversation is assigned to another agent (unassign it first)',
				'the channel is inactive',
				'the customer is blocked',
			].join('; '),
		},
	],
	[
		412,
		/\/(archive|assign|assign\/\d+|unassign)\/$/,
		{
			message: 'The conversation belongs to another agent{about}',
			advice:
				'Unassign the customer first, or use the token of the agent who holds the conversation',
		},
	],
	[
		412,
		/\/send_template\/$/,
		{
			message: 'WhatsApp does not take this template at the moment{about}',
			advice: [
				'Usual causes: the customer has not opted in',
				'the customer is on another channel than WhatsApp',
				'the template is not approved',
				'the customer is blocked',
				'the channel is inactive or only for testing',
				'the conversation is assigned to another agent',
			].join('; '),
		},
	],
	[
		422,
		/\/send_template\/$/,
		{
			message: 'Landbot does not accept the template as it was sent{about}',
			advice:
				"Check that 'Template' and 'Language' belong together, and that 'Header', the values and 'Button Values' are those of the template",
		},
	],
	[
		422,
		/\/message_hooks\/$/,
		{
			message: 'Landbot does not accept this message hook{about}',
			advice: "Check the 'URL': Landbot must be able to reach it, and it must start with https://",
		},
	],
	[
		404,
		// Landbot's IDs of customers have 9 digits.
		/^\/customers\/\d{10,15}\//,
		{
			message: 'Landbot does not know {subject}',
			advice: "This is probably a phone: then choose 'By Phone' in 'Customer'",
		},
	],
	[
		404,
		/\/fields\//,
		{
			message: 'Landbot does not know {subject}',
			advice:
				'The customer may not have this field: Customer Field > Set Many creates what is missing',
		},
	],
	[
		404,
		/^\/customers\/\d{9}\/(?!assign)/,
		{
			message: 'Landbot does not know {subject}',
			advice:
				"Check that the ID is right and belongs to the workspace of the token. If it is a phone, choose 'By Phone' in 'Customer'",
		},
	],
	[
		409,
		/\/fields\//,
		{
			message: 'There is such a field already{about}',
			advice: "Use 'Update' or 'Set Many' to change its value",
		},
	],
	[
		422,
		/\/fields\//,
		{
			message: 'Landbot does not accept the field{about}',
			advice:
				"The value may not fit the type, or the field exists already: then use 'Update' or 'Set Many'",
		},
	],
];
