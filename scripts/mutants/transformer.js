const { createHash } = require('node:crypto');
const { relative, sep } = require('node:path');
const swc = require('@swc/jest');
const { withMutants } = require('./mutate.js');

/** To be counted up when the mutants of a source become others: Jest keeps what it has compiled. */
const VERSION = 2;

const OURS = /^nodes\/Landbot\//;

/** What Jest compiles the sources with: the same as usual, with all mutants in the code of the package. */
exports.createTransformer = () => {
	const usual = swc.createTransformer({ jsc: { target: 'es2022' } });
	return {
		/** @param {string} source @param {string} path @param {any} options */
		process(source, path, options) {
			const file = relative(options.config.rootDir, path).split(sep).join('/');
			const code = OURS.test(file) ? withMutants(source, file).code : source;
			return usual.process?.(code, path, options);
		},
		/** @param {string} source @param {string} path */
		getCacheKey: (source, path) =>
			createHash('sha1').update(['mutants', path, source, VERSION].join('\0')).digest('hex'),
	};
};
