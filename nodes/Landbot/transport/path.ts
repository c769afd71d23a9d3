import { NodeOperationError, type IExecuteSingleFunctions } from 'n8n-workflow';

/** IDs are whole numbers everywhere in Landbot; nothing else may become part of a path. */
const ID = /^\d+$/;

const SHOWN_CHARACTERS = 40;

/** A path of the API, and the IDs in it by the name of the parameter they come from. */
export interface FilledPath {
	path: string;
	ids: Record<string, number>;
}

/**
 * Replaces every `{name}` in the path by the value of the parameter of that name. Throws a `NodeOperationError` that
 * names the parameter when its value is no ID, so that no value can lead to another path of the API, and when the
 * operation has no path because the node does not know it.
 */
export function fillPath(this: IExecuteSingleFunctions, template?: string): FilledPath {
	const itemIndex = this.getItemIndex();
	if (!template) {
		const [resource, operation] = ['resource', 'operation'].map((name) =>
			String(this.getNodeParameter(name, '')),
		);
		throw new NodeOperationError(
			this.getNode(),
			`This node has no operation '${operation}' for '${resource}'`,
			{
				itemIndex,
				description:
					"Open the node and choose 'Resource' and 'Operation' from the lists. A workflow made with a newer version of the node needs that version",
			},
		);
	}
	const ids: Record<string, number> = {};
	const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = this.getNodeParameter(name, '', { extractValue: true });
		const id = String(value ?? '').trim();
		if (ID.test(id)) {
			ids[name] = Number(id);
			return id;
		}
		const label = name[0].toUpperCase() + name.slice(1);
		throw new NodeOperationError(
			this.getNode(),
			id === ''
				? `'${label}' is empty`
				: `'${id.slice(0, SHOWN_CHARACTERS)}' is not the ID of a ${name}`,
			{
				itemIndex,
				description: `An ID is a whole number. Choose the ${name} from the list, or check the expression in '${label}'`,
			},
		);
	});
	return { path, ids };
}
