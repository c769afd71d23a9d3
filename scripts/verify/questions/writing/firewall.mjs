/** What a firewall before Landbot is said to take for an attack. */
export const ATTACK = 'n8n_verify #{1}';

/**
 * Whether an answer is the page of a firewall.
 * @param {import('../../run/api.mjs').Answer} answer
 * @returns {boolean | undefined} Nothing where Landbot itself has refused it.
 */
export const isBlocked = ({ ok, status, kind }) =>
	ok ? false : (status === 403 && kind === 'html') || undefined;

/** Why the question stays open then. */
export const NEITHER = 'neither taken nor turned away by a page';
