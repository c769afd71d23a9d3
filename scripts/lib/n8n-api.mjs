import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'flatted';

/** Who owns the n8n servers that these scripts start; they listen on this machine only. */
export const OWNER = {
	email: 'owner@landbot.example',
	password: 'Landbot-simulator-1',
	firstName: 'Landbot',
	lastName: 'Tester',
};

/**
 * How a workflow refers to a credential.
 * @typedef {{ id: string, name: string }} Credential
 *
 * A workflow and its nodes as n8n exports them.
 * @typedef {object} WorkflowNode
 * @property {string} name
 * @property {string} type
 * @property {string} [id]
 * @property {string} [webhookId]
 * @property {number} [typeVersion]
 * @property {number[]} [position]
 * @property {Record<string, any>} parameters
 * @property {Record<string, Credential>} [credentials]
 *
 * @typedef {object} Workflow
 * @property {string} name
 * @property {WorkflowNode[]} nodes
 * @property {Record<string, unknown>} connections
 * @property {Record<string, unknown>} [settings]
 *
 * An execution with its run data, which has the form that n8n gives it.
 * @typedef {{ id: string, status: string, data: any }} Execution
 *
 * The REST API, as `connect` gives it.
 * @typedef {Awaited<ReturnType<typeof connect>>} Api
 */

const READY_WITHIN_MS = 60_000;
const PAGE = 100;
const UNFINISHED = ['new', 'running', 'waiting'];

/**
 * Speaks n8n's REST API as its editor does, logged in as the owner, who is created first where there is none.
 * @param {string} origin Such as `http://127.0.0.1:5678`.
 */
