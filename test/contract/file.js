const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const CONTRACT = join(__dirname, 'contract.txt');

/**
 * The lines of the contract.
 * @returns {string[]}
 */
exports.readContract = () => readFileSync(CONTRACT, 'utf8').split('\n');

/**
 * Writes the contract anew where ADD_TO_CONTRACT is set.
 * @param {string[]} lines
 */
exports.addToContract = (lines) => {
	if (process.env.ADD_TO_CONTRACT) writeFileSync(CONTRACT, lines.join('\n'));
};
