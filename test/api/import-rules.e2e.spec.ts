import { beforeEach, describe, expect, it } from '@jest/globals';
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
  signedInAt,
  snapshot,
  exportFile,
} from './portable-history.js';

const stage = setStage();
const NOW = new Date('2026-06-15T10:30:00Z');
const [A, B, C] = [artistId(1), artistId(2), artistId(3)];

beforeEach(async () => {
  await stage.instance.setClock(NOW);
  await stage.client.signIn();
});

/** Returns the lines of an export after the profile line. */
async function exported(client = stage.client): Promise<string[]> {
  return (await exportFile(client)).trimEnd().split('\n').slice(1);
}

describe('an import', () => {
  it('keeps the first of several lines for an artist or day, and prefers a snapshot to a gap', async () => {
    const [first, gapToo] = [snapshot('2026-06-13', [A, B]), gap('2026-06-14', 'RATE_LIMITED')];
    const file = fileOf(
      { ...PROFILE, more: 'is of no interest' },
      artist(A, 'First'),
      artist(B),
      artist(A, 'Second'),
      gap('2026-06-13', 'PAUSED'),
      first,
      snapshot('2026-06-13', [B]),
      gapToo,
      gap('2026-06-14', 'PAUSED'),
    );
    expect((await importFile(stage.client, file.replaceAll('\n', '\r\n').concat('\n'))).body).toEqual({
      snapshots: { added: 1, kept: 1 },
      gaps: { added: 1, kept: 2 },
      artists: { added: 2, kept: 1 },
    });
    const lines = await exported();
    expect(lines.slice(0, 4).join('\n')).toBe(fileOf(artist(A, 'First'), artist(B), first, gapToo).trimEnd());
  });

  it('does not overwrite stored snapshots, recorded failures or earlier imports', async () => {
    const before = fileOf(PROFILE, artist(A), snapshot('2026-06-12', [A]), gap('2026-06-13', 'PAUSED'));
    await importFile(stage.client, before);
    await stage.instance.sql(
      `INSERT INTO snapshot_failure SELECT id, 'SHORT_TERM', '2026-06-14', 'MISCONFIGURED', clock_now() FROM listener`,
    );
    const lines = await exported();
    const after = fileOf(
      PROFILE,
      artist(A, 'Renamed'),
      snapshot('2026-06-12', []),
      gap('2026-06-13', 'RATE_LIMITED'),
      gap('2026-06-14', 'RATE_LIMITED'),
    );
    expect((await importFile(stage.client, after)).body).toEqual({
      snapshots: { added: 0, kept: 1 },
      gaps: { added: 0, kept: 2 },
      artists: { added: 0, kept: 1 },
    });
    expect(await exported()).toEqual(lines);
    expect(lines).toContain(fileOf(gap('2026-06-14', 'MISCONFIGURED')).trimEnd());
  });

  it('replaces an imported gap with a snapshot', async () => {
    await importFile(stage.client, fileOf(PROFILE, gap('2026-06-14', 'PAUSED')));
    const filling = snapshot('2026-06-14', []);
    await importFile(stage.client, fileOf(PROFILE, filling));
    expect(await exported()).toContain(fileOf(filling).trimEnd());
    expect(await exported()).not.toContain(fileOf(gap('2026-06-14', 'PAUSED')).trimEnd());
  });

  it('changes nothing for other listeners', async () => {
    await stage.instance.sql(
      `INSERT INTO artist (spotify_id, name, spotify_url) VALUES ($1, 'By Spotify', 'https://open.spotify.com/artist/' || $1)`,
      [C],
    );
    const mine = fileOf(
      PROFILE,
      artist(A, 'Mine'),
      artist(C, 'Not Spotify’s word'),
      snapshot('2026-06-14', [A, C]),
    );
    expect((await importFile(stage.client, mine)).body).toMatchObject({ artists: { added: 1, kept: 1 } });
    const lines = await exported();
    expect(lines.slice(0, 2).join('\n')).toBe(fileOf(artist(A, 'Mine'), artist(C, 'By Spotify')).trimEnd());

    const other = await signedInAt(stage.instance, stage.api, 'demo_02');
    expect(await exported(other)).toEqual([]);
    const theirs = fileOf(PROFILE, artist(A, 'Theirs'), snapshot('2026-06-13', [A]));
    expect((await importFile(other, theirs)).body).toMatchObject({ artists: { added: 1, kept: 0 } });
    expect((await exported(other))[0]).toBe(fileOf(artist(A, 'Theirs')).trimEnd());
    expect(await exported()).toEqual(lines);

    await stage.instance.sql(`UPDATE artist SET name = 'Spotify at last' WHERE spotify_id = $1`, [A]);
    for (const client of [stage.client, other]) {
      expect((await exported(client))[0]).toBe(fileOf(artist(A, 'Spotify at last')).trimEnd());
    }
  });

  it('sets the time zone of the listener and the skipped days from its profile line', async () => {
    // It is 22:30 on the 14th west of the date line, and 00:30 on the 16th east of it.
    await stage.client.graphql(
      'mutation { updateSettings(input: { timezone: "Etc/GMT+12" }) { viewer { id } } }',
    );
    const profile = {
      ...PROFILE,
      timezone: 'Pacific/Kiritimati',
      skippedDays: ['2026-06-02', '2026-06-05', '2026-06-16'],
    };
    await importFile(stage.client, fileOf(profile, snapshot('2026-06-01', []), gap('2026-06-02', 'PAUSED')));
    const { data } = await stage.client.graphql('{ viewer { timezone snapshotsPaused displayName } }');
    expect(data?.['viewer']).toMatchObject({
      timezone: 'Pacific/Kiritimati',
      snapshotsPaused: false,
      displayName: 'Demo Listener',
    });
    const days = await stage.instance.sql('SELECT day::text FROM skipped_day ORDER BY day');
    expect(days).toEqual([{ day: '2026-06-05' }, { day: '2026-06-15' }]);
    const [row] = await stage.instance.sql<{ due_at: Date }>('SELECT due_at FROM snapshot_schedule');
    expect(row?.due_at.getTime()).toBeGreaterThanOrEqual(NOW.getTime());
    // The current day there is the 16th; later days are rejected.
    const todays = { ...snapshot('2026-06-16', []), takenAt: NOW.toISOString() };
    expect((await importFile(stage.client, fileOf(profile, todays))).status).toBe(200);
    const refused = await importFile(stage.client, fileOf(PROFILE, snapshot('2026-06-17', [])));
    expect(errorOf(refused).message).toContain('today is 2026-06-16');
  });

  it('requires authentication, the same origin, a known content type and no compression', async () => {
    const file = fileOf(PROFILE);
    const before = await contents(stage.instance);
    const anonymous = stage.instance.client(stage.api);
    expect(await importFile(anonymous, file)).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
    expect((await anonymous.fetch('/export')).status).toBe(401);
    for (const headers of [{ authorization: 'Bearer nonsense' }, { authorization: 'Basic eDp5' }]) {
      expect((await importFile(stage.client, file, headers)).status).toBe(401);
      expect((await stage.client.fetch('/export', { headers })).status).toBe(401);
    }
    expect(await importFile(stage.client, file, { origin: 'https://example.org' })).toMatchObject({
      status: 403,
      body: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
    });
    for (const headers of [{ 'content-type': 'text/plain' }, { 'content-encoding': 'gzip' }]) {
      const answer = await importFile(stage.client, file, headers);
      expect(answer.status).toBe(415);
      expect(errorOf(answer).message).toContain('application/x-ndjson');
    }
    expect((await stage.client.fetch('/import')).status).toBe(404);
    expect(await contents(stage.instance)).toEqual(before);
  });
});
