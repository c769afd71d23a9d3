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
	/** Whether name, email, phone and avatar are fields: they stand in `custom_fields`, and PUT and DELETE change the customer. */
	builtInFields: boolean;
	/** Whether customers of a web channel carry `country` and the `url` of their page, as message hooks do. */
	webKeysInAnswers: boolean;
	/** Keys of a transcript entry: with author, uuid and content, or just type, text and time. */
	transcriptKeys: 'all' | 'documented';
	/** Where a template says its language: an entry per language, a list, translations, or nowhere. */
	templateLanguageKey: 'language' | 'languages' | 'translations' | 'none';
	/** Whether PUT creates a field that the customer does not have. */
	putCreatesField: boolean;
	/** POST of a field that exists. */
	postExistingField: 'conflict422' | 'conflict409' | 'overwrite';
	/** Whether a PUT of a field needs a `type`; a POST always does. */
	fieldTypeRequired: boolean;
	/** Whether a field of the type `object` takes its JSON as a text, too. */
	objectAsText: boolean;
	/** Unassign of a customer whom another agent holds. */
	unassignForeign: 412 | 'ok';
	/** Assign to an agent whom the workspace does not have. */
	unknownAgent: 404 | 422;
	/** Whether a send asks for an assignment: never, not to another agent, or to the token's agent. */
	sendNeedsAssignment: 'never' | 'notForeign' | 'own';
	/** Whether a send makes the customer the sender's, as one capture suggests. */
	sendAssigns: boolean;
	/** A send to a blocked customer or over an inactive channel. */
	unreachableStatus: 412 | 403;
	/** Whether a second delete answers 404 or 204 again. */
	repeatDelete404: boolean;
	/** Whether any letter case of the word Token is accepted in the Authorization header. */
	tokenWordAnyCase: boolean;
	/** Whether a firewall answers 403 with a page, in Landbot's place, to every body with `#{`. */
	firewall: boolean;
	/** Whether arrivals that the rate limit refuses count for the limit too. */
	countRefused: boolean;
	/** Seconds for a Retry-After header on 429; Landbot documents none. */
	retryAfter: number | null;
	/**
	 * Where an assign event keeps its action and its agent: in `_raw`; there with the agent as `message`; beside the type;
	 * or the action in both places and the agent as `_raw.message`.
	 */
	eventLayout: 'raw' | 'rawMessage' | 'message' | 'both';
	/** Where a media message keeps its URL. */
	mediaUrlIn: 'data' | 'raw';
	/** Whether media without a caption have an empty one, or none. */
	emptyCaptions: boolean;
	/** Where a location keeps its address. */
	addressIn: 'raw' | 'data';
	/** How message hooks carry fields that are lists or objects: as Python writes them, or as they are. */
	objectsInHooks: 'python' | 'json';
	/** The lists of agents and bots, and whom a token belongs to, which Landbot has and does not document. */
	undocumented: 'there' | 401 | 403 | 404 | 'html';
	/** Whether a hook that answered 4xx is tried again. */
	retryHookOn4xx: boolean;
	/** Milliseconds a hook's receiver has to answer. */
	hookTimeoutMs: number;
	/** Milliseconds between what happens and its first delivery; recorded were 230 to 690. */
	hookDelayMs: number;
	/** Of how many deliveries one comes as late as if a first attempt had failed; 0 for none. */
	hookLateEvery: number;
	/** Milliseconds by which assign events come later than messages; recorded was 5.4 s. */
	hookEventDelayMs: number;
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
	builtInFields: true,
	webKeysInAnswers: true,
	transcriptKeys: 'all',
	templateLanguageKey: 'language',
	putCreatesField: true,
	postExistingField: 'conflict422',
	fieldTypeRequired: false,
	objectAsText: false,
	unassignForeign: 412,
	unknownAgent: 404,
	sendNeedsAssignment: 'never',
	sendAssigns: false,
	unreachableStatus: 412,
	repeatDelete404: true,
	tokenWordAnyCase: true,
	firewall: true,
	countRefused: false,
	retryAfter: null,
	eventLayout: 'raw',
	mediaUrlIn: 'data',
	emptyCaptions: true,
	addressIn: 'raw',
	objectsInHooks: 'python',
	undocumented: 'there',
	retryHookOn4xx: true,
	hookTimeoutMs: 30_000,
	hookDelayMs: 0,
	hookLateEvery: 0,
	hookEventDelayMs: 0,
	hookJitterMs: 0,
	hookReplays: 0,
};
