import { LRUCache } from 'lru-cache';

/** For this long, in milliseconds, what was found may be found again, once it is asked for so often in that time. */
const KEPT_MS = 500;
const OFTEN = 20;
const MOST_BYTES = 8 * 2 ** 20;
/** What a list takes here besides its value, in bytes. */
const ENTRY_BYTES = 500;

interface Busy<Value> {
  asked: number;
  readonly found: { readonly value: Value; readonly at: number } | null;
}

/**
 * What is asked for so often that it need not be looked up every time. Whoever asks now and then always gets what is on
 * record; from the twentieth time in half a second on, what was on record within that half a second.
 */
export class BusyLists<Value extends object> {
  private readonly busy: LRUCache<string, Busy<Value>>;

  /**
   * @param bytesOf the memory that a value takes
   * @param now the process's own clock, in milliseconds
   */
  constructor(
    bytesOf: (value: Value) => number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.busy = new LRUCache({
      maxSize: MOST_BYTES,
      sizeCalculation: ({ found }) => ENTRY_BYTES + (found ? bytesOf(found.value) : 0),
      ttl: KEPT_MS,
      ttlResolution: 0,
      noUpdateTTL: true,
      perf: { now },
    });
  }

  /** What was found, and how many milliseconds ago; null where it has to be looked up. */
  find(key: string): { readonly value: Value; readonly agoMs: number } | null {
    const busy = this.busy.get(key);
    if (!busy) {
      this.busy.set(key, { asked: 1, found: null });
      return null;
    }
    busy.asked += 1;
    if (busy.asked <= OFTEN || !busy.found) return null;
    return { value: busy.found.value, agoMs: this.now() - busy.found.at };
  }

  /** Notes what was found, once it is asked for often; `at` is when it was looked up, by the same clock. */
  note(key: string, value: Value, at: number): void {
    const busy = this.busy.get(key);
    if (busy && busy.asked >= OFTEN) this.busy.set(key, { asked: busy.asked, found: { value, at } });
  }

  /** It is another now. */
  forget(key: string): void {
    this.busy.delete(key);
  }
}
