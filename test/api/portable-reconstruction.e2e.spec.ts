import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Client, setStage } from '../support/index.js';
import {
  artist,
  artistId,
  errorOf,
  exportFile,
  fileOf,
  gap,
  importFile,
  PROFILE,
  reconstructed,
  snapshot,
} from './portable-history.js';

jest.setTimeout(120_000);

const stage = setStage();
const [ONE, TWO] = [artistId(1), artistId(2)];
const LOCAL = 'local:0b9aa0c0-7f4a-4a5e-9d6d-6a3a3b3c3d3e';
const NAMED = { ...artist(LOCAL, 'Only A Name & More'), linked: false };
const SUMMARY = {
  importedAt: '2026-06-10T08:00:00Z',
  plays: 1_234,
  agreement: [{ range: 'SHORT_TERM', days: 3, similarity: 0.5 }],
};
const HEAD = { ...PROFILE, listeningHistory: SUMMARY };
const RECONSTRUCTION = `{ viewer { reconstruction {
  importedAt from to plays artistsLinked artistsPending artistsUnknown agreement { range days similarity }
} } }`;

const FILE = fileOf(
  HEAD,
  artist(ONE),
  artist(TWO),
  NAMED,
  reconstructed('2002-10-01', [LOCAL, ONE]),
  reconstructed('2026-05-31', [TWO, LOCAL]),
  snapshot('2026-06-01', [ONE]),
);

async function expectImported(who: Client, file: string): Promise<unknown> {
  const { status, body } = await importFile(who, file);
  expect([status, body]).toEqual([200, expect.anything()]);
  return body;
}

/** Returns the short-term snapshots of the only listener as `day source`. */
async function stored(): Promise<string[]> {
  const rows = await stage.instance.sql<{ day: string; source: string }>(
    "SELECT day::text, source FROM snapshot WHERE range = 'SHORT_TERM' ORDER BY day",
  );
  return rows.map(({ day, source }) => `${day.slice(5)} ${source}`);
}

beforeEach(async () => {
  await stage.instance.setClock(new Date('2026-06-17T12:00:00Z'));
  await stage.client.signIn('demo_01');
});

describe('an exported file with reconstructed snapshots', () => {
  it('comes back in as it was: sources, local artists, links and the summary', async () => {
    expect(await expectImported(stage.client, FILE)).toMatchObject({
      snapshots: { added: 3, kept: 0 },
      artists: { added: 3, kept: 0 },
    });
    const lines = (await exportFile(stage.client)).split('\n').filter((line) => !line.includes('"gap"'));
    expect(lines.join('\n')).toBe(FILE.replace('Some Listener', 'Demo Listener'));
    const counts = { artistsLinked: 2, artistsPending: 1, artistsUnknown: 0 };
    const days = { importedAt: '2026-06-10T08:00:00.000Z', from: '2002-10-01', to: '2026-05-31' };
    const reconstruction = { ...SUMMARY, ...days, ...counts };
    expect((await stage.client.graphql(RECONSTRUCTION)).data).toEqual({ viewer: { reconstruction } });
    const { data } = await stage.client.graphql(
      `{ artist(id: "${LOCAL}") { name linked spotifyUrl } chart(range: SHORT_TERM, on: "2026-05-31") { source } }`,
    );
    expect(data).toEqual({
      artist: {
        name: 'Only A Name & More',
        linked: false,
        spotifyUrl: 'https://open.spotify.com/search/Only%20A%20Name%20%26%20More/artists',
      },
      chart: { source: 'RECONSTRUCTED' },
    });
    expect(await expectImported(stage.client, FILE)).toMatchObject({ snapshots: { added: 0, kept: 3 } });
    await stage.client.graphql('mutation { deleteReconstructedHistory { deletedSnapshots } }');
    expect(await expectImported(stage.client, FILE)).toMatchObject({ snapshots: { added: 2, kept: 1 } });
    expect((await stage.client.graphql(RECONSTRUCTION)).data).toEqual({ viewer: { reconstruction } });
  });

  it('gives another listener local artists of their own', async () => {
    await expectImported(stage.client, FILE);
    const other = stage.instance.client(stage.api);
    await other.signIn('demo_02');
    await expectImported(other, FILE);
    const owners = await stage.instance.sql<{ id: string; name: string; state: string }>(
      `SELECT spotify_id AS id, imported_artist.name, state FROM artist
       JOIN imported_artist ON artist_id = artist.id JOIN artist_link USING (listener_id, artist_id)
       WHERE spotify_id LIKE 'local:%' ORDER BY imported_artist.listener_id`,
    );
    expect(owners.map(({ name, state }) => [name, state])).toEqual([
      ['Only A Name & More', 'PENDING'],
      ['Only A Name & More', 'PENDING'],
    ]);
    const [own = '', others = ''] = owners.map(({ id }) => id);
    expect(own).toBe(LOCAL);
    expect(others).toMatch(/^local:[0-9a-f-]{36}$/);
    expect(others).not.toBe(LOCAL);
    expect(await exportFile(other)).not.toContain(LOCAL);
    expect((await exportFile(other)).split(`"${others}"`)).toHaveLength(4);
    expect((await other.graphql(`{ artist(id: "${LOCAL}") { name } }`)).errors?.[0]?.extensions.code).toBe(
      'NOT_FOUND',
    );
    await other.graphql('mutation { deleteAccount(confirm: true) { deletedAt } }');
    const left = await stage.instance.sql("SELECT spotify_id FROM artist WHERE spotify_id LIKE 'local:%'");
    expect(left).toEqual([{ spotify_id: LOCAL }]);
  });

  it('has no summary and no marks after all its snapshots are recorded ones', async () => {
    await expectImported(stage.client, fileOf(HEAD, artist(ONE), snapshot('2026-06-01', [ONE])));
    expect(await exportFile(stage.client)).not.toMatch(/listeningHistory|source|linked/);
  });
});

