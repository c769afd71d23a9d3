/**
 * `npm run tag -- 0.2.0`: makes a version of what is committed: in package.json, the lock file and CHANGELOG.md, as a
 * commit with a tag. Pushing both publishes it, see .github/workflows/publish.yml, which asks with `--check` whether the
 * tag that was pushed says the same as the files.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { main, run } from './lib/processes.mjs';
import { Problem, say } from './lib/say.mjs';
import { ROOT } from './lib/setup.mjs';

const CHANGELOG = join(ROOT, 'CHANGELOG.md');
const OPEN = '## [Unreleased]\n';

/**
 * Gives what is not released yet the number of a version.
 * @param {string} changelog @param {string} version
 * @throws {Problem} When nothing is written there that would be new.
 */
function closed(changelog, version) {
	const [before, after] = changelog.split(OPEN);
	if (!/^\s*- /.test(after ?? ''))
		throw new Problem(
			'CHANGELOG.md says nothing under [Unreleased].',
			'Write what is new for somebody who uses the nodes.',
		);
	return `${before}${OPEN}\n## ${version}\n${after}`;
}

await main(async () => {
	const { values, positionals } = parseArgs({
		options: { check: { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	const [version = ''] = positionals;
	if (!/^\d+\.\d+\.\d+$/.test(version))
		throw new Problem(`'${version}' is no version.`, 'Give one, such as 0.2.0.');
	const changelog = await readFile(CHANGELOG, 'utf8');
	if (values.check) {
		const { version: packed } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
		if (packed !== version || !changelog.includes(`\n## ${version}\n`))
			throw new Problem(
				`The tag is ${version}, package.json says ${packed}, and CHANGELOG.md may not know it.`,
				'Delete the tag, and make it with `npm run tag`.',
			);
		say(`${version} in package.json, CHANGELOG.md and the tag.`);
		return;
	}
	const inRoot = { cwd: ROOT };
	if (await run('git', ['status', '--porcelain', '--untracked-files=no'], inRoot))
		throw new Problem('There are changes that are not committed.', 'Commit them first.');
	await writeFile(CHANGELOG, closed(changelog, version));
	await run('npm', ['version', version, '--no-git-tag-version', '--allow-same-version'], inRoot);
	await run('git', ['commit', '--all', '--message', `Version ${version}`], inRoot);
	await run('git', ['tag', '--annotate', version, '--message', version], inRoot);
	say(`${version} is committed and tagged. Publish it with: git push --follow-tags`);
});
