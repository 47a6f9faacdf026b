import { describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { days, History } from './history.js';

const stage = setStage();
const NOON = '2026-06-15T12:00:00Z';

/** Creates 30 days of one range, 16 May to 14 June: 21 with a snapshot, 9 without. */
async function thirtyDays(): Promise<History> {
  const history = await History.open(stage, NOON, '2026-05-16');
  await history.snapshots('SHORT_TERM', ...days('2026-05-16', '2026-05-25'));
  await history.failure('SHORT_TERM', '2026-05-26', 'RATE_LIMITED');
  // The first attempt of the day fails, a later one succeeds.
  await history.failure('SHORT_TERM', '2026-05-27', 'SPOTIFY_UNAVAILABLE');
  await history.snapshots('SHORT_TERM', '2026-05-27');
  await history.interruption('PAUSED', '2026-05-28T10:00:00Z', '2026-05-31T09:00:00Z');
  await history.snapshots('SHORT_TERM', '2026-05-31');
  // No worker runs on 1 June.
  await history.interruption('REAUTHORIZATION_REQUIRED', '2026-06-02T08:00:00Z', '2026-06-05T20:00:00Z');
  await history.failure('SHORT_TERM', '2026-06-02', 'REAUTHORIZATION_REQUIRED');
  await history.snapshots('SHORT_TERM', ...days('2026-06-05', '2026-06-13'));
  await history.failure('SHORT_TERM', '2026-06-14', 'EMPTY_RESPONSE');
  // Today is not over, so it is not counted.
  await history.failure('SHORT_TERM', '2026-06-15', 'NOT_PERMITTED');
  return history;
}

describe('coverage', () => {
  it('accounts for each of 30 days, and lists the newest gap first', async () => {
    const history = await thirtyDays();
    expect(await history.coverage()).toMatchObject({
      since: '2026-05-16',
      snapshotCount: 21,
      gapCount: 9,
      gaps: [
        { day: '2026-06-14', reason: 'EMPTY_RESPONSE' },
        { day: '2026-06-04', reason: 'REAUTHORIZATION_REQUIRED' },
        { day: '2026-06-03', reason: 'REAUTHORIZATION_REQUIRED' },
        { day: '2026-06-02', reason: 'REAUTHORIZATION_REQUIRED' },
        { day: '2026-06-01', reason: 'NOT_RUNNING' },
        { day: '2026-05-30', reason: 'PAUSED' },
        { day: '2026-05-29', reason: 'PAUSED' },
        { day: '2026-05-28', reason: 'PAUSED' },
        { day: '2026-05-26', reason: 'RATE_LIMITED' },
      ],
    });
  });

  it('counts each range separately', async () => {
    const history = await thirtyDays();
    await history.snapshots('LONG_TERM', '2026-06-14');
    const { snapshotCount, gapCount, gaps } = await history.coverage('LONG_TERM');
    expect({ snapshotCount, gapCount }).toEqual({ snapshotCount: 1, gapCount: 29 });
    expect(gaps[0]).toEqual({ day: '2026-06-13', reason: 'NOT_RUNNING' });
    expect(gaps.map(({ day }) => day)).toEqual(days('2026-05-16', '2026-06-13').toReversed());
  });

  it('begins with the earliest snapshot if that is older than the first sign-in', async () => {
    const history = await History.open(stage, NOON, '2026-06-14');
    await history.snapshots('SHORT_TERM', '2026-06-10', '2026-06-12');
    expect(await history.coverage()).toMatchObject({
      since: '2026-06-10',
      snapshotCount: 2,
      gapCount: 3,
      gaps: ['2026-06-14', '2026-06-13', '2026-06-11'].map((day) => ({ day, reason: 'NOT_RUNNING' })),
    });
  });

  it('is empty on the first day', async () => {
    const history = await History.open(stage, NOON, '2026-06-15');
    await history.snapshots('SHORT_TERM', '2026-06-15');
    expect(await history.coverage()).toMatchObject({ since: null, snapshotCount: 0, gapCount: 0, gaps: [] });
  });

  it("counts days in the listener's time zone", async () => {
    // Noon on 15 June in UTC is 02:00 on 16 June in Kiritimati, where the 15th is over.
    const history = await History.open(stage, NOON, '2026-06-14');
    await history.zone('Pacific/Kiritimati');
    await history.snapshots('SHORT_TERM', '2026-06-14');
    expect(await history.coverage()).toMatchObject({
      snapshotCount: 1,
      gaps: [{ day: '2026-06-15', reason: 'NOT_RUNNING' }],
    });
  });

  it.each([1, 8, 9, 100])('returns at most the first %i gaps', async (first) => {
    const history = await thirtyDays();
    expect((await history.coverage('SHORT_TERM', first)).gaps).toHaveLength(Math.min(first, 9));
  });

  it('returns 20 gaps by default', async () => {
    await History.open(stage, NOON, '2026-01-01');
    const { data } = await stage.client.graphql(
      '{ viewer { coverage(range: SHORT_TERM) { gapCount gaps { day } } } }',
    );
    const gaps = days('2026-05-26', '2026-06-14')
      .toReversed()
      .map((day) => ({ day }));
    expect(data).toEqual({ viewer: { coverage: { gapCount: 165, gaps } } });
  });

  it('returns only gaps older than "before"', async () => {
    await History.open(stage, NOON, '2026-01-01');
    const { data } = await stage.client.graphql(
      '{ viewer { coverage(range: SHORT_TERM) { gapCount gaps(first: 2, before: "2026-02-01") { day } } } }',
    );
    const gaps = [{ day: '2026-01-31' }, { day: '2026-01-30' }];
    expect(data).toEqual({ viewer: { coverage: { gapCount: 165, gaps } } });
  });

  it('lists the days within its period that a change of time zone skipped', async () => {
    const { listenerId } = await History.open(stage, NOON, '2026-06-10');
    await stage.instance.sql('INSERT INTO skipped_day (listener_id, day) SELECT $1, unnest($2::date[])', [
      listenerId,
      ['2026-06-09', '2026-06-12', '2026-06-15'],
    ]);
    const { data } = await stage.client.graphql(
      '{ viewer { coverage(range: SHORT_TERM) { since gapCount skippedDays } } }',
    );
    const coverage = { since: '2026-06-10', gapCount: 4, skippedDays: ['2026-06-12'] };
    expect(data).toEqual({ viewer: { coverage } });
  });

  it.each([0, 101, -1])('refuses %i as "first", and names the argument', async (first) => {
    await stage.client.signIn();
    const { errors } = await stage.client.graphql(
      `{ viewer { coverage(range: SHORT_TERM) { gaps(first: ${first}) { day } } } }`,
    );
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors?.[0]?.message).toContain('"first"');
  });
});

