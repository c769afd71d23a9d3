/**
 * The promise that saved workflows, published triggers and waiting executions go on with the next version: what they
 * hold, as `contract.txt` has it. What is added later may be missing there; a line that is gone or has changed asks for
 * a new version of the node.
 */
import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { LandbotApi } from '../../credentials/LandbotApi.credentials';
import { knowsDetails } from '../../nodes/Landbot/api/errors/n8nVersion';
import { Landbot } from '../../nodes/Landbot/Landbot.node';
import { LandbotTrigger } from '../../nodes/Landbot/LandbotTrigger.node';
import { byId, messageHook, withLandbot } from '../support/landbot';
import { withReplies } from '../support/waiting';
import { ANA, hooksOn, open, publish, WEB, workflow, written } from '../support/trigger';
import { fixtures } from '../operations/fixtures/index.js';
import { addToContract, readContract } from './file.js';
import { forms, parameters } from './forms';

const { simulator, run } = withLandbot();
const replies = withReplies();

const keysOf = (items: unknown[]): string =>
	[...new Set(items.flatMap((item) => Object.keys(item as object)))].sort().join(', ');

/** Without what differs each time. */
const plain = (name: unknown): string => String(name).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, '<time>');

/** A line for each key of a list: an output may get more of them. */
function eachKey(line: string): string[] {
	const [, start, list] = /^(.*: )(\w+(?:, \w+)*)$/.exec(line) ?? [];
	return list ? list.split(', ').map((key) => start + key) : [line];
}

/** The parts of the contract, under their headings. */
const sections: Array<[heading: string, lines: () => string[] | Promise<string[]>]> = [
	[
		'Types and versions',
		() => [
			...[new Landbot(), new LandbotTrigger()].map(
				({ description: { name, version } }) => `${name} ${[version].flat().join(', ')}`,
			),
			new LandbotApi().name,
		],
	],
	['Parameters of the credential', () => parameters(new LandbotApi().properties)],
	['Parameters of Landbot, by operation', () => forms(new Landbot().description)],
	[
		'Parameters of Landbot, of every operation',
		() =>
			parameters(
				new Landbot().description.properties.filter(
					({ name, displayOptions }) => name !== 'operation' && !displayOptions?.show?.resource,
				),
			),
	],
	['Parameters of Landbot Trigger', () => parameters(new LandbotTrigger().description.properties)],
	[
		'Addresses at which the nodes receive',
		() =>
			[new Landbot(), new LandbotTrigger()].flatMap(({ description: { name, webhooks } }) =>
				webhooks!.map((webhook) => `${name}: ${JSON.stringify(webhook)}`),
			),
	],
	['Output of Landbot', outputs],
	['Output of Landbot Trigger', triggerOutputs],
	['Names of message hooks', hookNames],
	['What the trigger stores in a workflow', stored],
	['What a waiting execution stores', waiting],
	['Saved workflows, and what they ask of Landbot', savedWorkflows],
];

async function outputs(): Promise<string[]> {
	const lines: string[] = [];
	for (const [name, { nodes }] of Object.entries(fixtures)) {
		simulator.reset();
		simulator.state.hooks.push(messageHook(81001, WEB), messageHook(81002, WEB));
		const [start, { parameters: form }] = nodes;
		const { output } = await run(form, (start.parameters.items ?? [{}]) as IDataObject[]);
		lines.push(`${name}: ${keysOf(output.map(({ json }) => json))}`);
	}
	const text = { resource: 'message', operation: 'sendText', text: 'Hi' };
	const items = [{ customer: ANA }, { customer: 1 }];
	const form = { ...text, customer: byId('={{ $json.customer }}') };
	const { output: failed } = await run(form, items, { onError: 'continueRegularOutput' });
	lines.push(`an item that failed: ${keysOf([failed[1].json])}`);
	const { output: rows } = await run({ ...form, options: { report: true } }, items);
	lines.push(`message.sendText with a campaign report: ${keysOf(rows.map(({ json }) => json))}`);

	const waits = await replies.start();
	await replies.deliver();
	lines.push(`message.sendAndWait: ${keysOf(waits.result.output.map(({ json }) => json))}`);
	const late = await replies.start();
	const { output: nobody } = await late.timeOut();
	lines.push(`message.sendAndWait without a reply: ${keysOf(nobody.map(({ json }) => json))}`);
	return lines.sort();
}

async function triggerOutputs(): Promise<string[]> {
	await publish({ options: { rawMessage: true, downloadMedia: true } });
	const { json } = await written(ANA, { text: 'hello' });
	return [`event: ${keysOf([json])}`];
}

async function hookNames(): Promise<string[]> {
	await publish();
	const [{ name }] = hooksOn(WEB);
	await workflow.unpublish();
	const other = open();
	await other.listen();
	const [{ name: test }] = hooksOn(WEB);
	await other.stopListening();
	replies.simulator.reset();
	await replies.start();
	return [name, test, replies.hooks()[0].name].map(plain);
}

async function stored(): Promise<string[]> {
	await publish();
	const [[node, store]] = Object.entries(workflow.stored as Record<string, IDataObject>);
	return [
		`${node}: ${keysOf([store])}`,
		`${node}.hooks[]: ${keysOf(store.hooks as IDataObject[])}`,
	];
}

async function waiting(): Promise<string[]> {
	replies.simulator.reset();
	const { result } = await replies.start({ ifNobodyReplies: 'fail' });
	const { contextData = {}, nodeExecutionStack = [] } = result.run.data.executionData ?? {};
	const lines = Object.entries(contextData as Record<string, Record<string, IDataObject>>).flatMap(
		([node, store]) =>
			Object.entries(store).map(([key, wait]) => `${node}.${key}: ${keysOf([wait])}`),
	);
	const { searchParams } = new URL(replies.hooks()[0].url);
	return [
		...lines,
		`metadata of the node: ${keysOf([nodeExecutionStack[0]?.metadata ?? {}])}`,
		`query of the address: ${[...searchParams.keys()].sort().join(', ')}`,
	];
}

/**
 * A fixture of the tests is a workflow as a person has saved it: with the requests that it leads to it stays as it is,
 * so that the tests go on to run it.
 */
function savedWorkflows(): string[] {
	return Object.entries(fixtures).map(([name, { nodes, meta }]) => {
		const kept = JSON.stringify([nodes.map((node: IDataObject) => node.parameters), meta.requests]);
		return `${name}: ${createHash('sha256').update(kept).digest('hex').slice(0, 16)}`;
	});
}

it('keeps what saved workflows, published triggers and waiting executions hold', async () => {
	const now: string[] = [];
	for (const [heading, lines] of sections) now.push(`# ${heading}`, ...(await lines()), '');
	addToContract(now);
	const promised = readContract().flatMap(eachKey);
	// Gone or changed: make a new version of the node. What is new becomes part of it with ADD_TO_CONTRACT=1, before a release.
	const kept = now.flatMap(eachKey);
	const details = knowsDetails ? [] : ['an item that failed: details'];
	expect(promised.filter((line) => !kept.includes(line))).toEqual(details);
});
