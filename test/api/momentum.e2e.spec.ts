import { beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { setStage } from '../support/index.js';
import { ask } from './asking.js';
import { History } from './history.js';
import { NOW } from './story.js';

const stage = setStage();

const MOMENTUM = `query ($on: Date, $kind: Momentum) {
  momentum(on: $on, kind: $kind) { day artist { name } kind shortTermRank mediumTermRank longTermRank }
}`;
const rank = z.number().nullable();
const entries = z
  .array(
    z.object({
      day: z.string(),
      artist: z.object({ name: z.string() }),
      kind: z.string(),
      shortTermRank: rank,
      mediumTermRank: rank,
      longTermRank: rank,
    }),
  )
  .nullable();

/** Returns the days of all entries, each once. */
async function daysOf(variables: Record<string, unknown> = {}): Promise<string[]> {
  const rows = entries.parse((await ask(stage, MOMENTUM, variables))['momentum']) ?? [];
  return [...new Set(rows.map(({ day }) => day))];
}

/** Returns each entry as "RISING B 3 2 14": kind, artist, short-, medium- and long-term rank. */
async function momentum(variables: Record<string, unknown> = {}): Promise<string[] | undefined> {
  const rows = entries.parse((await ask(stage, MOMENTUM, variables))['momentum']);
  return rows?.map(({ kind, artist, shortTermRank, mediumTermRank, longTermRank }) =>
    [kind, artist.name.at(-1), shortTermRank ?? '-', mediumTermRank ?? '-', longTermRank ?? '-'].join(' '),
  );
}

describe('momentum', () => {
  let history: History;
  beforeEach(async () => {
    history = await History.open(stage, NOW, '2026-06-01');
    await history.lists('SHORT_TERM', { '2026-06-02': 'A', '2026-06-16': 'CFBG', '2026-06-17': 'Y' });
    await history.lists('MEDIUM_TERM', { '2026-06-01': 'A', '2026-06-02': 'A', '2026-06-16': 'FBGHX' });
    await history.lists('LONG_TERM', {
      '2026-06-02': 'A',
      '2026-06-16': 'ZFHIJKLMNOPQRB',
      '2026-06-17': 'Y',
    });
  });
  const FADING = [...'IJKLMNOPQR'].map((letter, index) => `FADING ${letter} - - ${index + 4}`);

  it('compares the three ranges of the newest day that has all of them', async () => {
    // X is only in the medium-term list, so it has no momentum.
    expect(await momentum()).toEqual([
      'BREAKOUT C 1 - -',
      // B is 11 places higher over 4 weeks than over a year.
      'RISING B 3 2 14',
      'RISING G 4 3 -',
      'STAPLE F 2 1 2',
      'FADING Z - - 1',
      'FADING H - 4 3',
      ...FADING,
    ]);
  });

  it('returns one kind with the argument kind', async () => {
    expect(await momentum({ kind: 'RISING' })).toEqual(['RISING B 3 2 14', 'RISING G 4 3 -']);
  });

  it('uses the newest day with all three ranges up to the argument on, and is null before the first', async () => {
    expect(await momentum({ on: '2026-06-15' })).toEqual(['STAPLE A 1 1 1']);
    expect(await momentum({ on: '2026-06-15', kind: 'FADING' })).toEqual([]);
    expect(await momentum({ on: '2026-06-01' })).toBeUndefined();
  });

  it('has the day of the three lists in each entry', async () => {
    expect(await daysOf()).toEqual(['2026-06-16']);
    expect(await daysOf({ kind: 'FADING' })).toEqual(['2026-06-16']);
    expect(await daysOf({ on: '2026-06-15' })).toEqual(['2026-06-02']);
  });

  it('treats ranks that differ by at most 10 as equal', async () => {
    await history.lists('SHORT_TERM', { '2026-06-15': 'ABCDEFGHIJKL' });
    await history.lists('MEDIUM_TERM', { '2026-06-15': 'LK' });
    await history.lists('LONG_TERM', { '2026-06-15': 'KL' });
    const kinds = await momentum({ on: '2026-06-15' });
    expect(kinds?.filter((kind) => !kind.startsWith('BREAKOUT'))).toEqual([
      'STAPLE K 11 2 1',
      'STAPLE L 12 1 2',
    ]);
    await history.lists('SHORT_TERM', { '2026-06-14': 'ABCDEFGHIJMK' });
    await history.lists('MEDIUM_TERM', { '2026-06-14': 'K' });
    await history.lists('LONG_TERM', { '2026-06-14': 'K' });
    expect((await momentum({ on: '2026-06-14' }))?.at(-1)).toBe('FADING K 12 1 1');
  });
});

it('momentum is null before the first snapshot', async () => {
  await History.open(stage, NOW, '2026-06-01');
  expect(await momentum()).toBeUndefined();
});
