import { isLocal, unreachable } from '../../nodes/Landbot/api/localAddress';

const LOCAL = 'can only be reached from its own machine or network';

/** The ends of the ranges of IPv4 that are not of the internet, each with what lies next to it outside. */
const RANGES: Array<[first: string, last: string, outside: string[]]> = [
	['0.0.0.0', '0.255.255.255', ['1.0.0.0']],
	['10.0.0.0', '10.255.255.255', ['9.255.255.255', '11.0.0.0']],
	['100.64.0.0', '100.127.255.255', ['100.63.255.255', '100.128.0.0']],
	['127.0.0.0', '127.255.255.255', ['126.255.255.255', '128.0.0.0']],
	['169.254.0.0', '169.254.255.255', ['169.253.255.255', '169.255.0.0']],
	['172.16.0.0', '172.31.255.255', ['172.15.255.255', '172.32.0.0']],
	['192.0.0.0', '192.0.0.255', ['191.255.255.255', '192.0.1.0']],
	['192.0.2.0', '192.0.2.255', ['192.0.1.255', '192.0.3.0']],
	['192.168.0.0', '192.168.255.255', ['192.167.255.255', '192.169.0.0']],
	['198.18.0.0', '198.19.255.255', ['198.17.255.255', '198.20.0.0']],
	['198.51.100.0', '198.51.100.255', ['198.51.99.255', '198.51.101.0']],
	['203.0.113.0', '203.0.113.255', ['203.0.112.255', '203.0.114.0']],
	['224.0.0.0', '239.255.255.255', ['223.255.255.255']],
	['240.0.0.0', '255.255.255.255', []],
];

/** The same address inside one of IPv6: mapped, of NAT64, and of 6to4. */
function inV6(address: string): string[] {
	const bytes = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
	const groups = `${bytes[0]}${bytes[1]}:${bytes[2]}${bytes[3]}`;
	return [`[::ffff:${address}]`, `[64:ff9b::${address}]`, `[2002:${groups}::1]`];
}

const hostsOf = (address: string) => [address, ...inV6(address)];

it.each(RANGES)('Landbot reaches nothing from %s to %s', (first, last, outside) => {
	for (const host of [first, last].flatMap(hostsOf)) {
		expect([host, unreachable(`https://${host}/a.png`)]).toEqual([host, LOCAL]);
	}
	for (const host of outside.flatMap(hostsOf)) {
		expect([host, unreachable(`https://${host}/a.png`)]).toEqual([host, undefined]);
	}
});

it.each([
	// addresses
	...['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0.0.0.0', '10.1.2.3'],
	...['100.64.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
	...['192.0.2.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '[::]', '[::1]', '[fc00::1]'],
	...['[fdff:ffff::1]', '[fe80::1]', '[fec0::1]', '[ff02::1]', '[::ffff:127.0.0.1]'],
	...['[::ffff:192.168.0.1]', '[::127.0.0.1]', '[64:ff9b::10.0.0.1]', '[2002:7f00:1::]'],
	...['[2001::1]', '[2001:db8::1]', '[1fff:ffff::1]', '[2001:db8:1:2:3:4:5:6]', '[4000::1]'],
	...['[fd12:3456::1]', '[64:ff9b:1::808:808]'],
	// names
	...['localhost', 'LOCALHOST', 'localhost.', 'n8n.localhost', 'n8n', 'n8n.local'],
	...['n8n.internal', 'host.docker.internal', 'nas.lan', 'box.home.arpa', 'nas', 'nas.'],
	...[
		'printer.local',
		'printer.local.',
		'1.local',
		'host.localdomain',
		'db.internal',
		'wiki.intranet',
	],
	...['crm.corp', 'files.private', 'router.home', 'router.home.arpa', 'shop.test'],
	...['shop.invalid', 'shop.example'],
])('Landbot does not reach %s', (host) => {
	expect(isLocal(new URL(`https://${host}:5678/`))).toBe(true);
	expect(unreachable(`https://${host}/webhook/1`)).toBe(LOCAL);
});

it.each([
	// addresses
	...['8.8.8.8', '172.15.255.255', '172.32.0.0', '100.63.255.255', '[2606:4700::1111]'],
	...['[2002:808:808::1]', '[64:ff9b::808:808]', '[2000::1]', '[2001:1::1]', '[2001:db9::1]'],
	...['[2001:4860:4860::8888]', '[2606:4700:4700:0:1:2:3:4]', '[3fff:ffff::1]'],
	// names
	...['n8n.example.com', 'n8n.example.com.:8443', 'localhost.example.com'],
	...['internal-tools.example.com', 'example.com', 'local.example.com', 'home.landbot.io'],
	...['test.de', 'mylocal.de', 'internal-files.io', 'corporate.com', 'arpa.org', '1e100.net'],
	...['n8n.example.com.'],
])('Landbot may reach %s', (host) => {
	expect(unreachable(`https://${host}/webhook/1`)).toBeUndefined();
});

it.each([
	['http://n8n.example.com/', 'does not begin with https'],
	['ftp://example.com/', 'does not begin with https'],
	['example.com/a.png', 'is not a web address'],
	['/webhook/1', 'is not a web address'],
	['', 'is not a web address'],
])('says what is wrong with %j', (address, reason) => {
	expect(unreachable(address)).toBe(reason);
});
