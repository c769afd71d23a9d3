import { baseUrl } from '../api/credential';
import { isLocal, unreachable } from '../api/localAddress';
import { textOf } from '../api/text';
import { emptyParameter, excerpt, invalidParameter, type ItemForm } from './read';

/** Whether the Landbot of the credential is a simulator on this machine or network, which opens addresses there. */
async function isLandbotLocal(context: ItemForm): Promise<boolean> {
	const address = baseUrl(await context.getCredentials('landbotApi'));
	return URL.canParse(address) && isLocal(new URL(address));
}

/** Invisible characters that come along when an address is copied; those inside emoji are none. */
const UNSEEN_IN_ADDRESS = /(?![\u200c\u200d])\p{Cf}/gu;

/** A rule for addresses: why one does not do, as the rest of a sentence, and what to do then. */
interface AddressRule {
	reasonAgainst(address: string): string | undefined;
	advice(label: string): string;
}

async function addressBy(
	{ reasonAgainst, advice }: AddressRule,
	context: ItemForm,
	label: string,
	value: unknown,
): Promise<string> {
	const text = textOf(value).replace(UNSEEN_IN_ADDRESS, '').trim();
	if (text === '') throw emptyParameter(context, label);
	if (!/^https?:\/\/[^\s/]+/i.test(text) || !URL.canParse(text)) {
		throw invalidParameter(
			context,
			`'${excerpt(text)}' is not a web address`,
			`Give an address in '${label}' that starts with https:// and that everybody can open`,
		);
	}
	const reason = reasonAgainst(text);
	if (reason && !(await isLandbotLocal(context))) {
		throw invalidParameter(context, `'${excerpt(text)}' ${reason}`, advice(label));
	}
	return text.replace(/ /g, '%20');
}

const FILE: AddressRule = {
	reasonAgainst: (address) => (isLocal(new URL(address)) ? unreachable(address) : undefined),
	advice: (label) =>
		`Landbot and WhatsApp fetch the file themselves. Put it where everybody can open it, and give that address in '${label}'`,
};

const HOOK: AddressRule = {
	reasonAgainst: unreachable,
	advice: (label) =>
		`Landbot delivers messages over the internet. Give an address in '${label}' that starts with https:// and that Landbot can reach`,
};

/**
 * The value of a field as the address of a file that everybody can open. Throws a `NodeOperationError` for anything else,
 * unless the credential leads to a Landbot that is local itself.
 */
export const fileAddress = async (
	context: ItemForm,
	label: string,
	value: unknown,
): Promise<string> => await addressBy(FILE, context, label, value);

/** The same for an address that Landbot delivers messages to. */
export const hookAddress = async (
	context: ItemForm,
	label: string,
	value: unknown,
): Promise<string> => await addressBy(HOOK, context, label, value);
