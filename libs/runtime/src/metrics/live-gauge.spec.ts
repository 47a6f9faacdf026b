import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { addLiveGauges } from './live-gauge.js';

/** A registry with two gauges of one reading, and how often that was asked for. */
function gauges(read: () => Promise<{ value: number }>): { registry: Registry; readings: () => number } {
  const registry = new Registry();
  let readings = 0;
  const counted = (): Promise<{ value: number }> => {
    readings += 1;
    return read();
  };
  addLiveGauges(registry, counted, [
    { name: 'once', help: 'The value.', of: ({ value }) => value },
    { name: 'twice', help: 'Twice the value.', of: ({ value }) => 2 * value },
  ]);
  return { registry, readings: () => readings };
}

/** The lines of a scrape that are samples. */
async function samples(registry: Registry): Promise<string[]> {
  return (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

describe('live gauges', () => {
  it('are read anew at every scrape, together', async () => {
    let value = 1;
    const { registry, readings } = gauges(async () => ({ value }));
    expect(await samples(registry)).toEqual(['once 1', 'twice 2']);
    value = 5;
    expect(await samples(registry)).toEqual(['once 5', 'twice 10']);
    expect(readings()).toBe(2);
  });

  it('are absent while they cannot be read, and come back', async () => {
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

  it('keep no scrape waiting, and a reading that hangs is not made twice', async () => {
    const hanging = Promise.withResolvers<{ value: number }>();
    const { registry, readings } = gauges(() => hanging.promise);
    const begun = performance.now();
    expect(await samples(registry)).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(4_000);
    expect(await samples(registry)).toEqual([]);
    expect(readings()).toBe(1);
    hanging.resolve({ value: 7 });
    expect(await samples(registry)).toEqual(['once 7', 'twice 14']);
  });
});
