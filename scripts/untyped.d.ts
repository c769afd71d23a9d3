/** The parts that are used here of packages that come without types. */

declare module 'gulp' {
	type Task = () => unknown;
	export function src(
		globs: string[],
		options: { base: string; encoding: false },
	): NodeJS.ReadableStream;
	export function dest(folder: string): NodeJS.WritableStream;
	export function series(...tasks: Task[]): Task;
}

declare module '@n8n/scan-community-package/scanner/scanner.mjs' {
	export const SOURCE_FILE_PATTERNS: string[];
	export function analyzePackage(
		folder: string,
		patterns: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}