export async function connect(origin) {
	let cookie = '';

	/**
	 * @param {string} method
	 * @param {string} path Such as `/rest/credentials`.
	 * @param {unknown} [body]
	 * @returns {Promise<any>} The answer, without the envelope that most have.
	 * @throws {Error} With n8n's own message.
	 */
	async function request(method, path, body) {
		const response = await fetch(`${origin}${path}`, {
			method,
			headers: {
				cookie,
				// n8n ties the session to the browser; any constant will do
				'browser-id': 'scripts',
				'content-type': 'application/json',
				// n8n ends a connection that is idle for five seconds, perhaps just when it is used again
				connection: 'close',
			},
			body: body ? JSON.stringify(body) : undefined,
		});
		const text = await response.text();
		// what it says while its database is busy, before it does anything
		if (response.status === 503 && text.includes('Database is not ready')) {
			await sleep(1000);
			return await request(method, path, body);
		}
		if (!response.ok)
			throw new Error(`n8n: ${method} ${path} ${response.status} ${text.slice(0, 500)}`);
		const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0]);
		if (cookies.length > 0) cookie = cookies.join('; ');
		const answer = JSON.parse(text);
		return answer.data ?? answer;
	}

	/** How n8n is set up. An older one calls itself ready too early. */
	async function settings() {
		const late = AbortSignal.timeout(READY_WITHIN_MS);
		for (;;) {
			const answer = await request('GET', '/rest/settings').catch((error) => {
				if (late.aborted || !/ (404|503) /.test(error.message)) throw error;
			});
			if (answer) return answer;
			await sleep(200);
		}
	}

	const { userManagement } = await settings();
	if (userManagement.showSetupOnFirstLoad) await request('POST', '/rest/owner/setup', OWNER);
	await request('POST', '/rest/login', {
		emailOrLdapLoginId: OWNER.email,
		password: OWNER.password,
	});

	/** The workflows of the executions that were started here. @type {Map<string, string>} */
	const started = new Map();

	return {
		request,

		/**
		 * Creates a credential, or brings the one of that name up to date.
		 * @param {string} type @param {string} name @param {object} data
		 * @returns {Promise<Credential>} As a workflow refers to it.
		 */
		async saveCredential(type, name, data) {
			/** @type {(Credential & { type: string })[]} */
			const all = await request('GET', '/rest/credentials');
			const known = all.find((credential) => credential.type === type && credential.name === name);
			const { id } = known
				? await request('PATCH', `/rest/credentials/${known.id}`, {
						id: known.id,
						type,
						name,
						data,
					})
				: await request('POST', '/rest/credentials', { type, name, data });
			return { id, name };
		},

		/**
		 * Stores a workflow as a new one, also where there is another of that name.
		 * @param {Workflow} workflow
		 * @returns {Promise<string>} The ID of the workflow.
		 */
		async createWorkflow(workflow) {
			// older versions of n8n do not take it for granted that a new one is not published
			const { id } = await request('POST', '/rest/workflows', { active: false, ...workflow });
			return id;
		},

		/**
		 * Stores a workflow, or takes the one of that name as it is, and lets its nodes use the credential.
		 * @param {Workflow} workflow
		 * @param {Credential} credential For every node with a Landbot credential.
		 * @returns {Promise<string>} The ID of the workflow.
		 */
		async saveWorkflow(workflow, credential) {
			/** @type {{ id: string, name: string }[]} */
			const all = await request('GET', '/rest/workflows');
			const known = all.find(({ name }) => name === workflow.name);
			/** @type {Workflow} */
			const saved = known ? await request('GET', `/rest/workflows/${known.id}`) : workflow;
			const nodes = saved.nodes.map((node) =>
				node.credentials?.landbotApi ? { ...node, credentials: { landbotApi: credential } } : node,
			);
			if (!known) return await this.createWorkflow({ ...saved, nodes });
			await request('PATCH', `/rest/workflows/${known.id}`, { ...saved, nodes });
			return known.id;
		},

		/**
		 * Starts a stored workflow at a trigger, as a click on *Execute workflow* does.
		 * @param {string} id @param {string} trigger The name of the node to start at.
		 * @returns {Promise<string>} The ID of the execution, which goes on.
		 */
		async startWorkflow(id, trigger) {
			const workflowData = await request('GET', `/rest/workflows/${id}`);
			const { executionId } = await request('POST', `/rest/workflows/${id}/run`, {
				workflowData,
				triggerToStartFrom: { name: trigger },
			});
			started.set(executionId, id);
			return executionId;
		},

		/**
		 * Publishes a stored workflow: from now on its triggers start it.
		 * @param {string} id
		 * @throws {Error} With what n8n shows when a trigger cannot be set up; n8n has then tried for 15 seconds.
		 */
		async publish(id) {
			const { versionId } = await request('GET', `/rest/workflows/${id}`);
			await request('POST', `/rest/workflows/${id}/activate`, { versionId });
			const { status, triggers } = await this.settled(id);
			if (status === 'published') return;
			throw new Error(triggers.map((trigger) => trigger.errorMessage).join('; '));
		},

		/** Ends what `publish` began. @param {string} id */
		async unpublish(id) {
			await request('POST', `/rest/workflows/${id}/deactivate`, {});
			await this.settled(id);
		},

		/**
		 * Waits until n8n has done what it was asked for: it publishes in the background.
		 * @param {string} id
		 * @returns {Promise<{ status: string, triggers: { errorMessage: string }[] }>}
		 */
		async settled(id) {
			for (;;) {
				const answer = await request('GET', `/rest/workflows/${id}/publication-status`).catch(
					(error) => {
						// an older n8n has published before it answers
						if (!error.message.includes(' 404 ')) throw error;
						return { status: 'published', triggers: [] };
					},
				);
				if (answer.status !== 'in_progress') return answer;
				await sleep(100);
			}
		},

		/**
		 * All executions of a workflow that have ended. n8n lists the latest start first and its cursor goes on below an ID;
		 * with workers these are two orders, in which pages repeat and leave out. So each page begins at the last one's time.
		 * @param {string} workflowId
		 * @returns {Promise<{ id: string, status: string, mode: string }[]>}
		 */
		async executionsOf(workflowId) {
			const found = new Map();
			for (let startedBefore, before = -1; before < found.size; ) {
				before = found.size;
				const filter = encodeURIComponent(JSON.stringify({ workflowId, startedBefore }));
				const { results } = await request('GET', `/rest/executions?filter=${filter}&limit=${PAGE}`);
				for (const execution of results) found.set(execution.id, execution);
				startedBefore = results.at(-1)?.startedAt ?? undefined;
			}
			return [...found.values()].filter(({ status }) => !UNFINISHED.includes(status));
		},

		/** @param {string} executionId @returns {Promise<Execution>} With its run data. */
		async executionOf(executionId) {
			const execution = await request('GET', `/rest/executions/${executionId}`);
			return { ...execution, data: parse(execution.data) };
		},

		/**
		 * Waits for the end of an execution.
		 * @param {string} executionId
		 * @param {number} [everyMs] How often to ask, in milliseconds.
		 * @returns {Promise<string>} How it ended, such as `success` or `error`.
		 */
		async finished(executionId, everyMs = 200) {
			for (;;) {
				// the list comes without the data, which may be large; that of one workflow, however many others run
				const filter = encodeURIComponent(JSON.stringify({ workflowId: started.get(executionId) }));
				const list = `/rest/executions?limit=50&filter=${filter}`;
				/** @type {{ results: { id: string, status: string }[] }} */
				const { results } = await request('GET', list);
				const execution = results.find(({ id }) => id === executionId);
				if (execution && !UNFINISHED.includes(execution.status)) return execution.status;
				await sleep(everyMs);
			}
		},

		/**
		 * Runs a stored workflow to its end.
		 * @param {string} id @param {string} trigger The name of the node to start at.
		 * @returns {Promise<Execution>} The execution with its run data.
		 */
		async runWorkflow(id, trigger) {
			const executionId = await this.startWorkflow(id, trigger);
			await this.finished(executionId);
			return await this.executionOf(executionId);
		},
	};
}
