import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, Instance, type OurProcess } from '../support/index.js';
import {
  artist,
  artistId,
  importFile,
  contents,
  errorOf,
  fileOf,
  gap,
  newArtistId,
  PROFILE,
  signedInAt,
  snapshot,
} from './portable-history.js';

const NOW = new Date('2026-06-15T10:30:00Z');
const [A, B, C] = [artistId(1), artistId(2), artistId(3)];

/** Valid lines before and after the invalid line, which is line 4. */
const BEFORE = fileOf(PROFILE, artist(A), snapshot('2026-06-01', [A]));
const AFTER = fileOf(gap('2026-06-03', 'PAUSED'), artist(B), snapshot('2026-06-02', [B, A]));

const snapshotWith = (change: object): string =>
  JSON.stringify({ ...snapshot('2026-06-04', [A]), ...change });

/** A file with a listening history in its profile. */
const historyOf = (change: object): string =>
  fileOf({
    ...PROFILE,
    listeningHistory: { importedAt: '2026-06-10T08:00:00Z', plays: 1, agreement: [], ...change },
  });
const DAY = { range: 'SHORT_TERM', days: 1, similarity: 1 };
const FOUR = Array.from({ length: 4 }, () => DAY);

const BAD_LINES: [reason: string, line: string | Buffer<ArrayBuffer>][] = [
  ['not JSON', 'nonsense'],
  ['not JSON', '{"type":"gap"'],
  ['not JSON', `{"type":"artist","id":"${C}","name":"a\0b","imageUrl":null}`],
  ['not an object', '[]'],
  ['not an object', 'null'],
  ['not an object', '{"type":7}'],
  ['one of profile, artist, snapshot, gap', '{"type":"play"}'],
  ['one of profile, artist, snapshot, gap', '{"type":"__proto__"}'],
  ['one profile only', JSON.stringify(PROFILE)],
  ['"range" must be one of SHORT_TERM, MEDIUM_TERM, LONG_TERM', snapshotWith({ range: 'FOREVER' })],
  ['"range"', snapshotWith({ range: undefined })],
  ['"day"', snapshotWith({ day: '2026-06-31' })],
  ['"day"', snapshotWith({ day: '2026-6-1' })],
  ['"day"', snapshotWith({ day: '2026-06-01T00:00:00Z' })],
  ['in the future', snapshotWith({ day: '2026-06-16' })],
  ['too early', snapshotWith({ day: '2005-12-31' })],
  ['"takenAt" must be a date and time with an offset from UTC', snapshotWith({ takenAt: 'yesterday' })],
  ['"takenAt"', snapshotWith({ takenAt: '2026-06-04' })],
  ['"takenAt"', snapshotWith({ takenAt: '0000-01-01T00:00:00Z' })],
  ['"takenAt"', snapshotWith({ takenAt: '2026-06-15T12:30:00Z' })],
  ['"takenAt"', snapshotWith({ takenAt: '2026-06-04T05:12:00+24:00' })],
  ['"takenAt"', snapshotWith({ takenAt: '2026-06-31T05:12:00Z' })],
  ['"complete" is missing', snapshotWith({ complete: undefined })],
  ['"complete" must be of type boolean', snapshotWith({ complete: 'yes' })],
  ['"artists" must be of type array', snapshotWith({ artists: A })],
  ['"artists.0"', snapshotWith({ artists: ['sho-rt'] })],
  ['listed more than once', snapshotWith({ artists: [A, A] })],
  ['no line before it', snapshotWith({ artists: [B] })],
  ['100 artists', snapshotWith({ artists: Array.from({ length: 101 }, newArtistId) })],
  ['"reason"', JSON.stringify(gap('2026-06-04', 'BORED'))],
  ['"day"', JSON.stringify(gap('2025-02-29', 'PAUSED'))],
  ['in the future', JSON.stringify(gap('2026-06-16', 'PAUSED'))],
  ['"id"', JSON.stringify(artist(''))],
  ['"id"', JSON.stringify(artist('x'.repeat(65)))],
  ['"id"', JSON.stringify(artist(`${C.slice(1)}-`))],
  ['"name" must be text', JSON.stringify({ ...artist(C), name: null })],
  ['"name"', JSON.stringify(artist(C, 'a\0b'))],
  ['"name"', `{"type":"artist","id":"${C}","name":"\\ud800","imageUrl":null}`],
  ['"imageUrl" must be text or null', JSON.stringify({ ...artist(C), imageUrl: undefined })],
  ['"imageUrl"', JSON.stringify(artist(C, 'x', 'https://example.org/image/x'))],
  ['"imageUrl"', JSON.stringify(artist(C, 'x', 'javascript:alert(1)'))],
  ['longer than', JSON.stringify(artist(C, 'x'.repeat(300_000)))],
  ['blank', ''],
  ['not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
];

describe('an import of a file with an invalid line', () => {
  let instance: Instance;
  let api: OurProcess;
  let client: Client;
  let before: Record<string, string>;
  beforeAll(async () => {
    ({ instance, api } = await Instance.borrow());
    await instance.setClock(NOW);
    client = await signedInAt(instance, api);
    before = await contents(instance);
  }, 120_000);
  afterAll(() => instance?.close());

  it.each(BAD_LINES)(
    'is rejected at line 4, with "%s" in the message, and changes nothing',
    async (reason, line) => {
      const file = Buffer.concat([Buffer.from(BEFORE), Buffer.from(line), Buffer.from(`\n${AFTER}`)]);
      const answer = await importFile(client, file);
      expect(answer.status).toBe(400);
      expect(errorOf(answer).extensions).toEqual({ code: 'BAD_USER_INPUT', line: 4 });
      expect(errorOf(answer).message).toMatch(/^Line 4: /);
      expect(errorOf(answer).message).toContain(reason);
      expect(await contents(instance)).toEqual(before);
    },
  );

  it.each<[reason: string, file: string]>([
    ['profile', ''],
    ['profile', '\n\n'],
    ['profile', fileOf(artist(A))],
    ['"timezone"', fileOf({ ...PROFILE, timezone: 'Mars/Olympus_Mons' })],
    ['"timezone"', fileOf({ ...PROFILE, timezone: '+02:00' })],
    ['"displayName"', fileOf({ type: 'profile', timezone: 'UTC' })],
    ['"skippedDays.0"', fileOf({ ...PROFILE, skippedDays: ['2026-02-30'] })],
    ['in the future', fileOf({ ...PROFILE, skippedDays: ['2026-06-16'] })],
    ['"displayName" must be text or null', fileOf({ ...PROFILE, displayName: 7 })],
    ['"listeningHistory.plays" must be a whole number from 0 to 2147483647', historyOf({ plays: 1.5 })],
    ['"listeningHistory.plays" must be a whole number from 0 to 2147483647', historyOf({ plays: 2 ** 31 })],
    [
      '"listeningHistory.agreement.0.similarity" must be a number from 0 to 1',
      historyOf({ agreement: [{ ...DAY, similarity: 2 }] }),
    ],
    [
      '"listeningHistory.agreement.0.similarity" must be a number from 0 to 1',
      historyOf({ agreement: [{ ...DAY, similarity: -1 }] }),
    ],
    ['"listeningHistory.agreement" must have at most 3 entries', historyOf({ agreement: FOUR })],
  ])('is rejected at line 1, with %s in the message, and changes nothing', async (reason, file) => {
    const answer = await importFile(client, file);
    expect(answer.status).toBe(400);
    expect(errorOf(answer).extensions).toEqual({ code: 'BAD_USER_INPUT', line: 1 });
    expect(errorOf(answer).message).toContain(reason);
    expect(await contents(instance)).toEqual(before);
  });

  it('is rejected at its last line if that line is cut off', async () => {
    const file = fileOf(PROFILE, artist(A), snapshot('2026-06-01', [A])).slice(0, -10);
    const answer = await importFile(client, file);
    expect(errorOf(answer).extensions).toEqual({ code: 'BAD_USER_INPUT', line: 3 });
    expect(await contents(instance)).toEqual(before);
  });
});
