import type { Latency, Pace } from './control.ts';
import type { Switches } from './switches.ts';

/**
 * How fast Landbot is. In recorded traffic it took 0.95 to 1.35 s to answer, half of which is taken for the way there. What
 * had been sent came back on a message hook 0.3 s after the answer, one of eight 5 s later than that.
 */
export const PACES: Record<
	Pace,
	{ latency?: Latency; hooks: Pick<Switches, 'hookDelayMs' | 'hookLateEvery'> }
> = {
	atOnce: { hooks: { hookDelayMs: 0, hookLateEvery: 0 } },
	recorded: {
		latency: { medianMs: 1100, sigma: 0.15 },
		hooks: { hookDelayMs: 550 + 300, hookLateEvery: 8 },
	},
};
