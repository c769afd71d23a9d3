import { LANDBOT } from '../credential';
import { fill } from '../endpoints';
import {
	type Failure,
	isErrorBody,
	neverSent,
	refusedForCode,
	type SentRequest,
	CERTIFICATE_CODE,
} from './apiError';
import type { Explanation } from './byEndpoint';
import { type Impostor, LOGIN_FIRST } from './impostor';

/** Every status that Landbot documents. Source: Landbot's errors guide. */
const STATUSES: Record<number, Explanation> = {
	400: {
		message: 'Landbot could not read the request',
		advice: 'Look for unusual characters in the values of this item',
	},
	401: {
		message: 'Landbot does not accept the API token',
		advice:
			'Open the credential and paste the token again. Landbot shows it under Settings > Account of the agent it belongs to',
	},
	402: {
		message: 'Landbot does not serve this workspace until its plan or billing is in order',
		advice:
			'Check the plan and the invoices of the workspace: API access and message hooks need a paid plan',
	},
	403: {
		message: 'The agent who owns the token may not do this{about}',
		advice:
			'The token has the permissions of one agent. Give that agent access in Landbot, or use the token of another agent',
	},
	404: {
		message: 'Landbot does not know {subject}',
		advice: 'Check that the ID is right and belongs to the workspace of the token',
	},
	405: {
		message: 'Landbot does not offer this operation at this address',
		advice: "Check the 'Base URL' of the credential, and look for a newer version of this node",
	},
	412: {
		message: 'Landbot cannot do this{about} at the moment',
		advice: [
			'Usual causes: the 24-hour window of WhatsApp is closed (send a template instead)',
			'the customer has not opted in',
			'the customer is blocked',
			'the channel is inactive',
			'the conversation is assigned to another agent',
		].join('; '),
	},
	413: {
		message: 'This is too large for Landbot',
		advice: 'Shorten the text, or split it over several messages',
	},
	422: {
		message: 'Landbot does not accept a value that was sent{about}',
		advice: 'Check the fields of this item',
	},
	429: {
		message: 'Too many requests reach Landbot with this token',
		advice:
			'The node has already waited and tried {tries} times. Landbot allows 10 requests per second for everything that uses the token: let other programs pause, or try again later',
	},
};

/** Added to 402 and 403 where message hooks are concerned. Source: the notes on plans of Landbot's integrations. */
export const HOOKS_NEED_A_PLAN =
	'Message hooks, which triggers need, are part of the plans Professional and Business';

const REFUSED: Explanation = {
	message: 'Landbot refused this',
	advice: 'If you cannot tell why, look for a newer version of this node',
};
const WRONG_ADDRESS: Explanation = {
	message: 'There is no Landbot at this address',
	advice: `Check the 'Base URL' of the credential. Landbot's own is ${LANDBOT}`,
};
const REDIRECTED: Explanation = {
	message: "The 'Base URL' of the credential leads to another address",
	advice: "Open the credential and set 'Base URL' to the final address",
};
const DOWN: Explanation = {
	message: 'Landbot cannot answer at the moment',
	advice: 'Try again later',
};
const UNREADABLE: Explanation = {
	message: 'The answer did not come from Landbot, or arrived incomplete',
	advice: "Check the 'Base URL' of the credential: a proxy or firewall may answer in its place",
};
const UNREACHABLE: Explanation = {
	message: 'Landbot cannot be reached',
	advice: "Check the 'Base URL' of the credential and the network of the n8n server",
};
const CUT_OFF: Explanation = {
	message: 'The connection to Landbot was lost',
	advice: 'Try again later',
};
const TIMED_OUT: Explanation = {
	message: 'Landbot did not answer in time',
	advice: "Try again later, or allow more time under 'Request Options > Timeout'",
};
/** n8n takes an execution for cancelled that ends with this word, and for failed otherwise. */
export const CANCELED = 'The execution was canceled';
const ABORTED: Explanation = { message: CANCELED, advice: '' };
const UNTRUSTED: Explanation = {
	message: "The certificate of Landbot's address is not trusted",
	advice:
		"Check the 'Base URL' of the credential. If your company uses a proxy with its own certificate, ask the administrator of n8n to trust it",
};

const LOGIN: Explanation = {
	message: 'The proxy or network of the n8n server asks for a login',
	advice:
		"Check 'Proxy' under 'Request Options', or ask the administrator of n8n to set up the way to the internet",
};
const THROTTLED: Explanation = {
	message: 'A proxy or firewall before Landbot does not let so many requests through',
	advice:
		'The node has already waited and tried {tries} times. Try again later, or ask whoever runs the network of the n8n server',
};

const CODE: Explanation = {
	message: 'A firewall took a value of this item for an attack',
	advice: "Landbot's own firewall refuses #{: remove it from the values",
};

/** What it means when something answers in Landbot's place. */
const IMPOSTORS: Record<Impostor, Explanation> = {
	challenge: {
		message: 'A bot protection stopped the request before it reached Landbot',
		advice:
			"It wants to see a browser, and n8n is none. Whoever runs the address in 'Base URL', or the network of the n8n server, must let n8n through",
	},
	proxy: {
		message: 'The proxy of the network does not let the request through to Landbot',
		advice: "Ask the administrator of the network to allow the address in 'Base URL' for n8n",
	},
	firewall: {
		message: 'A firewall or proxy answered in place of Landbot, and refused the request',
		advice: [
			"Check the 'Base URL' of the credential",
			'where every item is refused, ask the administrator of the network to let n8n through',
			'where only this one is, look for code in its values, which firewalls take for an attack',
		].join('; '),
	},
	stranger: WRONG_ADDRESS,
};

/** The network's codes that have an explanation of their own; every other one is a lost connection. */
const NETWORK: Array<[RegExp, Explanation]> = [
	[CERTIFICATE_CODE, UNTRUSTED],
	[/REFUSED|NOTFOUND|EAI_AGAIN|UNREACH|EPROTO|SSL|TLS/, UNREACHABLE],
	[/TIMEDOUT|ECONNABORTED/, TIMED_OUT],
	[/ERR_CANCELED/, ABORTED],
];

/** Whom or what a request is about, such as `customer 473500001`; undefined for a list. */
export const subjectOf = ({ endpoint: { about }, values }: SentRequest): string | undefined =>
	about && fill(about, values);

/** What a status means for this request in particular. */
function ownExplanation(status: number, { endpoint, values }: SentRequest) {
	const own = endpoint.explanations?.[status];
	return typeof own === 'function' ? own(values) : own;
}

/** What a failure means. */
export function explanationOf(failure: Failure, request: SentRequest): Explanation {
	const { status, code, body, impostor } = failure;
	if (status === undefined) {
		if (neverSent(failure) && !CERTIFICATE_CODE.test(code ?? '')) return UNREACHABLE;
		return NETWORK.find(([pattern]) => pattern.test(code ?? ''))?.[1] ?? CUT_OFF;
	}
	if (LOGIN_FIRST.includes(status)) return LOGIN;
	if (refusedForCode(failure, request)) return CODE;
	if (impostor) return status === 429 ? THROTTLED : IMPOSTORS[impostor];
	if (status >= 500) return DOWN;
	if (status < 300) return isErrorBody(body) ? REFUSED : UNREADABLE;
	if (status < 400) return REDIRECTED;
	if (status === 404 && !request.endpoint.about) return WRONG_ADDRESS;
	return ownExplanation(status, request) ?? STATUSES[status] ?? REFUSED;
}
