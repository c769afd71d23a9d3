/**
 * Prints how long a package of nodes takes to load, in milliseconds: every class of its nodes and credentials, made once,
 * as n8n does when it starts. In a process of its own, because the second time is another matter.
 * Usage: node loadPackage.mjs <folder of the package>
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

const [folder] = process.argv.slice(2);
const { n8n } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
const require = createRequire(join(folder, 'package.json'));
// n8n has it already when it comes to the packages
require('n8n-workflow');

const from = performance.now();
for (const file of [...n8n.credentials, ...n8n.nodes]) {
	const [name] = basename(file).split('.');
	new (require(join(folder, file))[name])();
}
process.stdout.write(`${performance.now() - from}\n`);
