/**
 * The values to which the switches of the simulator can be turned, or a test of them. The type check compares this with
 * simulator/switches.ts; a switch that is removed there is removed here, with its questions.
 * @satisfies {{ [Name in keyof import('../../../simulator/switches.ts').Switches]?:
 *   import('../../../simulator/switches.ts').Switches[Name][] | ((value: unknown) => boolean) }}
 */
export const SWITCH_VALUES = {
	archivedFilter: ['only', 'include'],
	createStatus: [201, 200],
	customerKeys: ['all', 'documented'],
	customerSort: ['oldest', 'newest', 'lastMessage'],
	fieldTypeRequired: [true, false],
	hooksPaged: [true, false],
	limitOutOfRange: [422, 'clamp'],
	missingSlash: [404, 301],
	notFoundBody: ['detail', 'errors', 'html'],
	phoneAtTopLevel: [true, false],
	phoneSearch: ['exact', 'digits'],
	postExistingField: ['conflict422', 'conflict409', 'overwrite'],
	putCreatesField: [true, false],
	repeatDelete404: [true, false],
	/** Seconds. */
	retryAfter: (value) => Number.isFinite(value),
	stateChangeBody: ['success', 'empty'],
	templateLanguageKey: ['language', 'languages', 'translations', 'none'],
	tokenWordAnyCase: [true, false],
	totalInLists: ['right', 'missing', 'wrong'],
	transcriptKeys: ['all', 'documented'],
};
