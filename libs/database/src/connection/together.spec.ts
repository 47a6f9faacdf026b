import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Together } from './together.js';

/** Answers each number with its double, and keeps what was asked together. */
function doubling(lingerMs?: number, most?: number) {
  const asked: (readonly number[])[] = [];
  const together = new Together(
    async (numbers: readonly number[]) => {
      asked.push(numbers);
      await new Promise((done) => setImmediate(done));
      if (numbers.includes(13)) throw new Error('unlucky');
      if (numbers.includes(22)) throw Object.assign(new Error('refused'), { code: '22021' });
      return (number: number) => number * 2;
    },
    lingerMs,
    most,
  );
  return { asked, together };
}

describe('Together', () => {
  it('answers at once what is asked in one turn, each with its own answer', async () => {
    const { asked, together } = doubling();
    await expect(Promise.all([1, 2, 2].map((number) => together.ask(number)))).resolves.toEqual([2, 4, 4]);
    expect(asked).toEqual([[1, 2, 2]]);
  });

  it('answers together what comes while an earlier question is under way', async () => {
    const { asked, together } = doubling();
    const first = together.ask(1);
    await turn();
    await Promise.all([first, together.ask(2), together.ask(3)]);
    expect(asked).toEqual([[1], [2, 3]]);
  });

  it('is idle before the first question, and as soon as the last has its answer', async () => {
    const { together } = doubling();
    expect(together.idle).toBe(true);
    const first = together.ask(1);
    expect(together.idle).toBe(false);
    await first;
    expect(together.idle).toBe(true);
  });

  it('waits for others where it is told to', async () => {
    const { asked, together } = doubling(20);
    const first = together.ask(1);
    await new Promise((done) => setImmediate(done));
    await Promise.all([first, together.ask(2)]);
    expect(asked).toEqual([[1, 2]]);
  });

  it('answers no more at once than it is told to, and nobody is left out', async () => {
    const { asked, together } = doubling(0, 2);
    await expect(Promise.all([1, 2, 3, 4, 5].map((number) => together.ask(number)))).resolves.toEqual([
      2, 4, 6, 8, 10,
    ]);
    expect(asked).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('fails only the question whose value is refused, and answers the others apart', async () => {
    const { asked, together } = doubling();
    const settled = await Promise.allSettled([1, 22, 3].map((number) => together.ask(number)));
    expect(settled).toEqual([
      { status: 'fulfilled', value: 2 },
      { status: 'rejected', reason: expect.objectContaining({ code: '22021' }) },
      { status: 'fulfilled', value: 6 },
    ]);
    expect(asked).toEqual([[1, 22, 3], [1], [22], [3]]);
    await expect(together.ask(4)).resolves.toBe(8);
  });

  it('fails those who asked together, and nobody later', async () => {
    const { together } = doubling();
    const [one, other] = await Promise.allSettled([together.ask(13), together.ask(1)]);
    expect([one.status, other.status]).toEqual(['rejected', 'rejected']);
    await expect(together.ask(4)).resolves.toBe(8);
  });
});
