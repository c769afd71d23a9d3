/** Memory of a process that cannot grow: every entry is forgotten after its time, the oldest ones first where there are too many. */
export class ExpiringMap<Key, Value> {
	/** Oldest first. */
	private readonly entries = new Map<Key, { value: Value; until: number }>();

	/**
	 * `lifetimeMs` is how long an entry is kept after it was set last, `most` how many there may be; `now` gives
	 * milliseconds that only go forward.
	 */
	constructor(
		private readonly lifetimeMs: number,
		private readonly most = Infinity,
		private readonly now = () => performance.now(),
	) {}

	get(key: Key): Value | undefined {
		const entry = this.entries.get(key);
		return entry && entry.until > this.now() ? entry.value : undefined;
	}

	set(key: Key, value: Value): void {
		const now = this.now();
		this.entries.delete(key);
		for (const [other, { until }] of this.entries) {
			if (this.entries.size < this.most && until > now) break;
			this.entries.delete(other);
		}
		this.entries.set(key, { value, until: now + this.lifetimeMs });
	}

	/** What is still known, oldest first. */
	values(): Value[] {
		const now = this.now();
		return [...this.entries.values()].filter(({ until }) => until > now).map(({ value }) => value);
	}
}
