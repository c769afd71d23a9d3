/**
 * What nobody has checked against a live Landbot account yet. Each switch is one open question, its
 * first value the more probable answer and the default.
 */
export interface Switches {
	/** Status of a created message hook or field. */
	createStatus: 201 | 200;
	/** Body of archive, block, assign, send_text and the like: documented as none, observed as success. */
	stateChangeBody: 'success' | 'empty';
	/** A GET on a path without its final slash: refused or redirected. Writes are always refused. */
	missingSlash: 404 | 301;
	/** Shape of 404 and 405: the framework's `detail`, Landbot's field map, or a page of the edge. */
	notFoundBody: 'detail' | 'errors' | 'html';
	/** `limit` outside 0 to 100 or a negative `offset`: refused, or taken as the nearest allowed value. */
	limitOutOfRange: 422 | 'clamp';
	/** `total` of a list: right, absent, or stale (counting 7 that are gone). */
	totalInLists: 'right' | 'missing' | 'wrong';
	/** Whether the list of message hooks knows `limit`, `offset` and `total`. */
	hooksPaged: boolean;
	/** Order of GET /customers/: by ID up or down, or the latest conversation first (moves during a walk). */
	customerSort: 'oldest' | 'newest' | 'lastMessage';
	/** `archived=true` lists only archived customers, or archived ones besides the others. */
	archivedFilter: 'only' | 'include';
	/** `search_by=phone` compares with the stored digits as typed, or forgives `+` and blanks. */
	phoneSearch: 'exact' | 'digits';
	/** Which keys a customer has: all that were seen once, or only those the documentation names. */
	customerKeys: 'all' | 'documented';
	/** Whether customers carry `phone` at top level, or only inside `custom_fields`. */
	phoneAtTopLevel: boolean;
	/** Keys of a transcript entry: with author, uuid and content, or just type, text and time. */
	transcriptKeys: 'all' | 'documented';
	/** Where a template says its language: an entry per language, a list, translations, or nowhere. */
	templateLanguageKey: 'language' | 'languages' | 'translations' | 'none';
	/** Whether PUT creates a field that the customer does not have. */
	putCreatesField: boolean;
	/** POST of a field that exists. */
	postExistingField: 'conflict422' | 'conflict409' | 'overwrite';
	/** Whether the body of a field needs a `type`. */
	fieldTypeRequired: boolean;
	/** Unassign of a customer whom another agent holds. */
	unassignForeign: 412 | 'ok';
	/** Assign to an agent whom the workspace does not have. */
	unknownAgent: 404 | 422;
	/** Whether a send asks for an assignment: never, not to another agent, or to the token's agent. */
	sendNeedsAssignment: 'never' | 'notForeign' | 'own';
	/** A send to a blocked customer or over an inactive channel. */
	unreachableStatus: 412 | 403;
	/** Whether a second delete answers 404 or 204 again. */
	repeatDelete404: boolean;
	/** Whether any letter case of the word Token is accepted in the Authorization header. */
	tokenWordAnyCase: boolean;
	/** Whether arrivals that the rate limit refuses count for the limit too. */
	countRefused: boolean;
	/** Seconds for a Retry-After header on 429; Landbot documents none. */
	retryAfter: number | null;
	/** Where an assign event keeps its action and agent: everywhere, beside the type, or in `_raw`. */
	eventLayout: 'both' | 'message' | 'raw';
	/** Where a media message keeps its URL. */
	mediaUrlIn: 'data' | 'raw';
	/** The lists of agents and bots, and whom a token belongs to, which Landbot has and does not document. */
	undocumented: 'there' | 401 | 403 | 404 | 'html';
	/** Whether a hook that answered 4xx is tried again. */
	retryHookOn4xx: boolean;
	/** Milliseconds a hook's receiver has to answer. */
	hookTimeoutMs: number;
	/** Most milliseconds a delivery is held back at random, so that bursts arrive out of order. */
	hookJitterMs: number;
	/** How often a delivery is repeated although the receiver had accepted it. */
	hookReplays: number;
}

/** The simulator's answers when nobody chooses others. */
export const DEFAULT_SWITCHES: Switches = {
	createStatus: 201,
	stateChangeBody: 'success',
	missingSlash: 404,
	notFoundBody: 'detail',
	limitOutOfRange: 422,
	totalInLists: 'right',
	hooksPaged: true,
	customerSort: 'oldest',
	archivedFilter: 'only',
	phoneSearch: 'exact',
	customerKeys: 'all',
	phoneAtTopLevel: true,
	transcriptKeys: 'all',
	templateLanguageKey: 'language',
	putCreatesField: true,
	postExistingField: 'conflict422',
	fieldTypeRequired: true,
	unassignForeign: 412,
	unknownAgent: 404,
	sendNeedsAssignment: 'never',
	unreachableStatus: 412,
	repeatDelete404: true,
	tokenWordAnyCase: true,
	countRefused: false,
	retryAfter: null,
	eventLayout: 'both',
	mediaUrlIn: 'data',
	undocumented: 'there',
	retryHookOn4xx: true,
	hookTimeoutMs: 30_000,
	hookJitterMs: 0,
	hookReplays: 0,
};