describe('nextSnapshotAt', () => {
  it('is the due time of the schedule', async () => {
    const history = await History.open(stage, NOON, '2026-06-15');
    await history.due('2026-06-15T15:00:00Z');
    expect((await history.coverage()).nextSnapshotAt).toBe('2026-06-15T15:00:00.000Z');
  });

  it("is tomorrow for a range with today's snapshot, even if another range is retried today", async () => {
    const history = await History.open(stage, NOON, '2026-06-15');
    await history.snapshots('SHORT_TERM', '2026-06-15');
    await history.due('2026-06-15T15:00:00Z');
    expect((await history.coverage('LONG_TERM')).nextSnapshotAt).toBe('2026-06-15T15:00:00.000Z');
    const next = (await history.coverage('SHORT_TERM')).nextSnapshotAt;
    expect(next).toMatch(/^2026-06-16T/);
    await history.due(next);
    expect((await history.coverage('SHORT_TERM')).nextSnapshotAt).toBe(next);
  });

  it('is null without a due time, and after the connection has ended permanently', async () => {
    const history = await History.open(stage, NOON, '2026-06-15');
    await stage.instance.sql('UPDATE spotify_grant SET refresh_token = NULL, ended_at = clock_now()');
    await history.due('2026-06-15T15:00:00Z');
    expect((await history.coverage()).nextSnapshotAt).toBeNull();
    await history.due(null);
    expect((await history.coverage()).nextSnapshotAt).toBeNull();
  });
});
