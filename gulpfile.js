const { spawn } = require('node:child_process');
const { mkdir, rm, writeFile } = require('node:fs/promises');
const { basename, dirname, join, relative } = require('node:path');
const { bundle, minify, transform } = require('@swc/core');
const { dest, series, src } = require('gulp');
const { n8n } = require('./package.json');

/** What n8n loads: a file for each class, as package.json names it. */
const LOADED = [...n8n.credentials, ...n8n.nodes];
/** Where all code is, in one file: n8n starts sooner, and a download is half as large. */
const ALL = 'dist/nodes/Landbot/all.js';
/** Names everything that n8n loads, while that is put together. */
const ENTRY = 'dist/entry.ts';

/** The name of the class in a file, which n8n expects to be that of the file. @param {string} path */
const classIn = (path) => basename(path).split('.')[0];

/** A path as one file names another. @param {string} from @param {string} to */
const asSeenFrom = (from, to) => {
	const path = relative(dirname(from), to)
		.replaceAll('\\', '/')
		.replace(/\.(js|ts)$/, '');
	return path.startsWith('.') ? path : `./${path}`;
};

/** Removes everything a former build left behind, so that nothing old is published. */
const clean = () => rm('dist', { recursive: true, force: true });

/** Lets TypeScript check what is built. */
const check = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '--noEmit'], {
		stdio: 'inherit',
	});

/** Puts all code into one file, without blanks and with short names for what nobody else sees. */
const compile = async () => {
	const sources = LOADED.map((path) => path.replace('dist/', '').replace('.js', '.ts'));
	await mkdir(dirname(ALL), { recursive: true });
	await writeFile(
		ENTRY,
		sources
			.map((path) => `export { ${classIn(path)} } from '${asSeenFrom(ENTRY, path)}';`)
			.join('\n'),
	);
	const target = 'es2022';
	const bundles = await bundle({
		entry: { all: join(__dirname, ENTRY) },
		output: { name: 'all.js', path: join(__dirname, 'dist') },
		module: {},
		target: 'node',
		externalModules: ['n8n-workflow'],
		options: { jsc: { parser: { syntax: 'typescript' }, target } },
	});
	const { code } = await transform(bundles.all.code, {
		jsc: { target },
		module: { type: 'commonjs' },
	});
	const short = await minify(code, {
		ecma: 2022,
		compress: { toplevel: true },
		mangle: { toplevel: true, keep_classnames: true },
	});
	await writeFile(ALL, short.code);
	await rm(ENTRY);
	for (const path of LOADED) {
		await mkdir(dirname(path), { recursive: true });
		const all = asSeenFrom(path, ALL);
		await writeFile(path, `exports.${classIn(path)} = require('${all}').${classIn(path)};\n`);
	}
};

/** Copies what n8n reads beside the JavaScript: icons, the nodes' search entries and output schemas. */
const copy = () =>
	src(['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		// gulp reads files as UTF-8 text otherwise, which would break a binary icon
		encoding: false,
	}).pipe(dest('dist'));

exports.build = series(clean, check, compile, copy);
