import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../support/any-character.js';
import { setStage } from '../support/index.js';
import {
  artist,
  artistId,
  importFile,
  contents,
  errorOf,
  fileOf,
  gap,
  PROFILE,
  snapshot,
  exportFile,
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

/** A change to the text of one line: characters removed, inserted or replaced. */
const mangling = fc.record({
  line: fc.nat({ max: GOOD.length - 1 }),
  at: fc.nat({ max: 200 }),
  remove: fc.nat({ max: 20 }),
  insert: fc.oneof(
    fc.string({ maxLength: 5 }),
    fc.constantFrom('', '"', '}', ',', '[]', 'null', '\\u0000', '\\ud800', '\u0000', '😀', '-', '9'),
  ),
});

it('an import with a mangled line is either accepted or rejected with the line number, and keeps stored snapshots', async () => {
  await stage.client.signIn();
  expect((await importFile(stage.client, GOOD.join('\n'))).status).toBe(200);
  const before = await contents(stage.instance);
  const outcomes = { refused: 0, accepted: 0 };
  await fc.assert(
    fc.asyncProperty(mangling, async ({ line, at, remove, insert }) => {
      const mangled = [...GOOD];
      const text = mangled[line] ?? '';
      mangled[line] = (text.slice(0, at) + insert + text.slice(at + remove)).replaceAll(/[\r\n]/g, ' ');
      const answer = await importFile(stage.client, mangled.join('\n'));
      if (answer.status === 200) {
        // For example a new name for a stored artist, or a valid line with an extra key.
        outcomes.accepted += 1;
        await importFile(stage.client, GOOD.join('\n'));
        return;
      }
      outcomes.refused += 1;
      expect(answer.status).toBe(400);
      const named = Number(errorOf(answer).extensions['line']);
      // If the id in an artist's line changed, the first snapshot with that artist (line 6) is invalid.
      expect(named === line + 1 || (line > 0 && line < 5 && named === 6)).toBe(true);
      expect(errorOf(answer).message).toContain(`Line ${named}: `);
    }),
    { numRuns: 300 },
  );
  expect(outcomes.refused).toBeGreaterThan(50);
  expect(outcomes.accepted).toBeGreaterThan(0);
  const after = await contents(stage.instance);
  // Accepted imports add artists, days or gap reasons; stored snapshots do not change.
  expect(JSON.parse(after['snapshot'] ?? '[]')).toEqual(
    expect.arrayContaining(JSON.parse(before['snapshot'] ?? '[]') as unknown[]),
  );
}, 180_000);

const digits = (max: number) => fc.array(fc.nat({ max: 9 }), { maxLength: max }).map((all) => all.join(''));
/** Instants in valid and invalid forms of ISO 8601. */
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
/** Placeholder for arrays nested too deeply for `JSON.stringify`. */
const DEEP = 'very deep';
const value = fc.oneof(
  instant,
  fc.jsonValue(),
  fc.string({ unit: anyCharacter, maxLength: 300 }),
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

it('an import with an arbitrary value in a line is either accepted or rejected with a line number', async () => {
  await stage.client.signIn();
  const keys = ['type', 'id', 'name', 'imageUrl', 'range', 'day', 'takenAt', 'complete', 'artists', 'reason'];
  const key = fc.oneof(
    fc.constant('takenAt'),
    fc.constantFrom(...keys, 'timezone', 'displayName', 'skippedDays'),
  );
  const outcomes = { refused: 0, accepted: 0 };
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: GOOD.length - 1 }), key, value, async (line, changed, to) => {
      const lines = [...GOOD];
      const content = JSON.parse(lines[line] ?? '{}') as Record<string, unknown>;
      const named = changed in content ? changed : (Object.keys(content).at(-1) ?? changed);
      const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
      lines[line] = JSON.stringify({ ...content, [named]: to }).replace(`"${DEEP}"`, deep);
      const answer = await importFile(stage.client, lines.join('\n'));
      outcomes[answer.status === 200 ? 'accepted' : 'refused'] += 1;
      if (answer.status === 200) return;
      expect(answer.status).toBe(400);
      expect(errorOf(answer).extensions['line']).toEqual(expect.any(Number));
    }),
    { numRuns: 250 },
  );
  expect(outcomes.refused).toBeGreaterThan(100);
  expect(outcomes.accepted).toBeGreaterThan(0);
}, 180_000);

it.each([
  ['an offset that PostgreSQL does not accept', '2026-06-01T05:12:00+23:59', '2026-05-31T05:13:00Z'],
  [
    '1,000 fractional digits of a second',
    `2026-06-01T05:12:00.${'5'.repeat(1_000)}Z`,
    '2026-06-01T05:12:00.555Z',
  ],
])('an import accepts a takenAt with %s', async (_, takenAt, exported) => {
  await stage.client.signIn();
  const file = fileOf(PROFILE, { ...snapshot('2026-06-01', []), takenAt });
  expect((await importFile(stage.client, file)).status).toBe(200);
  expect(await exportFile(stage.client)).toContain(`"takenAt":"${exported}"`);
});
