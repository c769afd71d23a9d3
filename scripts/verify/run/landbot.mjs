/** What of Landbot's API several questions use. */

/** How many rows Landbot gives at most at once. */
export const MOST = 100;

/** What the names of everything begin with that a run makes. */
export const PREFIX = 'n8n_verify_';

/** @param {string | number} id Of a customer. */
export const customerPath = (id) => `/customers/${id}/`;

/** @param {string | number} customerId @param {string} name Of the field. */
export const fieldPath = (customerId, name) => `${customerPath(customerId)}fields/${name}/`;

/** The message hooks of a channel. @param {string | number} channelId */
export const hooksPath = (channelId) => `/channels/${channelId}/message_hooks/`;

/** @param {string | number} channelId @param {string} id Of the message hook. */
export const hookPath = (channelId, id) => `${hooksPath(channelId)}${id}/`;
