import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';

/** Clock ticks per second that Linux counts processor time in. */
const TICKS_PER_SECOND = 100;

/** Whether this machine tells what a process uses: Linux does, in /proc. */
export const canMeasure = existsSync('/proc/self/stat');

/** @param {number} pid @returns {Promise<number>} Processor time that the process has used so far, in milliseconds. */
export async function processorMs(pid) {
	const text = await readFile(`/proc/${pid}/stat`, 'utf8');
	// the name of the command, in brackets, may hold blanks
	const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
	return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

/** Starts counting the peak memory of a process anew. @param {number} pid */
export const resetPeak = (pid) => writeFile(`/proc/${pid}/clear_refs`, '5');

/** @param {number} pid @returns {Promise<{ nowMb: number, peakMb: number }>} Memory of the process, and the most since `resetPeak`. */
export async function memoryMb(pid) {
	const text = await readFile(`/proc/${pid}/status`, 'utf8');
	const read = (/** @type {string} */ name) =>
		Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1]) / 1024;
	return { nowMb: read('VmRSS'), peakMb: read('VmHWM') };
}
