import type { IDataObject } from 'n8n-workflow';
import { id, isObject, parseJson } from '../../api/values';
import { emptyParameter, excerpt, invalidParameter, type ItemForm } from '../../parameters/read';
import { valueAsText } from './templateValue';

/** A value for a button of the template, or null where it needs none. */
type Button = IDataObject | null;

/** More buttons than WhatsApp allows are a slip of the form, and would be sent as a list full of nulls. */
const MOST_BUTTONS = 10;

const SHAPE =
	'Give a list such as [{"position": 2, "value": "A-1001"}], or one value for each button of the template, such as [null, "A-1001"]';

/** The entries of the form, or what a program has given in their place. */
function buttonEntries(context: ItemForm): unknown[] {
	const entered: unknown = context.getNodeParameter('buttons', {});
	if (entered === null || entered === undefined) throw emptyParameter(context, 'Button Values');
	const given = parseJson(entered);
	if (Array.isArray(given)) return given;
	if (!isObject(given)) throw invalidParameter(context, "'Button Values' is not a list", SHAPE);
	const wrong = Object.keys(given).find((name) => name !== 'button');
	if (wrong !== undefined) {
		throw invalidParameter(context, `'Button Values' has no '${excerpt(wrong)}'`, SHAPE);
	}
	return [given.button ?? []].flat();
}

/** An entry with its position: a value alone stands at its place in the list. */
function rowOf(
	context: ItemForm,
	entry: unknown,
	index: number,
): { position: unknown; value: unknown } {
	if (!isObject(entry)) return { position: index + 1, value: entry };
	const { position = 1, value, ...others } = entry;
	const [wrong] = Object.keys(others);
	if (wrong === undefined) return { position, value };
	throw invalidParameter(
		context,
		`'Button Values > ${index + 1}' has no '${excerpt(wrong)}'`,
		SHAPE,
	);
}

/** The buttons with their values, each at its position; undefined when there are none. */
export function buttonsOf(context: ItemForm): Button[] | undefined {
	const buttons: Button[] = [];
	for (const [index, entry] of buttonEntries(context).entries()) {
		if (entry === null) continue;
		const { position, value } = rowOf(context, entry, index);
		const counted = id(position);
		if (counted === null || counted > MOST_BUTTONS) {
			throw invalidParameter(
				context,
				`'${excerpt(position)}' is no position of a button`,
				`Buttons are counted from 1 to ${MOST_BUTTONS}`,
			);
		}
		const place = counted - 1;
		if (buttons[place]) {
			throw invalidParameter(
				context,
				`There are two values for button ${counted}`,
				"Set 'Position' of each row to the button of the template that it belongs to",
			);
		}
		buttons[place] = { params: [valueAsText(context, `Button Values > ${place + 1}`, value)] };
	}
	return buttons.length > 0 ? Array.from(buttons, (button) => button ?? null) : undefined;
}
