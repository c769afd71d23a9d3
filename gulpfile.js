const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, series, src } = require('gulp');

/** Removes everything a former build left behind, so that nothing old is published. */
const clean = () => rm('dist', { recursive: true, force: true });

/** Compiles nodes and credentials to dist, as tsconfig.json says. */
const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });

/** Copies what n8n reads beside the JavaScript: icons, the nodes' search entries and output schemas. */
const copy = () =>
	src(['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		// gulp reads files as UTF-8 text otherwise, which would break a binary icon
		encoding: false,
	}).pipe(dest('dist'));

exports.build = series(clean, compile, copy);
