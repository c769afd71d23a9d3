import * as n8n from 'n8n-workflow';

/*
 * What differs between the versions of n8n, told by what its package exports: n8n gives a node no version. Compared on the
 * packages of 1.120, 2.0.1, 2.20, 2.30 and 2.41. `npm run test:versions` looks at each of these facts.
 */

const has = (name: string): boolean => name in n8n;

/** Whether this n8n is older than 2.0, the oldest that the package promises. */
export const isTooOld = !has('calculateWorkflowChecksum');

/** Whether n8n knows an error item that has `details` beside `error` (since 2.36); before, only `error` may be there. */
export const knowsDetails = has('redactedHeaders');

/** Whether a wait can end with an error when its time is up, by `resumeError` (since 2.27). */
export const stopsOnTimeout = has('isNodeClassInstance');

/**
 * Whether n8n goes on past an item that it cannot calculate, where the node continues on fail; before, it ends the node.
 * Since 2.39.4: the four before it say so, too.
 */
export const skipsItems = has('checkNodesApiVersion');
