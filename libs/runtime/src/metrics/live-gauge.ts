import { setTimeout as delay } from 'node:timers/promises';
import { Gauge, type Registry } from 'prom-client';

/** One number of what is read. */
export interface LiveGauge<Reading> {
  /** With its unit at the end, as Prometheus has it. */
  readonly name: string;
  readonly help: string;
  of(reading: Reading): number;
}

/** A scrape waits no longer for a reading than this, in milliseconds; Prometheus itself gives up after 10 s. */
const PATIENCE_MS = 2_000;

/**
 * Adds gauges that are read together at every scrape. What cannot be read in time is absent from that scrape, since an
 * old value, or 0, would say something that nobody knows.
 */
export function addLiveGauges<Reading extends object>(
  registry: Registry,
  read: () => Promise<Reading>,
  gauges: readonly LiveGauge<Reading>[],
): void {
  let reading: Promise<Reading> | undefined;
  const current = (): Promise<Reading | undefined> => {
    // A reading that hangs is waited for again, and not made once more by every scrape.
    reading ??= read().finally(() => (reading = undefined));
    const late = delay(PATIENCE_MS, undefined, { ref: false });
    return Promise.race([reading, late]).catch(() => undefined);
  };
  for (const { name, help, of } of gauges) {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const value = await current();
        if (value === undefined) gauge.remove();
        else gauge.set(of(value));
      },
    });
  }
}
