import { setTimeout as delay } from 'node:timers/promises';
import { Gauge, type Registry } from 'prom-client';

/** A value that is read when somebody looks. */
export interface LiveValue {
  /** With its unit at the end, as Prometheus has it. */
  readonly name: string;
  readonly help: string;
  read(): Promise<number>;
}

/** A scrape waits no longer for a value than this, in milliseconds; Prometheus itself gives up after 10 s. */
const PATIENCE_MS = 2_000;

/**
 * Adds a gauge whose value is read at every scrape. One that cannot be read in time is absent from that scrape, since
 * an old value, or 0, would say something that nobody knows.
 */
export function addLiveGauge(registry: Registry, { name, help, read }: LiveValue): void {
  let reading: Promise<number> | undefined;
  registry.registerMetric(
    new Gauge({
      name,
      help,
      registers: [],
      async collect() {
        // A reading that hangs is waited for again, and not made once more by every scrape.
        reading ??= read().finally(() => (reading = undefined));
        const value = await Promise.race([reading, delay(PATIENCE_MS, undefined, { ref: false })]).catch(
          () => undefined,
        );
        if (value === undefined) this.remove();
        else this.set(value);
      },
    }),
  );
}
