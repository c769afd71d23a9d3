import { NodeOperationError, type IExecuteSingleFunctions, type INode } from 'n8n-workflow';
import { baseUrl } from '../api/credential';
import { empty, shown, textOf, unusable } from './read';

/** Names that lead nowhere outside a machine or its network. Sources: RFC 6761, 6762, 8375, and ICANN's list for private use. */
const LOCAL_NAME =
	/^[^.]+$|(^|\.)(localhost|localdomain|local|internal|intranet|corp|private|lan|home|home\.arpa|test|invalid|example)$/;

/** IPv4 ranges that are not reachable from the internet, as first address and length of the prefix. Source: IANA's special-purpose registry. */
const SPECIAL_V4: Array<[string, number]> = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 4],
	['240.0.0.0', 4],
];

const numberOf = (address: string): number =>
	address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const isSpecialV4 = (address: number): boolean =>
	SPECIAL_V4.some(([first, prefix]) => {
		const size = 2 ** (32 - prefix);
		return Math.floor(address / size) === Math.floor(numberOf(first) / size);
	});

/** The eight groups of an IPv6 address in the short form that `URL` gives every one. */
function groupsOf(address: string): number[] {
	const [head, tail] = address.split('::').map((part) => part.split(':').filter(Boolean));
	const zeros = Array<string>(8 - head.length - (tail?.length ?? 0)).fill('0');
	return [...head, ...zeros, ...(tail ?? [])].map((group) => parseInt(group, 16));
}

/** Whether an IPv6 address is none of the internet's, or stands for an IPv4 address that is not. Source: IANA's registries. */
function isSpecialV6(address: string): boolean {
	const groups = groupsOf(address);
	const v4At = (place: number) => isSpecialV4(groups[place] * 65_536 + groups[place + 1]);
	const startsWith = (...start: number[]) => start.every((group, place) => groups[place] === group);
	if (startsWith(0, 0, 0, 0, 0, 0xffff) || startsWith(0x64, 0xff9b, 0, 0, 0, 0)) return v4At(6);
	if (startsWith(0x2002)) return v4At(1);
	const isGlobal = groups[0] >= 0x2000 && groups[0] <= 0x3fff;
	return !isGlobal || startsWith(0x2001, 0) || startsWith(0x2001, 0xdb8);
}

/**
 * Whether only this machine or its network reaches the host of a web address, judged by what is written there: names
 * are not looked up. `URL` has already turned every other spelling of an IP address, such as 0x7f.1, into the usual one.
 */
export function isLocal({ hostname }: URL): boolean {
	if (hostname.startsWith('[')) return isSpecialV6(hostname.slice(1, -1));
	if (/^[\d.]+$/.test(hostname)) return isSpecialV4(numberOf(hostname));
	return LOCAL_NAME.test(hostname.replace(/\.$/, ''));
}

/** Why Landbot cannot deliver to this address, as the rest of a sentence; undefined when it can. */
export function unreachable(address: string): string | undefined {
	if (!URL.canParse(address)) return 'is not a web address';
	const url = new URL(address);
	if (isLocal(url)) return 'can only be reached from its own machine or network';
	// Landbot documents that a message hook takes an https address.
	return url.protocol === 'https:' ? undefined : 'does not begin with https';
}

/** Refuses to give Landbot an address where it would never reach this n8n. Only its host and path are shown. */
export function assertReachable(node: INode, address: string, allowLocal: boolean): void {
	const reason = unreachable(address);
	if (!reason || (allowLocal && URL.canParse(address))) return;
	throw new NodeOperationError(
		node,
		`Landbot cannot deliver messages to this n8n: its address ${address.split('?')[0]} ${reason}`,
		{
			description:
				"Set the environment variable WEBHOOK_URL of n8n, and of its workers where it has some, to its public address, which begins with https, and restart n8n. For a Landbot simulator on this machine, turn on 'Allow Local Address' under 'Options'",
		},
	);
}

/** Whether the Landbot of the credential is a simulator on this machine or network, which opens addresses there. */
async function isLandbotLocal(context: IExecuteSingleFunctions): Promise<boolean> {
	const address = baseUrl(await context.getCredentials('landbotApi'));
	return URL.canParse(address) && isLocal(new URL(address));
}

/** Invisible characters that come along when an address is copied; those inside emoji are none. */
const INVISIBLE = /(?![\u200c\u200d])\p{Cf}/gu;

/** A rule for addresses: why one does not do, as the rest of a sentence, and what to do then. */
interface AddressRule {
	reasonAgainst(address: string): string | undefined;
	advice(label: string): string;
}

async function addressBy(
	{ reasonAgainst, advice }: AddressRule,
	context: IExecuteSingleFunctions,
	label: string,
	value: unknown,
): Promise<string> {
	const text = textOf(value).replace(INVISIBLE, '').trim();
	if (text === '') throw empty(context, label);
	if (!/^https?:\/\/[^\s/]+/i.test(text) || !URL.canParse(text)) {
		throw unusable(
			context,
			`'${shown(text)}' is not a web address`,
			`Give an address in '${label}' that starts with https:// and that everybody can open`,
		);
	}
	const reason = reasonAgainst(text);
	if (reason && !(await isLandbotLocal(context))) {
		throw unusable(context, `'${shown(text)}' ${reason}`, advice(label));
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
	context: IExecuteSingleFunctions,
	label: string,
	value: unknown,
): Promise<string> => await addressBy(FILE, context, label, value);

/** The same for an address that Landbot delivers messages to. */
export const hookAddress = async (
	context: IExecuteSingleFunctions,
	label: string,
	value: unknown,
): Promise<string> => await addressBy(HOOK, context, label, value);
