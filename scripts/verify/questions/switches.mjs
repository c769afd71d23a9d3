/**
 * The values to which the switches of the simulator can be turned, or a test of them. The type check compares this with
 * simulator/switches.ts; a switch that is removed there is removed here, with its questions.
 * @satisfies {{ [Name in keyof import('../../../simulator/switches.ts').Switches]?:
 *   import('../../../simulator/switches.ts').Switches[Name][] | ((value: unknown) => boolean) }}
 */
export const SWITCH_VALUES = {
	archivedFilter: ['only', 'include'],
	builtInFields: [true, false],
	createStatus: [201, 200],
	customerKeys: ['all', 'documented'],
	customerSort: ['oldest', 'newest', 'lastMessage'],
	fieldTypeRequired: [true, false],
	firewall: [true, false],
	hooksPaged: [true, false],
	limitOutOfRange: [422, 'clamp'],
	missingSlash: [404, 301],
	notFoundBody: ['detail', 'errors', 'html'],
	objectAsText: [true, false],
	phoneAtTopLevel: [true, false],
	phoneSearch: ['exact', 'digits'],
	postExistingField: ['conflict422', 'conflict409', 'overwrite'],
	putCreatesField: [true, false],
	repeatDelete404: [true, false],
	/** Seconds. */
	retryAfter: (value) => Number.isFinite(value),
	sendAssigns: [true, false],
	stateChangeBody: ['success', 'empty'],
	templateLanguageKey: ['language', 'languages', 'translations', 'none'],
	tokenWordAnyCase: [true, false],
	totalInLists: ['right', 'missing', 'wrong'],
	transcriptKeys: ['all', 'documented'],
	undocumented: ['there', 401, 403, 404, 'html'],
};
