import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { createBatchLoader } from './statements.js';

/** Creates a loader that doubles numbers and records its batches. */
function doubling(options?: { maxBatchSize?: number; delayMs?: number; inTurn?: boolean }) {
  const batches: (readonly number[])[] = [];
  const loader = createBatchLoader(async (numbers: readonly number[]) => {
    batches.push(numbers);
    await turn();
    if (numbers.includes(13)) throw new Error('unlucky');
    if (numbers.includes(22)) throw Object.assign(new Error('refused'), { code: '22021' });
    return numbers.map((number) => number * 2);
  }, options);
  return { batches, loader };
}

describe('createBatchLoader', () => {
  it('loads the keys of one turn of the event loop in one batch', async () => {
    const { batches, loader } = doubling();
    const values = Promise.all([1, 2, 2].map((number) => loader.load(number)));
    await expect(values).resolves.toEqual([2, 4, 4]);
    expect(batches).toEqual([[1, 2, 2]]);
  });

  it('does not cache values', async () => {
    const { batches, loader } = doubling();
    await loader.load(1);
    await loader.load(1);
    expect(batches).toEqual([[1], [1]]);
  });

  it('waits for further keys if it has a delay', async () => {
    const { batches, loader } = doubling({ delayMs: 20 });
    const first = loader.load(1);
    await turn();
    await Promise.all([first, loader.load(2)]);
    expect(batches).toEqual([[1, 2]]);
  });

  it('loads in turn, so that loads during a statement share the next one, after a failure too', async () => {
    const { batches, loader } = doubling({ inTurn: true });
    const failed = loader.load(13);
    // Two turns: the first statement is under way.
    await turn();
    await turn();
    const second = loader.load(1);
    await turn();
    const third = loader.load(2);
    await expect(failed).rejects.toThrow('unlucky');
    await expect(Promise.all([second, third])).resolves.toEqual([2, 4]);
    expect(batches).toEqual([[13], [1, 2]]);
  });

  it('splits keys into batches of the maximum size', async () => {
    const { batches, loader } = doubling({ maxBatchSize: 2 });
    const values = Promise.all([1, 2, 3, 4, 5].map((number) => loader.load(number)));
    await expect(values).resolves.toEqual([2, 4, 6, 8, 10]);
    expect(batches).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('fails only the load whose value PostgreSQL rejects', async () => {
    const { batches, loader } = doubling();
    const settled = await Promise.allSettled([1, 22, 3].map((number) => loader.load(number)));
    expect(settled).toEqual([
      { status: 'fulfilled', value: 2 },
      { status: 'rejected', reason: expect.objectContaining({ code: '22021' }) },
      { status: 'fulfilled', value: 6 },
    ]);
    expect(batches).toEqual([[1, 22, 3], [1], [22], [3]]);
  });

  it('fails every load of a batch, but no later one, for any other error', async () => {
    const { batches, loader } = doubling();
    const settled = await Promise.allSettled([loader.load(13), loader.load(1)]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(loader.load(4)).resolves.toBe(8);
    expect(batches).toEqual([[13, 1], [4]]);
  });
});
