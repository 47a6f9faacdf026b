import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { setStage } from '../support/index.js';
import {
  artist,
  artistId,
  bringBack,
  contents,
  errorOf,
  fileOf,
  gap,
  PROFILE,
  snapshot,
} from './portable-history.js';

const stage = setStage();
const IDS = [1, 2, 3, 4].map(artistId);
const GOOD = fileOf(
  PROFILE,
  ...IDS.map((id) => artist(id)),
  ...['2026-06-01', '2026-06-02', '2026-06-03'].map((day) => snapshot(day, IDS)),
  gap('2026-06-04', 'PAUSED'),
)
  .trimEnd()
  .split('\n');

/** One change of one line's text: characters taken out, put in, or put in the place of others. */
const mangling = fc.record({
  line: fc.nat({ max: GOOD.length - 1 }),
  at: fc.nat({ max: 200 }),
  remove: fc.nat({ max: 20 }),
  insert: fc.oneof(
    fc.string({ maxLength: 5 }),
    fc.constantFrom('', '"', '}', ',', '[]', 'null', '\\u0000', '\\ud800', '\u0000', '😀', '-', '9'),
  ),
});

it('a mangled line is either named, and nothing happens; or it is as good as it was', async () => {
  await stage.client.signIn();
  expect((await bringBack(stage.client, GOOD.join('\n'))).status).toBe(200);
  const before = await contents(stage.instance);
  const seen = { refused: 0, taken: 0 };
  await fc.assert(
    fc.asyncProperty(mangling, async ({ line, at, remove, insert }) => {
      const mangled = [...GOOD];
      const text = mangled[line] ?? '';
      mangled[line] = (text.slice(0, at) + insert + text.slice(at + remove)).replaceAll(/[\r\n]/g, ' ');
      const answer = await bringBack(stage.client, mangled.join('\n'));
      if (answer.status === 200) {
        // Such as another name for an artist who is known, or a good line with one key more.
        seen.taken += 1;
        await bringBack(stage.client, GOOD.join('\n'));
        return;
      }
      seen.refused += 1;
      expect(answer.status).toBe(400);
      const named = Number(errorOf(answer).extensions['line']);
      // Where an artist's line became another's, it is the snapshot without its artist that is wrong.
      expect(named === line + 1 || (line > 0 && line < 5 && named === 6)).toBe(true);
      expect(errorOf(answer).message).toContain(`Line ${named}: `);
    }),
    { numRuns: 300 },
  );
  expect(seen.refused).toBeGreaterThan(50);
  expect(seen.taken).toBeGreaterThan(0);
  const after = await contents(stage.instance);
  // What was taken added artists, days or reasons at most; what was there is as it was.
  expect(JSON.parse(after['snapshot'] ?? '[]')).toEqual(
    expect.arrayContaining(JSON.parse(before['snapshot'] ?? '[]') as unknown[]),
  );
}, 180_000);
