import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { addLiveGauges } from './metrics.module.js';

/** A registry with two gauges of one `read`, and the number of its calls. */
function gauges(read: () => Promise<{ value: number }>): { registry: Registry; reads: () => number } {
  const registry = new Registry();
  let reads = 0;
  const counted = (): Promise<{ value: number }> => {
    reads += 1;
    return read();
  };
  addLiveGauges(registry, counted, [
    { name: 'once', help: 'The value.', value: ({ value }) => value },
    { name: 'twice', help: 'Twice the value.', value: ({ value }) => 2 * value },
  ]);
  return { registry, reads: () => reads };
}

/** The lines of a scrape that are samples. */
async function samples(registry: Registry): Promise<string[]> {
  return (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

describe('addLiveGauges', () => {
  it('reads once per scrape for all gauges', async () => {
    let value = 1;
    const { registry, reads } = gauges(async () => ({ value }));
    expect(await samples(registry)).toEqual(['once 1', 'twice 2']);
    value = 5;
    expect(await samples(registry)).toEqual(['once 5', 'twice 10']);
    expect(reads()).toBe(2);
  });

  it('omits the gauges while the read fails', async () => {
    let broken = false;
    const { registry } = gauges(async () => {
      if (broken) throw new Error('away');
      return { value: 3 };
    });
    expect(await samples(registry)).toEqual(['once 3', 'twice 6']);
    broken = true;
    expect(await samples(registry)).toEqual([]);
    broken = false;
    expect(await samples(registry)).toEqual(['once 3', 'twice 6']);
  });

  it('answers a scrape while a read hangs, and starts no second read', async () => {
    const hanging = Promise.withResolvers<{ value: number }>();
    const { registry, reads } = gauges(() => hanging.promise);
    const startedAt = performance.now();
    expect(await samples(registry)).toEqual([]);
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(await samples(registry)).toEqual([]);
    expect(reads()).toBe(1);
    hanging.resolve({ value: 7 });
    expect(await samples(registry)).toEqual(['once 7', 'twice 14']);
  });
});
