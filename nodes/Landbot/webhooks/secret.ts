import { createHash, randomBytes, timingSafeEqual } from 'crypto';

/** 256 bits. */
const SECRET_BYTES = 32;

/** How long n8n may take to store what an activation has created, in milliseconds. */
const FRESH_MS = 600_000;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A secret that nobody can guess, for one message hook. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('hex');

/**
 * Whether the Authorization header of a delivery is the one that Landbot sends for a hook with one of these secrets:
 * the word Token, a space, the secret, letter for letter. The time it takes tells nothing about the secrets: digests
 * of equal length are compared, and all of them.
 */
export function isGenuine(header: unknown, secrets: string[]): boolean {
	const given = digest(typeof header === 'string' ? header : '');
	let genuine = false;
	for (const secret of secrets) {
		if (timingSafeEqual(given, digest(`Token ${secret}`))) genuine = true;
	}
	return genuine;
}

const fresh = new Map<string, Array<{ secret: string; until: number }>>();

/**
 * Remembers a secret in this process until n8n has stored it: n8n does so only after the last channel, and Landbot may
 * deliver to the first one meanwhile. `node` tells the nodes of all workflows apart.
 */
export function rememberFresh(node: string, secret: string, now = performance.now()): void {
	for (const [other, entries] of fresh) {
		const kept = entries.filter(({ until }) => until > now);
		if (kept.length > 0) fresh.set(other, kept);
		else fresh.delete(other);
	}
	fresh.set(node, [...(fresh.get(node) ?? []), { secret, until: now + FRESH_MS }]);
}

/** The secrets of a node that n8n may not have stored yet. */
export const freshSecrets = (node: string, now = performance.now()): string[] =>
	(fresh.get(node) ?? []).filter(({ until }) => until > now).map(({ secret }) => secret);
