import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Instance, type Client, type OurProcess } from '../support/index.js';
import { artistId, importFile, contents, RANGES, signedInAt, exportFile } from './portable-history.js';

const NOW = new Date('2026-06-15T10:30:00Z');
const ZONE = 'Europe/Berlin';
const REASONS = [
  'REAUTHORIZATION_REQUIRED',
  'NOT_PERMITTED',
  'RATE_LIMITED',
  'QUOTA_EXCEEDED',
  'SPOTIFY_UNAVAILABLE',
  'EMPTY_RESPONSE',
  'MISCONFIGURED',
];
const NAMES = [
  '',
  'Нічний Трамвай',
  '👩🏽‍🚀 & "quoted" \\ </b>',
  'line\u2028end\r\n\t',
  'Cafe\u0301',
  'x'.repeat(2_000),
];

/** Creates a history with every kind of record. It begins in May with gaps, and the zone changes on 20 May. */
async function makeHistory(instance: Instance): Promise<void> {
  await instance.sql(`UPDATE listener SET first_day = '2026-05-01', timezone = '${ZONE}'`);
  await instance.sql(
    `INSERT INTO artist (spotify_id, name, spotify_url, images)
     SELECT id, name, 'https://open.spotify.com/artist/' || id, CASE WHEN row % 2 = 0 THEN jsonb_build_array(jsonb_build_object('url', $3 || '/image/' || id, 'width', 640, 'height', 640)) ELSE '[]' END
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS said (id, name, row)`,
    [NAMES.map((_, number) => artistId(number)), NAMES, instance.simulator.url],
  );
  for (const [index, range] of RANGES.entries()) {
    // The first list is empty; the others begin with a different artist each day.
    await instance.sql(
      `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
       SELECT listener.id, $1::"TimeRange", day::date, day = '2026-05-05', day + interval '5 h 12 min 7.125 s' * random(),
              CASE WHEN day = '2026-05-05' THEN '{}' ELSE ARRAY(
                SELECT artist.id FROM artist ORDER BY md5(spotify_id || day::date) LIMIT $2) END
       FROM listener, generate_series('2026-05-05'::timestamptz, '2026-06-15', '1 day') AS day
       WHERE extract(day FROM day)::int % 9 <> $2 AND day NOT IN ('2026-05-20', '2026-05-21')`,
      [range, index + 4],
    );
    for (const [count, reason] of REASONS.entries()) {
      await instance.sql(
        `INSERT INTO snapshot_failure (listener_id, range, day, reason, failed_at)
         SELECT id, $1::"TimeRange", '2026-05-06'::date + $2::int, $3::"SnapshotFailureReason", clock_now() FROM listener`,
        [range, count * 2, reason],
      );
      await instance.sql(
        `DELETE FROM snapshot WHERE range = $1::"TimeRange" AND day = '2026-05-06'::date + $2::int`,
        [range, count * 2],
      );
    }
  }
  await instance.sql(`
    INSERT INTO interruption (listener_id, kind, began_at, ended_at)
    SELECT id, 'PAUSED'::"InterruptionKind", '2026-06-01T12:00Z'::timestamptz, '2026-06-03T12:00Z'::timestamptz FROM listener
    UNION ALL SELECT id, 'REAUTHORIZATION_REQUIRED', '2026-06-06T12:00Z', '2026-06-09T12:00Z' FROM listener`);
  await instance.sql(
    `DELETE FROM snapshot WHERE day IN ('2026-06-01', '2026-06-02', '2026-06-07', '2026-06-08')`,
  );
  await instance.sql(
    `INSERT INTO skipped_day SELECT id, day::date FROM listener, unnest('{2026-05-20,2026-05-21}'::date[]) AS day`,
  );
}

