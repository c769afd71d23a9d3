import { accessQuestions, burstQuestion, headerQuestion } from './access.mjs';
import { appQuestion } from './app.mjs';
import { contentQuestions } from './contents.mjs';
import { listQuestions } from './lists.mjs';
import { peopleQuestions } from './people.mjs';
import { undocumentedQuestions } from './undocumented.mjs';
import { fieldQuestions } from './writing/fields.mjs';
import { fieldTypeQuestions } from './writing/fieldTypes.mjs';
import { hookQuestions } from './writing/hooks.mjs';
import { sendQuestions } from './writing/sends.mjs';
import { stateQuestions } from './writing/states.mjs';

const ALL = [
	...accessQuestions,
	...listQuestions,
	...peopleQuestions,
	...contentQuestions,
	...undocumentedQuestions,
	appQuestion,
	...fieldQuestions,
	...fieldTypeQuestions,
	// before there are message hooks of ours, to which Landbot would deliver what is sent
	...sendQuestions,
	...hookQuestions,
	...stateQuestions,
	headerQuestion,
];

/**
 * The questions that may be asked, in their order: a later one may use what an earlier one has made.
 * @param {{ write: boolean, send: boolean, ask: boolean, rateLimit: boolean }} allowed
 */
export const questionsFor = ({ write, send, ask, rateLimit }) => [
	...ALL.filter(
		({ writes, sends, asksPerson }) =>
			(write || !writes) && (send || !sends) && (ask || !asksPerson),
	),
	...(rateLimit ? [burstQuestion] : []),
];
