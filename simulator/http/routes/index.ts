import { channelRoutes } from './channels.ts';
import { customerRoutes } from './customers.ts';
import { fieldRoutes } from './fields.ts';
import { hookRoutes } from './hooks.ts';
import { messageRoutes } from './messages.ts';
import { stateRoutes } from './states.ts';

/** The documented operations of the Platform API. */
export const routes = [
	...channelRoutes,
	...hookRoutes,
	...customerRoutes,
	...stateRoutes,
	...messageRoutes,
	...fieldRoutes,
];
