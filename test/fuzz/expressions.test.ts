/** No text holds n8n up while it is read, however long it is and whatever stands in it. */
import fc from 'fast-check';
import { trimmed, visible, wellFormed } from '../../nodes/Landbot/api/text';
import { expressionsOfPackage } from '../support/property/expressions.js';
import { isWithin } from '../support/property/processorTime.js';
import { holds } from '../support/property/holds.js';

/** How long nothing else of n8n may have to wait for one item, in milliseconds. Reading should take a hundredth of it. */
const MOST_MS = 100;

/** What a text may be long at most where the code looks at that first; everywhere else it may come from anybody. */
const LONGEST: Array<[file: string, characters: number]> = [
	['nodes/Landbot/parameters/phone.ts', 1000],
	['', 100_000],
];

/** Growing, so that what takes twice as long for each character is found before it never ends. */
const LENGTHS = [15, 20, 25, 30, 40, 80, 200, 1000, 10_000, 100_000];

/** Something that reads texts: an expression, or a function where it is put together from parts. */
interface Reader {
	file: string;
	written: string;
	read(text: string): unknown;
}

/** An expression as it stands in a source. */
function asReader(file: string, written: string): Reader {
	const end = written.lastIndexOf('/');
	const expression = new RegExp(written.slice(1, end), written.slice(end + 1));
	return { file, written, read: (text) => text.replace(expression, '') };
}

const sources = expressionsOfPackage();
const readers: Reader[] = [
	...sources.flatMap(({ file, written }) => written.map((one) => asReader(file, one))),
	...[trimmed, visible, wellFormed].map((read) => ({
		file: 'nodes/Landbot/api/text.ts',
		written: read.name,
		read,
	})),
];
const cases = readers.map((one) => [one.file, one.written, one] as const);

/** What a text for a reader is made of: what its expression names, and one of each kind. */
function partsFor({ written }: Reader): string[] {
	const named = written.match(/[\w ]{2,}|[^\\^$*+?()[\]|]/gu) ?? [];
	return [...new Set([...named, ...'a1 \n_.,-/:@<>{}"\u00e9\u200b', '\ud83d'])];
}

/** Whether a text of this form is read in no time, up to the longest one. */
function expectInTime(
	{ file, read }: Reader,
	{ start = '', repeated, end = '' }: { start?: string; repeated: string; end?: string },
): void {
	const [, longest] = LONGEST.find(([place]) => file.startsWith(place))!;
	for (const length of LENGTHS.filter((one) => one <= longest)) {
		const middle = repeated.repeat(Math.ceil(length / repeated.length)).slice(0, length);
		const inTime = isWithin(MOST_MS, () => void read(start + middle + end));
		expect([start, repeated, end, length, inTime]).toEqual([start, repeated, end, length, true]);
	}
}

it('has its expressions where they are looked at', () => {
	const made = sources.filter((one) => one.made > 0).map(({ file }) => file);
	// The second one holds nothing but the name of a placeholder.
	expect(made).toEqual(['nodes/Landbot/api/text.ts', 'nodes/Landbot/methods/templates.ts']);
});

it.each(cases)('reads what repeats itself in no time: %s %s', (_file, _written, reader) => {
	for (const repeated of partsFor(reader)) {
		for (const end of ['', 'x', '\n']) expectInTime(reader, { repeated, end });
	}
});

it.each(cases)('reads any text in no time: %s %s', async (_file, _written, reader) => {
	const part = fc.constantFrom(...partsFor(reader));
	const some = fc.array(part, { maxLength: 2 }).map((parts) => parts.join(''));
	const repeated = fc.tuple(part, some).map((parts) => parts.join(''));
	await holds(
		fc.property(some, repeated, some, (start, middle, end) =>
			expectInTime(reader, { start, repeated: middle, end }),
		),
		10,
	);
});
