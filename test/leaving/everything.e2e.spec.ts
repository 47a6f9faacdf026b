import { until } from '../support/until.js';
import { describe, expect, it, jest } from '@jest/globals';
import { mint, program, refusal } from '../api/minting.js';
import { artist, artistId, importFile, fileOf, gap, PROFILE, snapshot } from '../api/portable-history.js';
import { createShare } from '../api/sharing.js';
import { type Client, setStage } from '../support/index.js';
import { markIds, tablesOfListeners, tracesOf } from './traces.js';

jest.setTimeout(180_000);

const stage = setStage();
const DELETE = 'mutation ($confirm: Boolean!) { deleteAccount(confirm: $confirm) { deletedAt } }';
const TOP = '{ topArtists(range: SHORT_TERM, limit: 3) { entries { artist { id } } } }';
const LEAVER = 918_273_645;

/** Signs in and fills every table that a client can fill. */
async function signInWithData(client: Client, listener: string): Promise<void> {
  await client.signIn(listener);
  await client.graphql(TOP);
  await mint(client);
  await createShare(client);
  const today = new Date();
  const day = (back: number) => new Date(today.getTime() - back * 86_400_000).toISOString().slice(0, 10);
  const file = fileOf(PROFILE, artist(artistId(1)), snapshot(day(40), [artistId(1)]), gap(day(39), 'PAUSED'));
  expect((await importFile(client, file)).status).toBe(200);
  await client.graphql('mutation { updateSettings(input: { snapshotsPaused: true }) { viewer { id } } }');
  await client.graphql(
    'mutation { updateSettings(input: { timezone: "Pacific/Kiritimati" }) { viewer { id } } }',
  );
}

/** Adds the rows that a client cannot create at any time. */
async function addRest(listenerId: number): Promise<void> {
  await stage.instance.sql(
    `INSERT INTO snapshot_failure (listener_id, range, day, reason, failed_at)
     VALUES ($1, 'LONG_TERM', '2026-01-01', 'EMPTY_RESPONSE', clock_now())`,
    [listenerId],
  );
  await stage.instance.sql(
    "INSERT INTO skipped_day (listener_id, day) VALUES ($1, '2026-01-02') ON CONFLICT DO NOTHING",
    [listenerId],
  );
  await stage.instance.sql(
    `INSERT INTO rate_limit (key, points, expire) VALUES ('SNAPSHOT:listener:' || $1::int, 1, 0)
     ON CONFLICT DO NOTHING`,
    [listenerId],
  );
  await stage.instance.sql('INSERT INTO listening_history (listener_id, plays) VALUES ($1, 1)', [listenerId]);
  await stage.instance.sql(
    "INSERT INTO artist_link (listener_id, artist_id, state) SELECT $1, min(id), 'LINKED' FROM artist",
    [listenerId],
  );
}

describe('deleteAccount', () => {
  it("deletes the listener's rows from every table, and no row of another listener", async () => {
    const { instance, client } = stage;
    const stayer = instance.client(stage.api);
    await signInWithData(stayer, 'listener_1');
    await markIds(instance, LEAVER);
    await signInWithData(client, 'demo_01');
    const elsewhere = instance.client(stage.api);
    await elsewhere.signIn('demo_01');
    await addRest(LEAVER);
    await instance.sql(
      `UPDATE listener SET display_name = 'Canary Name', spotify_id = 'canary id', spotify_account_id = 'canary account',
              image_url = 'https://i.scdn.co/canary' WHERE id = $1`,
      [LEAVER],
    );
    const tokens = await instance.sql<{ token: string }>(
      `SELECT unnest(ARRAY[refresh_token, access_token]) AS token FROM spotify_grant WHERE listener_id = $1
       UNION ALL SELECT sid FROM session WHERE listener_id = $1
       UNION ALL SELECT token FROM share WHERE listener_id = $1`,
      [LEAVER],
    );
    expect(tokens).toHaveLength(5);
    const marks = [String(LEAVER), 'canary', 'Canary', ...tokens.map(({ token }) => token)];

    // This test has to fill every table that refers to listeners.
    const tables = (await tracesOf(instance, [String(LEAVER)])).map((trace) => trace.split(':', 1)[0]);
    const expected = (await tablesOfListeners(instance)).map((name) => `public.${name}`);
    expect([...new Set(tables)]).toEqual(expect.arrayContaining(['public.listener', ...expected]));
    expect(tables.some((table) => table?.startsWith('pgboss.'))).toBe(true);
    const others = await tracesOf(instance, ['']);
    const remaining = others.filter((trace) => !marks.some((mark) => trace.includes(mark)));

    const { data, errors } = await client.graphql(DELETE, { confirm: true });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ deleteAccount: { deletedAt: expect.stringMatching(/^\d{4}-.*Z$/) } });
    expect(await tracesOf(instance, marks)).toEqual([]);
    expect((await tracesOf(instance, [''])).toSorted()).toEqual(remaining.toSorted());

    for (const browser of [client, elsewhere]) {
      expect((await browser.graphql(TOP)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
    expect((await stayer.graphql(TOP)).errors).toBeUndefined();
  });

  it('makes the next sign-in create a new listener without the old data', async () => {
    await signInWithData(stage.client, 'demo_01');
    await stage.client.graphql(DELETE, { confirm: true });
    await stage.client.signIn('demo_01');
    const { data } = await stage.client.graphql(
      '{ viewer { timezone snapshotsPaused accessTokens { id } coverage(range: SHORT_TERM) { since snapshotCount } } }',
    );
    expect(data?.['viewer']).toEqual({
      timezone: 'UTC',
      snapshotsPaused: false,
      accessTokens: [],
      coverage: { since: null, snapshotCount: 0 },
    });
  });

  it('rejects confirm: false with what has to be confirmed, and deletes nothing', async () => {
    await stage.client.signIn();
    const message = refusal(await stage.client.graphql(DELETE, { confirm: false }));
    expect(message).toMatch(/^BAD_USER_INPUT: The argument "confirm" must be true to delete your account/);
    expect(await stage.instance.sql('SELECT 1 FROM listener')).toHaveLength(1);
  });

  it('requires a session: it rejects access tokens and anonymous callers', async () => {
    await stage.client.signIn();
    const { secret } = await mint(stage.client, { scope: 'WRITE' });
    const tokenClient = program(stage, secret);
    expect(refusal(await tokenClient.graphql(DELETE, { confirm: true }))).toMatch(
      /^FORBIDDEN: Accounts are deleted/,
    );
    const anonymous = stage.instance.client(stage.api);
    expect(refusal(await anonymous.graphql(DELETE, { confirm: true }))).toMatch(/^UNAUTHENTICATED/);
    expect(await stage.instance.sql('SELECT 1 FROM listener')).toHaveLength(1);
  });

  it('ends the access tokens of the listener', async () => {
    await stage.client.signIn();
    const tokenClient = program(stage, (await mint(stage.client)).secret);
    expect((await tokenClient.graphql(TOP)).errors).toBeUndefined();
    await stage.client.graphql(DELETE, { confirm: true });
    await until(
      async () => (await tokenClient.graphql(TOP)).errors?.[0]?.extensions.code === 'UNAUTHENTICATED',
      'the access token is refused',
    );
  });
});
