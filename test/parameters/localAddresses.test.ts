import { isLocal, unreachable } from '../../nodes/Landbot/parameters/address';

describe('an address that Landbot can reach', () => {
	it.each([
		'https://n8n.example.com/webhook/1',
		'https://n8n.example.com.:8443/webhook/1',
		'https://8.8.8.8/',
		'https://172.15.255.255/',
		'https://172.32.0.0/',
		'https://100.63.255.255/',
		'https://[2606:4700::1111]/',
		'https://[2002:808:808::1]/',
		'https://[64:ff9b::808:808]/',
		'https://localhost.example.com/',
		'https://internal-tools.example.com/',
	])('is %s', (address) => {
		expect(unreachable(address)).toBeUndefined();
	});
});

describe('an address inside a machine or network', () => {
	it.each([
		'localhost',
		'LOCALHOST',
		'localhost.',
		'n8n.localhost',
		'n8n',
		'n8n.local',
		'n8n.internal',
		'host.docker.internal',
		'nas.lan',
		'box.home.arpa',
		'127.0.0.1',
		'127.1',
		'2130706433',
		'0x7f000001',
		'0177.0.0.1',
		'0.0.0.0',
		'10.1.2.3',
		'100.64.0.1',
		'169.254.169.254',
		'172.16.0.1',
		'172.31.255.255',
		'192.168.1.1',
		'192.0.2.1',
		'198.18.0.1',
		'224.0.0.1',
		'255.255.255.255',
		'[::]',
		'[::1]',
		'[fc00::1]',
		'[fdff:ffff::1]',
		'[fe80::1]',
		'[fec0::1]',
		'[ff02::1]',
		'[::ffff:127.0.0.1]',
		'[::ffff:192.168.0.1]',
		'[::127.0.0.1]',
		'[64:ff9b::10.0.0.1]',
		'[2002:7f00:1::]',
		'[2001::1]',
		'[2001:db8::1]',
	])('is %s', (host) => {
		expect(isLocal(new URL(`https://${host}:5678/`))).toBe(true);
		expect(unreachable(`https://${host}/webhook/1`)).toBe(
			'can only be reached from its own machine or network',
		);
	});

	it('is told apart from one that is only not encrypted, and from none at all', () => {
		expect(unreachable('http://n8n.example.com/')).toBe('does not begin with https');
		expect(unreachable('')).toBe('is not a web address');
		expect(unreachable('/webhook/1')).toBe('is not a web address');
	});
});
