import { existsSync, globSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { run } from './processes.mjs';
import { Problem, step } from './say.mjs';

/** @param {string} name */
const found = (name) =>
	// Debian keeps what starts a Postgres away from the PATH
	[...(process.env.PATH ?? '').split(delimiter), ...globSync('/usr/lib/postgresql/*/bin')]
		.map((folder) => join(folder, name))
		.find((path) => existsSync(path));

/**
 * Finds a program on this machine, or installs Debian's package of it where that is possible.
 * @param {string[]} names Under which the program may be found.
 * @param {string} debian Debian's package.
 * @param {string} purpose What it is for, as in `There is no redis-server for …`.
 * @returns {Promise<string>} The path of the program.
 * @throws {Problem} When there is none, saying what to install.
 */
async function find(names, debian, purpose) {
	if (!names.some(found) && process.getuid?.() === 0 && found('apt-get')) {
		await step(`Installing ${debian} (once)`, async () => {
			const environment = { DEBIAN_FRONTEND: 'noninteractive' };
			await run('apt-get', ['update'], { environment });
			await run('apt-get', ['install', '-y', '--no-install-recommends', debian], { environment });
		});
	}
	const path = names.map(found).find((one) => one !== undefined);
	if (path) return path;
	throw new Problem(`There is no ${debian} for ${purpose}.`, `Install ${debian}.`);
}

/** The Chromium of CHROMIUM_PATH, else the system's, see `find`. */
export const findChromium = async () =>
	process.env.CHROMIUM_PATH ??
	(await find(
		['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
		'chromium',
		'the browser test; CHROMIUM_PATH can name one',
	));

/** The Redis that n8n's queue mode needs, see `find`. */
export const findRedis = async () =>
	await find(['redis-server'], 'redis-server', 'n8n in queue mode');

/** The folder with the programs of the Postgres that n8n's queue mode needs, see `find`. */
export const findPostgres = async () =>
	dirname(await find(['initdb'], 'postgresql', 'n8n in queue mode'));
