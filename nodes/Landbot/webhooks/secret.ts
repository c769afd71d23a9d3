import { createHash, randomBytes, timingSafeEqual } from 'crypto';

/** 256 bits. */
const SECRET_BYTES = 32;

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

/** What a secret hashes to: enough to recognize it, and of no use to somebody who reads it. */
export const hashOf = (secret: string): string => digest(secret).toString('hex');

/** The secret in the Authorization header of a delivery, if it is the one that hashes to this. */
export function secretBehind(header: unknown, hash: string): string | undefined {
	const [, given] = /^Token (.+)$/.exec(typeof header === 'string' ? header : '') ?? [];
	return given !== undefined && hashOf(given) === hash ? given : undefined;
}
