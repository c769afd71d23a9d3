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
 */

/**
 * Lets the Landbot nodes of a workflow that Landbot delivers to work with an n8n that only this machine reaches, as the simulator does.
 * @param {Workflow} workflow
 * @returns {Workflow}
 */
export const forSimulator = (workflow) => ({
	...workflow,
	nodes: workflow.nodes.map((node) =>
		node.type === 'n8n-nodes-landbot.landbotTrigger' || node.parameters.operation === 'sendAndWait'
			? {
					...node,
					parameters: {
						...node.parameters,
						options: { ...node.parameters.options, allowLocalAddress: true },
					},
				}
			: node,
	),
});