describe('an import', () => {
  it("leaves out reconstructed days that are not before the first of Spotify's, stored or in the file", async () => {
    await expectImported(stage.client, fileOf(PROFILE, artist(ONE), snapshot('2026-06-03', [ONE])));
    const days = ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04'];
    const lines = days.map((day) => reconstructed(day, [TWO, LOCAL]));
    const elsewhere = reconstructed('2026-06-04', [ONE], 'LONG_TERM');
    const file = fileOf(
      HEAD,
      artist(ONE),
      artist(TWO),
      NAMED,
      ...lines,
      elsewhere,
      snapshot('2026-06-02', [ONE]),
    );
    expect(await expectImported(stage.client, file)).toMatchObject({ snapshots: { added: 3, kept: 3 } });
    expect(await stored()).toEqual(['06-01 RECONSTRUCTED', '06-02 SPOTIFY', '06-03 SPOTIFY']);
    expect(await stage.instance.sql("SELECT FROM snapshot WHERE range = 'LONG_TERM'")).toHaveLength(1);
  });

  it("deletes the reconstructed days from an earlier first of Spotify's on, with artists only they have", async () => {
    await expectImported(stage.client, FILE);
    const file = fileOf(PROFILE, artist(ONE), snapshot('2002-10-02', [ONE]));
    expect(errorOf(await importFile(stage.client, file)).message).toMatch(
      /^Line 3: the day 2002-10-02 is too early/,
    );
    const earlier = fileOf(
      PROFILE,
      artist(ONE),
      snapshot('2026-05-30', [ONE]),
      gap('2026-05-31', 'RATE_LIMITED'),
    );
    expect(await expectImported(stage.client, earlier)).toMatchObject({
      snapshots: { added: 1 },
      gaps: { added: 1 },
    });
    expect(await stored()).toEqual(['10-01 RECONSTRUCTED', '05-30 SPOTIFY', '06-01 SPOTIFY']);
    const links = await stage.instance.sql(
      'SELECT spotify_id AS id, state FROM artist_link JOIN artist ON id = artist_id ORDER BY 1',
    );
    expect(links).toEqual([
      { id: ONE, state: 'LINKED' },
      { id: LOCAL, state: 'PENDING' },
    ]);
    expect(await stage.instance.sql('SELECT FROM artist WHERE spotify_id = $1', [TWO])).toEqual([]);
  });

  it('links again the artists who stayed unknown', async () => {
    await expectImported(stage.client, FILE);
    await stage.instance.sql("UPDATE artist_link SET state = 'UNKNOWN' WHERE state = 'PENDING'");
    await expectImported(stage.client, FILE);
    expect(await stage.instance.sql("SELECT FROM artist_link WHERE state = 'PENDING'")).toHaveLength(1);
  });

  const UNMARKED = artist(LOCAL);
  const MARKED = { ...artist(ONE), linked: false };
  const GUESSED = { ...snapshot('2026-06-01', []), source: 'GUESSED' };
  const WITHOUT_UUID = { ...artist('local:1'), linked: false };
  it.each([
    ['a local ID that is not marked', [UNMARKED], /^Line 2: "linked" must be false for an ID that begins/],
    ["a mark on one of Spotify's", [MARKED], /^Line 2: "linked" must be .* true for any other/],
    ['a local ID without a UUID', [WITHOUT_UUID], /^Line 2: "id" must be a Spotify ID/],
    [
      "a local artist on a list of Spotify's",
      [NAMED, snapshot('2026-06-01', [LOCAL])],
      /^Line 3: "artists" can/,
    ],
    ['another source', [GUESSED], /^Line 2: "source" must be one of SPOTIFY, RECONSTRUCTED/],
    ['a day before all plays', [reconstructed('2002-09-30', [])], /^Line 2: the day 2002-09-30 is too early/],
  ])('refuses %s, and names the line', async (_, lines, message) => {
    expect(errorOf(await importFile(stage.client, fileOf(HEAD, ...lines))).message).toMatch(message);
    expect(await stage.instance.sql('SELECT FROM snapshot')).toEqual([]);
  });
});
