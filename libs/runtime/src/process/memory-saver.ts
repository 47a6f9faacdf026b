import { constants, PerformanceObserver } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';

/** How often the process is looked at, in milliseconds; a look takes some 20 µs. */
const LOOK_MS = 100;
/** What is worth saving, in bytes. */
const STEP_BYTES = 12_000_000;
/** What so many full collections have not given back is in use. */
const MOST_COLLECTIONS = 4;

/** What is seen of a process, and done about it. */
export interface ProcessMemory {
  /** Resident memory, in bytes. */
  resident(): number;
  /** Has V8 collect in order to save memory, or as ever. */
  save(on: boolean): void;
  /** Calls back after each full collection, until the function that it returns is called. */
  onFullCollection(callback: () => void): () => void;
}

/** Node 20's V8 does not know this flag. Node 24's does, and reads it anew whenever it decides: it may change meanwhile. */
const isKnown = Number.parseInt(process.versions.node) >= 24;

const ours: ProcessMemory = {
  resident: () => process.memoryUsage.rss(),
  save(on) {
    if (isKnown) setFlagsFromString(on ? '--memory-saver-mode' : '--no-memory-saver-mode');
  },
  onFullCollection(callback) {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (isFull(entry)) callback();
      }
    });
    observer.observe({ entryTypes: ['gc'] });
    return () => observer.disconnect();
  },
};

function isFull(entry: object): boolean {
  const { detail } = entry as { readonly detail?: { readonly kind?: number } };
  return detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR;
}

/**
 * Keeps a process that has much to do near a size. V8 keeps the pages that its collections have emptied for as long as
 * there is work, so that a process stays as large as its worst second has made it. V8's memory saver gives them back; but
 * always on, it collects so often that charts take twice the CPU. Here it is on only while the process is larger than it
 * should be: until it has shrunk, or some full collections have shown that the memory is in use.
 */
export class MemorySaver {
  /** Where saving ended last: it may be worth it again once the process is a step larger. */
  private floor = 0;
  private saving: { readonly from: number; collections: number; readonly forget: () => void } | null = null;
  private readonly timer: NodeJS.Timeout;

  /** @param size resident memory in bytes, above which it is saved */
  constructor(
    private readonly size: number,
    private readonly memory: ProcessMemory = ours,
  ) {
    this.timer = setInterval(() => this.look(), LOOK_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.end();
  }

  private look(): void {
    const resident = this.memory.resident();
    if (!this.saving) {
      if (resident > Math.max(this.size, this.floor + STEP_BYTES)) this.begin(resident);
    } else if (resident <= this.saving.from - STEP_BYTES || this.saving.collections >= MOST_COLLECTIONS) {
      this.floor = resident;
      this.end();
    }
  }

  private begin(from: number): void {
    const forget = this.memory.onFullCollection(() => {
      if (this.saving) this.saving.collections += 1;
    });
    this.saving = { from, collections: 0, forget };
    this.memory.save(true);
  }

  private end(): void {
    if (!this.saving) return;
    this.saving.forget();
    this.saving = null;
    this.memory.save(false);
  }
}
