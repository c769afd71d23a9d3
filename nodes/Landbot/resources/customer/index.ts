import { defineResource } from '../operation';
import { archive } from './archive';
import { assignToAgent } from './assignToAgent';
import { assignToBot } from './assignToBot';
import { assignToMe } from './assignToMe';
import { block } from './block';
import { deleteCustomer } from './deleteCustomer';
import { get } from './get';
import { getAll } from './getAll';
import { optOut } from './optOut';
import { resumeFlow } from './resumeFlow';
import { unarchive } from './unarchive';
import { unassign } from './unassign';
import { unblock } from './unblock';

export const customerResource = defineResource('Customer', 'customer', {
	default: 'get',
	operations: [
		archive,
		assignToAgent,
		assignToBot,
		assignToMe,
		block,
		deleteCustomer,
		get,
		getAll,
		optOut,
		resumeFlow,
		unarchive,
		unassign,
		unblock,
	],
});
