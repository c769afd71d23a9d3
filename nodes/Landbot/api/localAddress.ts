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

const addressNumber = (address: string): number =>
	address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const isSpecialV4 = (address: number): boolean =>
	SPECIAL_V4.some(([first, prefix]) => {
		const size = 2 ** (32 - prefix);
		return Math.floor(address / size) === Math.floor(addressNumber(first) / size);
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
	if (/^[\d.]+$/.test(hostname)) return isSpecialV4(addressNumber(hostname));
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
