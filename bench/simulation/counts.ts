const DAY_SECONDS = 86_400;
const WINDOW_SECONDS = 30;

/** A count for every second of the day. */
class PerSecond {
  private readonly counts = new Float64Array(DAY_SECONDS);

  add(nowMs: number, count: number): void {
    const second = Math.floor(nowMs / 1_000);
    this.counts[second] = (this.counts[second] ?? 0) + count;
  }

  get sum(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  /** Returns for each second the sum of the 30 seconds that end with it. */
  windows(): Float64Array {
    let sum = 0;
    return this.counts.map((count, second) => {
      sum += count - (second >= WINDOW_SECONDS ? (this.counts[second - WINDOW_SECONDS] ?? 0) : 0);
      return sum;
    });
  }
}

/** Divides the values of a day into equal parts, and returns the highest of each. */
export function highest(values: Float64Array, parts: number): number[] {
  const length = values.length / parts;
  return Array.from({ length: parts }, (_, part) =>
    values.subarray(part * length, (part + 1) * length).reduce((most, value) => Math.max(most, value), 0),
  );
}

/** What is counted on a simulated day. */
export class DayCounts {
  /** Calls to Spotify. */
  readonly calls = new PerSecond();
  /** Rows that are inserted, updated or deleted. */
  readonly rows = new PerSecond();
  /** Waiting jobs at the end of each second. */
  readonly queued = new Float64Array(DAY_SECONDS);
  /** Seconds from due to recorded, of each listener. */
  private readonly delays: number[] = [];
  longestDelay = 0;
  /** The longest delay by the half hour in which listeners are due. */
  readonly longestDelays = new Float64Array(48);
  /** Attempts that failed. */
  failed = 0;
  /** Days that the retry policy gave up. */
  gaveUp = 0;
  /** Listeners who were recorded after their day had ended. */
  tooLate = 0;

  addRecording(dueMs: number, nowMs: number): void {
    const seconds = (nowMs - dueMs) / 1_000;
    this.delays.push(seconds);
    this.longestDelay = Math.max(this.longestDelay, seconds);
    const half = Math.floor(dueMs / 1_800_000);
    this.longestDelays[half] = Math.max(this.longestDelays[half] ?? 0, seconds);
  }

  /** The number of listeners who were recorded. */
  get recordings(): number {
    return this.delays.length;
  }

  /** The median time from due to recorded in seconds. */
  medianDelay(): number {
    return Float64Array.from(this.delays).sort()[Math.floor(this.delays.length / 2)] ?? NaN;
  }
}
