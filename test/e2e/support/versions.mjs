import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serverFolder } from '../../../scripts/lib/n8n.mjs';
// which installs the n8n that is asked here
import './world.mjs';

/*
 * What n8n itself does in another way on older versions, for the tests that `npm run test:versions -- --server` runs there.
 * `test/support/versions.ts` is the same for the engine tests.
 */

const manifest = join(serverFolder(), 'node_modules', 'n8n', 'package.json');
/** Of the n8n under test. @type {{ version: string }} */
export const { version } = JSON.parse(await readFile(manifest, 'utf8'));
const [major, minor] = version.split('.').map(Number);

/** @param {number} wantedMajor @param {number} wantedMinor */
const isAtLeast = (wantedMajor, wantedMinor) =>
	major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);

/** Whether a Data Table node can create the table that it writes to. */
export const createsDataTables = isAtLeast(2, 3);

/** Whether n8n turns away an address of a waiting execution that was changed; before, only the node does. */
export const checksAddresses = isAtLeast(2, 20);

/** Whether an agent goes on when one of its tools fails, also without On Error: Continue. */
export const survivesTools = isAtLeast(2, 25);

/** Whether a wait whose time is up can end the execution; before, it goes on. */
export const stopsOnTimeout = isAtLeast(2, 27);

/** Whether an error item has `details`; before, they stand in its `error`. */
export const knowsDetails = isAtLeast(2, 36);

/** Whether the tools of one turn of an agent run in the order in which the model wants them; before, in reverse. */
export const keepsOrderOfTools = isAtLeast(2, 36);
