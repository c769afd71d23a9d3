import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './processes.mjs';
import { Problem, step } from './say.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const found = (name) =>
	process.env.PATH.split(delimiter)
		.map((folder) => join(folder, name))
		.find(existsSync);

/**
 * The Chromium to test with: the one of CHROMIUM_PATH, else the system's, else Debian's package is installed
 * where that is possible.
 * @returns {Promise<string>} The path of the program.
 * @throws {Problem} When there is none, saying what to install.
 */
export async function findChromium() {
	if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
	if (!NAMES.some(found) && process.getuid?.() === 0 && found('apt-get')) {
		await step('Installing Chromium (once)', async () => {
			const environment = { DEBIAN_FRONTEND: 'noninteractive' };
			await run('apt-get', ['update'], { environment });
			await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
				environment,
			});
		});
	}
	const path = NAMES.map(found).find(Boolean);
	if (path) return path;
	throw new Problem(
		'There is no Chromium for the browser test.',
		'Install Chromium or Chrome, or set CHROMIUM_PATH to the program.',
	);
}
