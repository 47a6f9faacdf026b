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
  takeAway,
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

const digits = (max: number) => fc.array(fc.nat({ max: 9 }), { maxLength: max }).map((all) => all.join(''));
/** Instants in forms that ISO 8601 has, and some that it has not. */
const instant = fc
  .record({
    year: fc.constantFrom('2026', '0000', '9999', '+010000', '-000001', '26'),
    time: fc.constantFrom('T05:12:00', 'T05:12', 'T24:00:00', 'T23:59:60', 't05:12:00', ' 05:12:00', ''),
    fraction: fc.oneof(fc.constant(''), digits(9), digits(1_500)).map((all) => (all === '' ? '' : `.${all}`)),
    offset: fc.constantFrom(
      'Z',
      '',
      '+15:59',
      '+16:00',
      '-16:00',
      '+23:59',
      '-23:59',
      '+24:00',
      '+0200',
      '-00:00',
    ),
  })
  .map(({ year, time, fraction, offset }) => `${year}-06-01${time}${fraction}${offset}`);
/** Stands for arrays in arrays, so deep that `JSON.stringify` could not write them. */
const DEEP = 'very deep';
const value = fc.oneof(
  instant,
  fc.jsonValue(),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    'infinity',
    'now',
    'epoch',
    '2026-06-01 BC',
    1e308,
    -0,
    2 ** 53,
    '-infinity',
  ),
  fc.constant(DEEP),
);

it('no value in a file is more than it can take: a line that cannot be used is named', async () => {
  await stage.client.signIn();
  const keys = ['type', 'id', 'name', 'imageUrl', 'range', 'day', 'takenAt', 'complete', 'artists', 'reason'];
  const key = fc.oneof(
    fc.constant('takenAt'),
    fc.constantFrom(...keys, 'timezone', 'displayName', 'skippedDays'),
  );
  const seen = { refused: 0, taken: 0 };
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: GOOD.length - 1 }), key, value, async (line, changed, to) => {
      const lines = [...GOOD];
      const content = JSON.parse(lines[line] ?? '{}') as Record<string, unknown>;
      const named = changed in content ? changed : (Object.keys(content).at(-1) ?? changed);
      const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
      lines[line] = JSON.stringify({ ...content, [named]: to }).replace(`"${DEEP}"`, deep);
      const answer = await bringBack(stage.client, lines.join('\n'));
      seen[answer.status === 200 ? 'taken' : 'refused'] += 1;
      if (answer.status === 200) return;
      expect(answer.status).toBe(400);
      expect(errorOf(answer).extensions['line']).toEqual(expect.any(Number));
    }),
    { numRuns: 400 },
  );
  expect(seen.refused).toBeGreaterThan(100);
  expect(seen.taken).toBeGreaterThan(0);
}, 180_000);

it.each([
  ['an offset that PostgreSQL does not know', '2026-06-01T05:12:00+23:59', '2026-05-31T05:13:00Z'],
  ['a thousand digits of a second', `2026-06-01T05:12:00.${'5'.repeat(1_000)}Z`, '2026-06-01T05:12:00.555Z'],
])('the instant of a snapshot may have %s', async (_, takenAt, exported) => {
  await stage.client.signIn();
  const file = fileOf(PROFILE, { ...snapshot('2026-06-01', []), takenAt });
  expect((await bringBack(stage.client, file)).status).toBe(200);
  expect(await takeAway(stage.client)).toContain(`"takenAt":"${exported}"`);
});
