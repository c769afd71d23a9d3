const { queryObjects } = require('node:v8');
const { ExecuteSingleContext } = require('n8n-core');

/** How many contexts of items n8n still holds, after everything that nobody holds is gone. */
exports.contextsAlive = () => queryObjects(ExecuteSingleContext, { format: 'count' });
