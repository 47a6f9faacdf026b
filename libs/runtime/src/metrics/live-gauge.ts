import { setTimeout as delay } from 'node:timers/promises';
import { Gauge, type Registry } from 'prom-client';

/** A gauge that takes its value from data read at each scrape. */
export interface LiveGauge<Data> {
  /** Ends with the unit, as is usual with Prometheus. */
  readonly name: string;
  readonly help: string;
  value(data: Data): number;
}

/** How long a scrape waits for the data. Prometheus itself gives up after 10 s. */
const MAX_WAIT_MS = 2_000;

/** Adds gauges whose values come from one `read` per scrape. A scrape omits them if `read` fails or takes too long. */
export function addLiveGauges<Data extends object>(
  registry: Registry,
  read: () => Promise<Data>,
  gauges: readonly LiveGauge<Data>[],
): void {
  let pending: Promise<Data> | undefined;
  const readInTime = (): Promise<Data | undefined> => {
    // All gauges of a scrape share one read, and later scrapes wait for one that hangs.
    pending ??= read().finally(() => (pending = undefined));
    const timeout = delay(MAX_WAIT_MS, undefined, { ref: false });
    return Promise.race([pending, timeout]).catch(() => undefined);
  };
  for (const { name, help, value } of gauges) {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const data = await readInTime();
        if (data === undefined) gauge.remove();
        else gauge.set(value(data));
      },
    });
  }
}
