import type { IDataObject } from 'n8n-workflow';
import { ORDER_SHIPPED } from './people';
import type { Simulator } from '../../simulator/index.ts';

/** Values of a template, given as a list. */
export const list = (valueList: unknown): IDataObject => ({
	valuesFrom: 'list',
	valueList: valueList as string,
});

/** Values of a template, given as JSON. */
export const json = (templateParams: unknown): IDataObject => ({
	valuesFrom: 'json',
	templateParams: templateParams as string,
});

/** What a Landbot that lists only templates of our own has been asked to send. */
export const namedTemplates = (simulator: Simulator) => ({
	/** Lists these, one with named placeholders unless told, and takes every message. */
	listing(
		templates: unknown[] = [
			{
				id: ORDER_SHIPPED,
				name: 'pedido',
				language: 'es',
				text: 'Hola {{nombre}}, tu pedido {{pedido}}',
				params_number: 2,
			},
		],
	): void {
		const body = { success: true, templates };
		simulator.addFault({ path: 'templates/$', status: 200, body, times: 9 });
		simulator.addFault({ method: 'POST', status: 200, body: { success: true }, times: 9 });
	},
	...templatesSent(simulator),
});

/** The messages with a template that have arrived, and only their parameters. */
export function templatesSent(simulator: Simulator) {
	const sent = () => simulator.log.filter(({ method }) => method === 'POST');
	return {
		sent,
		paramsSent: () =>
			sent().map(({ body }) => (body as { template_params: IDataObject }).template_params),
	};
}
