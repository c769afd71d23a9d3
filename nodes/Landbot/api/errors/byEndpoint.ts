/** What a failure means to the person in front of the node. */
export interface Explanation {
	/** What happened. `{subject}` is whom or what it is about, such as customer 473500001; `{about}` the same with `for`. */
	message: string;
	/** What to do about it. `{tries}` is how often the node has tried. */
	advice: string;
}

/** The values of a path, by the names that it has in braces. */
export type PathValues = Record<string, string>;

/** What a status means at some endpoints only. */

const causes = (...all: string[]): string => `Usual causes: ${all.join('; ')}`;

const UNKNOWN = 'Landbot does not know {subject}';

/** Landbot's IDs of customers have 9 digits, phones with the country code 10 to 15. */
const isPhone = ({ customer }: PathValues): boolean => customer.length > 9 && customer.length <= 15;

const PROBABLY_A_PHONE: Explanation = {
	message: UNKNOWN,
	advice: "This is probably a phone: then choose 'By Phone' in 'Customer'",
};
const PERHAPS_A_PHONE: Explanation = {
	message: UNKNOWN,
	advice:
		"Check that the ID is right and belongs to the workspace of the token. If it is a phone, choose 'By Phone' in 'Customer'",
};
const NO_SUCH_FIELD: Explanation = {
	message: UNKNOWN,
	advice: 'The customer may not have this field: Customer Field > Set Many creates what is missing',
};

/** What may be wrong with the ID of a customer that Landbot does not know. */
export const unknownCustomer = (values: PathValues) => {
	if (isPhone(values)) return PROBABLY_A_PHONE;
	return values.customer.length === 9 ? PERHAPS_A_PHONE : undefined;
};
/** The same where it may be the field that Landbot does not know. */
export const unknownField = (values: PathValues) =>
	isPhone(values) ? PROBABLY_A_PHONE : NO_SUCH_FIELD;
/** The same where it may as well be the agent or bot. */
export const unknownAssignment = (values: PathValues) =>
	isPhone(values) ? PROBABLY_A_PHONE : undefined;

export const HELD_BY_ANOTHER: Explanation = {
	message: 'The conversation belongs to another agent{about}',
	advice: 'Unassign the customer first, or use the token of the agent who holds the conversation',
};
export const MESSAGE_REFUSED: Explanation = {
	message: 'Landbot does not let this message through{about}',
	advice: causes(
		'the customer is blocked',
		'the channel is inactive',
		'the agent who owns the token has no access to this customer',
	),
};
export const FIELD_EXISTS: Explanation = {
	message: 'There is such a field already{about}',
	advice: "Use 'Update' or 'Set Many' to change its value",
};
export const FIELD_REFUSED: Explanation = {
	message: 'Landbot does not accept the field{about}',
	advice:
		"The value may not fit the type, or the field exists already: then use 'Update' or 'Set Many'",
};
export const HOOK_REFUSED: Explanation = {
	message: 'Landbot does not accept this message hook{about}',
	advice: "Check the 'URL': Landbot must be able to reach it, and it must start with https://",
};
export const NOTHING_TO_WITHDRAW: Explanation = {
	message: 'There is no opt-in to withdraw{about}',
	advice: 'The customer has never agreed to WhatsApp messages, or has opted out already',
};
export const NOT_FOR_THE_BOT: Explanation = {
	message: 'The conversation cannot be given to the bot at the moment{about}',
	advice: causes(
		'the conversation is assigned to another agent (unassign it first)',
		'the channel is inactive',
		'the customer is blocked',
	),
};
export const TEMPLATE_NOT_NOW: Explanation = {
	message: 'WhatsApp does not take this template at the moment{about}',
	advice: causes(
		'the customer has not opted in',
		'the customer is on another channel than WhatsApp',
		'the template is not approved',
		'the customer is blocked',
		'the channel is inactive or only for testing',
		'the conversation is assigned to another agent',
	),
};
export const TEMPLATE_REFUSED: Explanation = {
	message: 'Landbot does not accept the template as it was sent{about}',
	advice:
		"Check that 'Template' and 'Language' belong together, and that 'Header', the values and 'Button Values' are those of the template",
};
