import { channelResource } from './channel';
import { customerResource } from './customer';
import { customerFieldResource } from './customerField';
import { messageResource } from './message';
import { messageHookResource } from './messageHook';
import type { Resource } from './operation';
import { templateResource } from './template';

/** Everything that the node offers, in the order of the dropdown. */
export const resources: Resource[] = [
	channelResource,
	customerResource,
	customerFieldResource,
	messageResource,
	messageHookResource,
	templateResource,
];
