/** No item holds n8n up, however long the texts in its form are. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { fixtures } from '../operations/fixtures/index.js';
import { withLandbot } from '../support/landbot';
import { placesIn, replaced } from '../support/property/places';
import { holds } from '../support/property/holds.js';
import { longestTurn } from '../support/property/processorTime.js';

const { simulator, run } = withLandbot();

/** How long nothing else of n8n may have to wait for one item, in milliseconds. */
const MOST_MS = 100;

const part = fc.oneof(
	fc.constantFrom(...[' ', '\n', '\u200b', '\ud83d', '0', '+', '.', ',', '-', '/', '@', 'a', 'a.']),
	fc.constantFrom('{{1}}', '{"a":', '[', '<a ', 'https://a.b/', '%41', '1e', '(', 'é', '"\\'),
	fc.string({ minLength: 1, maxLength: 4, unit: 'binary' }),
);
const end = fc.constantFrom('', 'x', '@', '}', '0');

it.each(Object.keys(fixtures))('is read without n8n having to wait: %s', async (name) => {
	const [start, node] = fixtures[name].nodes;
	const ways = placesIn(node.parameters)
		.filter(({ value }) => typeof value === 'string')
		.map(({ way }) => way);
	if (ways.length === 0) return;
	const [item] = (start.parameters.items ?? [{}]) as IDataObject[];
	await holds(
		fc.asyncProperty(fc.constantFrom(...ways), part, end, async (way, repeated, last) => {
			const text = `${repeated.repeat(100_000 / repeated.length)}${last}`;
			// as an expression gives it, so that n8n has nothing to calculate in it
			const form = replaced(node.parameters, way, '={{ $json.long }}') as IDataObject;
			const turns: number[] = [];
			while (turns.length < 3 && !turns.some((turn) => turn < MOST_MS)) {
				simulator.reset();
				turns.push(await longestTurn(async () => await run(form, [{ ...item, long: text }])));
			}
			expect(Math.min(...turns)).toBeLessThan(MOST_MS);
		}),
		6,
	);
});
