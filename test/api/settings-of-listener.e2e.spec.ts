import { describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { History } from './history.js';

const stage = setStage();
const CHANGE = `mutation ($input: UpdateSettingsInput!) {
  updateSettings(input: $input) { viewer { timezone snapshotsPaused } }
}`;
const NOON = '2026-06-15T12:00:00Z';

async function change(input: Record<string, unknown>): Promise<unknown> {
  const { data, errors } = await stage.client.graphql(CHANGE, { input });
  expect(errors).toBeUndefined();
  return data?.['updateSettings'];
}

function viewer(timezone: string, snapshotsPaused: boolean): unknown {
  return { viewer: { timezone, snapshotsPaused } };
}

describe('updateSettings', () => {
  it.each([{}, { timezone: null, snapshotsPaused: null }, { timezone: 'UTC', snapshotsPaused: false }])(
    'changes nothing for %j',
    async (input) => {
      const history = await History.open(stage, NOON, '2026-06-15');
      await history.due('2026-06-15T15:00:00Z');
      expect(await change(input)).toEqual(viewer('UTC', false));
      expect(await history.dueAt()).toEqual(new Date('2026-06-15T15:00:00Z'));
      expect(await stage.instance.sql('SELECT * FROM interruption')).toEqual([]);
    },
  );

  it.each(['Mars/Olympus_Mons', '+02:00', 'europe/berlin', '', ' UTC', '2026-01-01[UTC]'])(
    'rejects the time zone "%s" with an error about the argument, and changes nothing',
    async (timezone) => {
      await stage.client.signIn();
      const { data, errors } = await stage.client.graphql(CHANGE, {
        input: { timezone, snapshotsPaused: true },
      });
      expect(data).toEqual({ updateSettings: null });
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(errors?.[0]?.message).toContain('"timezone"');
      expect((await stage.client.graphql('{ viewer { timezone snapshotsPaused } }')).data).toEqual(
        viewer('UTC', false),
      );
    },
  );

  it('requires authentication and POST', async () => {
    const { data, errors } = await stage.client.graphql(CHANGE, { input: {} });
    expect(data).toEqual({ updateSettings: null });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    await stage.client.signIn();
    const query = encodeURIComponent(
      'mutation { updateSettings(input: {snapshotsPaused: true}) { viewer { id } } }',
    );
    const response = await stage.client.fetch(`/graphql?query=${query}`, {
      headers: { 'apollo-require-preflight': 'true' },
    });
    expect(response.status).toBe(405);
    expect(await stage.instance.sql('SELECT * FROM interruption')).toEqual([]);
  });
});

describe('pausing snapshots', () => {
  it('clears the due time and makes every day that ends paused a PAUSED gap', async () => {
    const history = await History.open(stage, '2026-06-10T12:00:00Z', '2026-06-10');
    expect(await change({ snapshotsPaused: true })).toEqual(viewer('UTC', true));
    expect(await change({ snapshotsPaused: true })).toEqual(viewer('UTC', true));
    expect(await history.dueAt()).toBeNull();
    expect((await history.coverage()).nextSnapshotAt).toBeNull();

    await stage.instance.setClock(new Date('2026-06-13T12:00:00Z'));
    expect(await change({ snapshotsPaused: false })).toEqual(viewer('UTC', false));
    expect(await history.dueAt()).not.toBeNull();
    await stage.instance.setClock(new Date('2026-06-14T12:00:00Z'));
    expect((await history.coverage()).gaps).toEqual([
      { day: '2026-06-13', reason: 'NOT_RUNNING' },
      { day: '2026-06-12', reason: 'PAUSED' },
      { day: '2026-06-11', reason: 'PAUSED' },
      { day: '2026-06-10', reason: 'PAUSED' },
    ]);
  });

  it('makes snapshots due at its end: now if their time has passed, tomorrow if they are already taken', async () => {
    const history = await History.open(stage, '2026-06-15T23:00:00Z', '2026-06-15');
    await change({ snapshotsPaused: true });
    await change({ snapshotsPaused: false });
    expect((await history.dueAt())?.toISOString()).toMatch(/^2026-06-15T23:00/);

    await change({ snapshotsPaused: true });
    for (const range of ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'])
      await history.snapshots(range, '2026-06-15');
    await change({ snapshotsPaused: false });
    expect((await history.dueAt())?.toISOString()).toMatch(/^2026-06-16T/);
  });

  it('is not ended by a change of time zone', async () => {
    const history = await History.open(stage, NOON, '2026-06-15');
    await change({ snapshotsPaused: true });
    expect(await change({ timezone: 'Asia/Tokyo' })).toEqual(viewer('Asia/Tokyo', true));
    expect(await history.dueAt()).toBeNull();
  });

  it('makes an attempt due at once at its end if the connection has ended', async () => {
    const history = await History.open(stage, '2026-06-15T00:00:01Z', '2026-06-15');
    await stage.instance.sql('UPDATE spotify_grant SET ended_at = clock_now()');
    await change({ snapshotsPaused: true });
    await change({ snapshotsPaused: false });
    expect((await history.dueAt())?.toISOString()).toMatch(/^2026-06-15T00:00/);
  });
});

describe('a change of time zone', () => {
  it('skips the day that a move east across the date line leaves out', async () => {
    // It is 22:30 on the 14th west of the date line, and 00:30 on the 16th east of it.
    const history = await History.open(stage, '2026-06-15T10:30:00Z', '2026-06-12');
    await history.zone('Etc/GMT+12');
    await history.snapshots('SHORT_TERM', '2026-06-12');
    expect((await history.coverage()).gaps).toEqual([{ day: '2026-06-13', reason: 'NOT_RUNNING' }]);
    expect(await change({ timezone: 'Pacific/Kiritimati' })).toEqual(viewer('Pacific/Kiritimati', false));
    expect(await history.coverage()).toMatchObject({
      since: '2026-06-12',
      snapshotCount: 1,
      gapCount: 2,
      gaps: [
        { day: '2026-06-14', reason: 'NOT_RUNNING' },
        { day: '2026-06-13', reason: 'NOT_RUNNING' },
      ],
    });
    const due = await history.dueAt();
    // The 16th on Kiritimati begins at 10:00 UTC on the 15th.
    expect(due?.getTime()).toBeGreaterThanOrEqual(Date.parse('2026-06-15T10:00:00Z'));
    expect(due?.getTime()).toBeLessThan(Date.parse('2026-06-16T10:00:00Z'));
  });

  it('keeps the newest recorded day as the current day after a move west across the date line', async () => {
    const history = await History.open(stage, '2026-06-15T10:30:00Z', '2026-06-15');
    await history.zone('Pacific/Kiritimati');
    for (const range of ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'])
      await history.snapshots(range, '2026-06-15', '2026-06-16');
    await change({ timezone: 'Etc/GMT+12' });
    // It is the evening of the 14th there, but the 16th is recorded and stays the current day until it ends.
    expect(await history.coverage()).toMatchObject({ since: '2026-06-15', snapshotCount: 1, gapCount: 0 });
    const due = (await history.dueAt())?.getTime();
    // The 17th there begins at noon UTC on the 17th.
    expect(due).toBeGreaterThanOrEqual(Date.parse('2026-06-17T12:00:00Z'));
    expect(due).toBeLessThan(Date.parse('2026-06-18T12:00:00Z'));
  });

  it('restores the skipped day if it is undone before anything is recorded', async () => {
    const history = await History.open(stage, '2026-06-15T10:30:00Z', '2026-06-14');
    await history.zone('Etc/GMT+12');
    await change({ timezone: 'Pacific/Kiritimati' });
    await change({ timezone: 'Etc/GMT+12' });
    // Two days later, the 14th and the 15th have passed in full there.
    await stage.instance.setClock(new Date('2026-06-17T10:30:00Z'));
    expect((await history.coverage()).gaps).toEqual([
      { day: '2026-06-15', reason: 'NOT_RUNNING' },
      { day: '2026-06-14', reason: 'NOT_RUNNING' },
    ]);
  });
});
