import { sorted, texts, TOO_MANY, upTo, withCampaign } from '../support/campaign';
import { HURRIED_LIMIT, hurry } from '../support/hurry';

hurry();

it.each([
	['every second request is refused', { every: 2 }],
	['everything is refused for five seconds', { forMs: 500 }],
])('delivers everything once when %s', async (_, rule) => {
	await withCampaign(
		async ({ simulator, send, received }) => {
			simulator.addFault({ ...rule, ...TOO_MANY });
			const { error } = await send(texts(8));
			expect(error).toBeUndefined();
			expect(sorted(received().flat())).toEqual(upTo(8));
		},
		{ limit: HURRIED_LIMIT },
	)();
});