describe('an export imported into another installation', () => {
  const opened: Instance[] = [];
  let from: { instance: Instance; client: Client };
  let to: { instance: Instance; client: Client };
  let started: OurProcess | undefined;

  // Both installations share one simulator, which hosts the artwork of the demo.
  beforeAll(async () => {
    const { instance, api } = await Instance.borrow();
    opened.push(instance);
    await instance.setClock(NOW);
    from = { instance, client: await signedInAt(instance, api, 'demo_01') };
    const other = await Instance.open();
    opened.push(other);
    const { SPOTIFY_ACCOUNTS_URL = '', SPOTIFY_API_URL = '' } = instance.settings;
    started = await other.startApi({ SPOTIFY_ACCOUNTS_URL, SPOTIFY_API_URL });
    await other.setClock(NOW);
    to = { instance: other, client: await signedInAt(instance, started, 'demo_02') };
    await makeHistory(from.instance);
  }, 120_000);
  afterAll(async () => {
    await started?.stop();
    await Promise.all(opened.map((instance) => instance.close()));
  });

  it('contains every kind of line, in order, and is sent as a download', async () => {
    const response = await from.client.fetch('/export');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': 'attachment; filename="headliner-2026-06-15.ndjson"',
      'cache-control': 'no-store',
    });
    const lines = (await response.text())
      .trimEnd()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(Object.keys(lines[0] ?? {})).toEqual(['type', 'displayName', 'timezone', 'skippedDays']);
    expect(lines[0]).toMatchObject({ timezone: ZONE, skippedDays: ['2026-05-20', '2026-05-21'] });
    const keys = new Set(
      lines.slice(1).map((line) => `${String(line['type'])}: ${Object.keys(line).join()}`),
    );
    expect([...keys]).toEqual([
      'artist: type,id,name,imageUrl',
      'gap: type,range,day,reason',
      'snapshot: type,range,day,takenAt,complete,artists',
    ]);
    expect(new Set(lines.map(({ reason }) => reason ?? 'PAUSED'))).toEqual(
      new Set([...REASONS, 'PAUSED', 'NOT_RUNNING']),
    );
    expect(lines).toContainEqual(expect.objectContaining({ type: 'snapshot', artists: [], complete: true }));
    const places = lines
      .filter(({ type }) => type === 'gap' || type === 'snapshot')
      .map(({ day, range }) => `${String(day)} ${RANGES.findIndex((each) => each === range)}`);
    expect(places).toEqual(places.toSorted());
    expect(new Set(places).size).toBe(places.length);
    expect(places[0]).toBe('2026-05-01 0');
    const artists = lines.filter(({ type }) => type === 'artist');
    expect(artists.map(({ name }) => name).toSorted()).toEqual(NAMES.toSorted());
  });

  it('leads to an equal export and to equal coverage there', async () => {
    const file = await exportFile(from.client);
    const { status, body } = await importFile(to.client, file);
    const count = (type: string): number => file.split(`\n{"type":"${type}"`).length - 1;
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        snapshots: { added: count('snapshot'), kept: 0 },
        gaps: { added: count('gap'), kept: 0 },
        artists: { added: NAMES.length, kept: 0 },
      },
    });
    const again = await exportFile(to.client);
    const [profile = '', ...rest] = file.split('\n');
    const [otherProfile = '', ...otherRest] = again.split('\n');
    expect(otherRest).toEqual(rest);
    expect({ ...JSON.parse(otherProfile), displayName: '' }).toEqual({
      ...JSON.parse(profile),
      displayName: '',
    });

    const query = `{ viewer { timezone ${RANGES.map(
      (range) =>
        `${range}: coverage(range: ${range}) { since snapshotCount gapCount gaps(first: 100) { day reason } }`,
    ).join(' ')} } }`;
    expect(await to.client.graphql(query)).toEqual(await from.client.graphql(query));
  });

  it('changes nothing when imported where it came from, and stores no computed gaps', async () => {
    const file = await exportFile(from.client);
    const before = await contents(from.instance);
    const { status, body } = await importFile(from.client, file);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { snapshots: { added: 0 }, gaps: { added: 0 }, artists: { added: 0 } },
    });
    expect(await contents(from.instance)).toEqual(before);
  });

  it('stores no gap that the other installation computes itself', async () => {
    const rows = await to.instance.sql<{ reason: string }>('SELECT DISTINCT reason FROM imported_gap');
    const reasons = rows.map(({ reason }) => reason);
    expect(new Set(reasons)).toEqual(new Set([...REASONS, 'PAUSED']));
  });

  it('adds nothing when imported a second time', async () => {
    const file = await exportFile(from.client);
    await importFile(to.client, file);
    const before = await exportFile(to.client);
    const { body } = await importFile(to.client, file);
    expect(body).toMatchObject({ snapshots: { added: 0 }, gaps: { added: 0 }, artists: { added: 0 } });
    expect(await exportFile(to.client)).toBe(before);
  });
});
