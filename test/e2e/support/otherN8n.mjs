import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../../scripts/lib/n8n-api.mjs';
import { installPackage, startN8n, uninstallPackage } from '../../../scripts/lib/n8n.mjs';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { credential, credentialData, tarball } from './world.mjs';

/**
 * Starts another n8n than that of all tests, which can be killed and started again with what it has stored.
 * @param {Record<string, string>} [environment] Further settings of n8n.
 */
export async function startOther(environment) {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-landbot-other-'));
	await installPackage(userFolder, tarball);
	const port = await freePort();
	const begin = async () => {
		const from = performance.now();
		const server = await startN8n({ userFolder, port, environment });
		const startMs = performance.now() - from;
		const n8n = await connect(server.origin);
		const saved = await n8n.saveCredential('landbotApi', credential.name, credentialData);
		return { server, startMs, n8n, credential: saved };
	};
	return {
		...(await begin()),
		async start() {
			Object.assign(this, await begin());
		},
		/** Stops it, brings another package in place of the one it has, and starts it. @param {string} other A tarball. */
		async update(other) {
			await this.server.stop();
			await installPackage(userFolder, other);
			await this.start();
		},
		/** Stops it, takes the package away, and starts it. */
		async uninstall() {
			await this.server.stop();
			await uninstallPackage(userFolder);
			await this.start();
		},
		async kill() {
			await this.server.kill();
		},
		/** Saves a workflow and gives its ID. @param {import('../../../scripts/lib/n8n-api.mjs').Workflow} workflow */
		async save(workflow) {
			return await this.n8n.saveWorkflow(workflow, this.credential);
		},
		/** Stops it for good. */
		async end() {
			await this.server.stop();
			await rm(userFolder, { recursive: true, force: true });
		},
	};
}
