import { NodeOperationError, type INode } from 'n8n-workflow';
import { unreachable } from '../api/localAddress';

/** Refuses to give Landbot an address where it would never reach this n8n. Only its host and path are shown. */
export function assertReachable(node: INode, address: string, allowLocal: boolean): void {
	const reason = unreachable(address);
	if (!reason || (allowLocal && URL.canParse(address))) return;
	throw new NodeOperationError(
		node,
		`Landbot cannot deliver messages to this n8n: its address ${address.split('?')[0]} ${reason}`,
		{
			description:
				"Set the environment variable WEBHOOK_URL of n8n, and of its workers where it has some, to its public address, which begins with https, and restart n8n. For a Landbot simulator on this machine, turn on 'Allow Local Address' under 'Options'",
		},
	);
}
