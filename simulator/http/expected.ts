/** The answers that tests expect again and again. */
export const ok = { status: 200, body: { success: true } };
export const gone = { status: 204, body: '' };
export const unknown = { status: 404, body: { detail: 'Not found.' } };

/** A refusal with Landbot's field map: at least one text for each of exactly these keys. */
export const errors = (status: number, ...keys: string[]): object => ({
	status,
	body: {
		errors: Object.fromEntries(
			keys.map((key) => [key, expect.arrayContaining([expect.any(String)])]),
		),
	},
});
