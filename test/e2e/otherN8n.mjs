import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../scripts/lib/n8n-api.mjs';
import { installPackage, startN8n } from '../../scripts/lib/n8n.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';
import { listener } from './trigger.mjs';
import { credential, credentialData, tarball } from './world.mjs';

/** Starts another n8n than that of all tests, which can be killed and started again with what it has stored. */
export async function startOther() {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-landbot-other-'));
	await installPackage(userFolder, tarball);
	const port = await freePort();
	const other = {
		async start() {
			// With its default engine n8n would need 10 GB for the flood of deliveries, see docs/decisions.md.
			const environment = { N8N_EXPRESSION_ENGINE: 'legacy' };
			this.server = await startN8n({ userFolder, port, environment });
			this.n8n = await connect(this.server.origin);
			await this.n8n.saveCredential('landbotApi', credential.name, credentialData);
		},
		async kill() {
			process.kill(this.server.pid, 'SIGKILL');
			await this.server.ended;
		},
		/** Saves a workflow that does nothing but start, and gives its ID. */
		async save(name) {
			const ours = await this.n8n.saveCredential('landbotApi', credential.name, credentialData);
			return await this.n8n.saveWorkflow(listener(name), ours);
		},
		/** Stops it for good. */
		async end() {
			await this.server.stop();
			await rm(userFolder, { recursive: true, force: true });
		},
	};
	await other.start();
	return other;
}
