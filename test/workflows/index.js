const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/** Every fixture of this folder by its name, `<resource>.<operation>` with whatever makes it special behind. */
exports.fixtures = Object.fromEntries(
	readdirSync(__dirname)
		.filter((file) => file.endsWith('.json'))
		.map((file) => [file.slice(0, -5), JSON.parse(readFileSync(join(__dirname, file), 'utf8'))]),
);

/** The output schema that ships for an operation, or undefined. */
exports.schemaOf = (resource, operation) => {
	const folder = join(__dirname, '../../nodes/Landbot/__schema__/v1.0.0', resource);
	try {
		return JSON.parse(readFileSync(join(folder, `${operation}.json`), 'utf8'));
	} catch {
		return undefined;
	}
};
