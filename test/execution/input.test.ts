import type { IDataObject } from 'n8n-workflow';
import { byId, withLandbot } from '../support/landbot';
import { ANA } from '../support/people';

const { run } = withLandbot();

const ITEMS: IDataObject[] = [
	{ id: ANA, order: { number: 'A-1', parcels: [1, 2] }, fields: { plan: 'pro' } },
	{ id: 999, order: { number: 'A-2', parcels: [] }, fields: { plan: null } },
];

it.each([
	[{ resource: 'customer', operation: 'get' }],
	[{ resource: 'message', operation: 'sendText', text: '={{ $json.order.number }}' }],
	[
		{
			resource: 'customerField',
			operation: 'setMany',
			input: 'json',
			fieldsJson: '={{ $json.fields }}',
		},
	],
])('leaves the items that come in as they are: %j', async (parameters) => {
	const items = structuredClone(ITEMS);

	const { run: finished } = await run({ ...parameters, customer: byId('={{ $json.id }}') }, items, {
		onError: 'continueRegularOutput',
	});

	const [start] = finished.data.resultData.runData.Start;
	expect(start.data?.main[0]?.map(({ json }) => json)).toEqual(ITEMS);
	expect(items).toEqual(ITEMS);
});
