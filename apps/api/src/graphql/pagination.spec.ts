import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Page, pageOf, type Window, windowOf } from './pagination.js';

const ALL = { first: null, last: null, after: null, before: null };
const order = (item: number, cursor: number): number => item - cursor;
const page = (items: number[], window: Partial<Window<number>>): Page<number> =>
  pageOf(items, order, { ...ALL, ...window });

describe('pageOf 10 20 30 40 50', () => {
  it.each([
    [{}, [10, 20, 30, 40, 50], false, false],
    [{ first: 2 }, [10, 20], false, true],
    [{ first: 5 }, [10, 20, 30, 40, 50], false, false],
    [{ first: 2, after: 20 }, [30, 40], true, true],
    [{ first: 2, after: 30 }, [40, 50], true, false],
    [{ first: 2, after: 50 }, [], true, false],
    [{ last: 2 }, [40, 50], true, false],
    [{ last: 2, before: 40 }, [20, 30], true, true],
    [{ last: 2, before: 30 }, [10, 20], false, true],
    [{ last: 2, before: 10 }, [], false, true],
    [{ first: 3, last: 1 }, [30], true, true],
    [{ first: 1, last: 3 }, [10], false, true],
    [{ after: 10, before: 50 }, [20, 30, 40], true, true],
    [{ after: 40, before: 20 }, [], true, true],
    [{ first: 2, after: 25 }, [30, 40], true, true],
    [{ last: 2, before: 35 }, [20, 30], true, true],
    [{ first: 1, after: 5 }, [10], false, true],
    [{ last: 1, before: 99 }, [50], true, false],
  ])('selects with %j: %j', (window, items, hasPreviousPage, hasNextPage) => {
    expect(page([10, 20, 30, 40, 50], window)).toEqual({ items, hasPreviousPage, hasNextPage });
  });

  it('returns an empty page of an empty list', () => {
    expect(page([], { first: 3, after: 7 })).toEqual({
      items: [],
      hasPreviousPage: false,
      hasNextPage: false,
    });
  });
});

describe('pageOf any list', () => {
  const position = fc.integer({ min: 0, max: 30 });
  const list = fc.uniqueArray(position, { maxLength: 15 }).map((items) => items.toSorted((a, b) => a - b));
  const size = fc.integer({ min: 1, max: 8 });

  it('returns the items that are left after removing one by one', () => {
    const window = fc.record({
      first: fc.option(size),
      last: fc.option(size),
      after: fc.option(position),
      before: fc.option(position),
    });
    fc.assert(
      fc.property(list, window, (items, { first, last, after, before }) => {
        let left = items.filter(
          (item) => (after === null || item > after) && (before === null || item < before),
        );
        if (first !== null) left = left.filter((_, index) => index < first);
        if (last !== null) left = left.filter((_, index, { length }) => index >= length - last);
        const cut = pageOf(items, order, { first, last, after, before });
        expect(cut.items).toEqual(left);
        const [head, tail] = [left[0], left.at(-1)];
        if (head === undefined || tail === undefined) return;
        expect(cut.hasPreviousPage).toBe(items.some((item) => item < head));
        expect(cut.hasNextPage).toBe(items.some((item) => item > tail));
      }),
      { numRuns: 2_000 },
    );
  });

  it('visits every item once, forward and backward, while items are added at the front', () => {
    fc.assert(
      fc.property(list, size, (items, first) => {
        const forward: number[] = [];
        let rest = pageOf(items, order, { ...ALL, first });
        while (rest.items.length > 0) {
          forward.push(...rest.items);
          rest = pageOf([-1, ...items], order, { ...ALL, first, after: forward.at(-1) ?? null });
        }
        expect(forward).toEqual(items);
        const backward: number[] = [];
        rest = pageOf(items, order, { ...ALL, last: first });
        while (rest.items.length > 0) {
          backward.unshift(...rest.items);
          rest = pageOf(items, order, { ...ALL, last: first, before: backward[0] ?? null });
        }
        expect(backward).toEqual(items);
      }),
    );
  });
});

describe('windowOf', () => {
  it.each([
    [{}, { first: 20, last: null }],
    [{ after: 'x' }, { first: 20, last: null }],
    [{ before: 'x' }, { first: 20, last: null }],
    [{ first: 5 }, { first: 5, last: null }],
    [{ last: 5 }, { first: null, last: 5 }],
    [
      { first: 100, last: 1 },
      { first: 100, last: 1 },
    ],
  ])('completes %j with %j', (wanted, sizes) => {
    expect(windowOf({ ...ALL, ...wanted })).toEqual({ ...ALL, ...wanted, ...sizes });
  });

  it.each([
    ['first', 0],
    ['first', 101],
    ['last', 0],
    ['last', 101],
  ])('rejects %s: %i', (argument, size) => {
    expect(() => windowOf({ ...ALL, [argument]: size })).toThrow(`"${argument}" must be from 1 to 100`);
  });
});
