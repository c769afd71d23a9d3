const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * What outside programs have received from Landbot, or been told that they would, with invented values. `source` says
 * who.
 * @type {Record<string, { source: string; body: Record<string, unknown> }>}
 */
exports.payloads = Object.fromEntries(
	readdirSync(__dirname)
		.filter((file) => file.endsWith('.json'))
		.map((file) => [file.slice(0, -5), JSON.parse(readFileSync(join(__dirname, file), 'utf8'))]),
);
