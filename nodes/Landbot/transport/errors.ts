import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { LandbotFailure, mayHaveArrived, type Asked, type Failure } from './failure';

interface Explanation {
	/** What happened, in the words of the person in front of the node. */
	message: string;
	/** What to do about it. */
	advice: string;
}

/** Added where a message may have been delivered although no usable answer came. */
const PERHAPS_SENT =
	'The message may have been delivered: look into the conversation before sending it again';

/** What each documented status means to the person in front of the node. Source: Landbot's errors guide. */
const EXPLANATIONS: Record<number, Explanation> = {
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
		message: 'Landbot asks for payment',
		advice:
			'Check the plan and the invoices of the workspace: API access and message hooks need a paid plan',
	},
	403: {
		message: 'The agent behind the token has no permission for {subject}',
		advice:
			'The token has the permissions of one agent. Give that agent access in Landbot, or use the token of another agent',
	},
	404: {
		message: 'Landbot does not know {subject}',
		advice: 'Check that the ID is right and belongs to the workspace of the token',
	},
	405: {
		message: 'Landbot does not offer this operation any more',
		advice: 'Look for a newer version of this node',
	},
	412: {
		message: 'The state of {subject} does not allow this',
		advice: [
			'Possible causes: the 24-hour window of WhatsApp is closed (send a template instead)',
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
		message: 'Landbot does not accept one of the values for {subject}',
		advice: 'Correct what Landbot names here',
	},
	429: {
		message: 'Landbot is receiving too many requests with this token',
		advice:
			'The node has already waited and tried {tries} times. Landbot allows 10 requests per second for everything that uses the token: let other programs pause, or try again later',
	},
};

const WRONG_ADDRESS: Explanation = {
	message: 'There is no Landbot at this address',
	advice: "Check the 'Base URL' of the credential. Landbot's own is https://api.landbot.io/v1",
};
const REDIRECTED: Explanation = {
	message: "The 'Base URL' of the credential leads to another address",
	advice: "Open the credential and set 'Base URL' to the address that it ends up at",
};
const UNDOCUMENTED: Explanation = {
	message: 'Landbot refused this for a reason that its documentation does not explain',
	advice: "Read Landbot's own words here, and look for a newer version of this node",
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
	advice: "Try again later, or allow more time with the option 'Timeout'",
};

const UNTRUSTED: Explanation = {
	message: "The certificate of Landbot's address is not trusted",
	advice:
		"Check the 'Base URL' of the credential. Behind a proxy with a certificate of its own, let the n8n server trust it",
};

/** The network's codes that have an explanation of their own; every other one is a lost connection. */
const NETWORK: Array<[RegExp, Explanation]> = [
	[/REFUSED|NOTFOUND|EAI_AGAIN|UNREACH/, UNREACHABLE],
	[/TIMEDOUT|ECONNABORTED/, TIMED_OUT],
	[/CERT|SSL|TLS/, UNTRUSTED],
];

function explanationOf({ status, code }: Failure, subject?: string): Explanation {
	if (status === undefined) {
		return NETWORK.find(([pattern]) => pattern.test(code ?? ''))?.[1] ?? CUT_OFF;
	}
	if (status >= 500) return DOWN;
	if (status < 300) return UNREADABLE;
	if (status < 400) return REDIRECTED;
	if (status === 404 && !subject) return WRONG_ADDRESS;
	return EXPLANATIONS[status] ?? UNDOCUMENTED;
}

/** Whom or what a path of the API is about, first match wins; `$1` is its ID. */
const SUBJECTS: Array<[RegExp, string]> = [
	[/^\/channels\/\d+\/message_hooks\/(\d+)/, 'message hook $1'],
	[/^\/customers\/(\d+)\/fields\/(\w+)/, "customer $1 or the field '$2'"],
	[/^\/customers\/(\d+)\/assign_bot\/(\d+)/, 'customer $1 or bot $2'],
	[/^\/customers\/(\d+)\/assign\/(\d+)/, 'customer $1 or agent $2'],
	[/^\/customers\/(\d+)/, 'customer $1'],
	[/^\/channels\/(\d+)/, 'channel $1'],
];

/** Whom or what a path is about, such as `customer 473500001`; undefined for a list. */
function subjectOf(path: string): string | undefined {
	for (const [pattern, name] of SUBJECTS) {
		const match = pattern.exec(path);
		if (match) return name.replace(/\$(\d)/g, (_, group: string) => match[Number(group)]);
	}
	return undefined;
}

/** How much of an answer that is not Landbot's JSON is shown, in characters. */
const EXCERPT = 200;

/**
 * Landbot's own words: every entry of the `errors` map as `field: text`, else `detail`, else the start of whatever
 * text came. Empty when nothing was said.
 */
function ownWords(body: unknown): string {
	if (typeof body === 'string') {
		const text = body.replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/gi, ' ').replace(/\s+/g, ' ');
		return text.trim().slice(0, EXCERPT);
	}
	const { errors, error, detail } = (body ?? {}) as Record<string, unknown>;
	if (typeof errors === 'object' && errors !== null) {
		return Object.entries(errors)
			.map(([field, texts]) => `${field}: ${[texts].flat().join(', ')}`)
			.join('; ');
	}
	return [errors, detail, error].filter((text) => typeof text === 'string').join('; ');
}

const sentences = (parts: string[]): string =>
	parts
		.filter((part) => part !== '')
		.map((part) => part.replace(/\.$/, ''))
		.join('. ');

/**
 * What happened and what to do about it, for the person in front of the node: with `progress`, a sentence about the
 * other items, and Landbot's own words. Never holds the token.
 */
export function explain(
	failure: Failure,
	{ method, path, token }: Asked,
	tries: number,
	progress = '',
): { message: string; description: string } {
	const subject = subjectOf(path);
	const { message, advice } = explanationOf(failure, subject);
	const words = ownWords(failure.body);
	const description = sentences([
		advice.replace('{tries}', String(tries)),
		mayHaveArrived(method, failure) ? PERHAPS_SENT : '',
		progress,
		words && `Landbot says: ${words}`,
	]);
	return {
		message: message.replace('{subject}', subject ?? 'this request'),
		description: description.split(token).join('(token)'),
	};
}

/**
 * What went wrong as n8n shows it, for the item with this index. Whatever is no failure of Landbot keeps its own
 * message. `progress` is a sentence about the other items.
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
	progress = '',
): NodeApiError | NodeOperationError {
	if (!(error instanceof LandbotFailure)) {
		const { message, description } = error as NodeOperationError;
		return new NodeOperationError(node, message, {
			itemIndex,
			description: sentences([description ?? '', progress]),
		});
	}
	const { failure, asked, tries } = error;
	// From an empty response: n8n would let texts of the real one win over these, and store its headers.
	return new NodeApiError(
		node,
		{},
		{
			...explain(failure, asked, tries, progress),
			httpCode: String(failure.status ?? 'none'),
			itemIndex,
		},
	);
}
