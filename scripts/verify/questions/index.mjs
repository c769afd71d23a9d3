import { accessQuestions, burstQuestion, headerQuestion } from './access.mjs';
import { contentQuestions } from './contents.mjs';
import { fieldQuestions } from './fields.mjs';
import { fieldTypeQuestions } from './fieldTypes.mjs';
import { hookQuestions } from './hooks.mjs';
import { listQuestions } from './lists.mjs';
import { peopleQuestions } from './people.mjs';
import { stateQuestions } from './states.mjs';

const ALL = [
	...accessQuestions,
	...listQuestions,
	...peopleQuestions,
	...contentQuestions,
	...fieldQuestions,
	...fieldTypeQuestions,
	...hookQuestions,
	...stateQuestions,
	headerQuestion,
];

/**
 * The questions that may be asked, in their order: a later one may use what an earlier one has made.
 * @param {{ write: boolean, rateLimit: boolean }} allowed
 */
export const questionsFor = ({ write, rateLimit }) => [
	...ALL.filter(({ writes }) => write || !writes),
	...(rateLimit ? [burstQuestion] : []),
];
