const { tmpdir } = require('node:os');
const { join } = require('node:path');

require('reflect-metadata');

// n8n-core would otherwise write its settings to the home folder.
process.env.N8N_USER_FOLDER = join(
	tmpdir(),
	`n8n-nodes-landbot-engine-${process.env.JEST_WORKER_ID}`,
);
process.env.N8N_ENCRYPTION_KEY = 'test';
process.env.N8N_LOG_LEVEL = 'silent';
