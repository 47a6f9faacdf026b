import { beforeEach, describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { ask } from './asking.js';
import { artistId, History } from './history.js';
import { mint, program } from './minting.js';
import { exportFile } from './portable-history.js';

const stage = setStage();

beforeEach(async () => {
  const history = await History.open(stage, '2026-06-17T12:00:00Z', '2026-06-08');
  await history.lists('SHORT_TERM', { '2026-06-15': 'AB', '2026-06-16': 'BA' });
  await history.lists('SHORT_TERM', { '2026-05-25': 'AB', '2026-06-01': 'XA' }, true, 'RECONSTRUCTED');
  await history.lists('LONG_TERM', { '2026-06-08': 'A' }, true, 'RECONSTRUCTED');
});

const SEARCH = 'https://open.spotify.com/search/Only%20A%20Name/artists';

/** Adds the summary of a listening history, links, and a day with an artist known only by name; returns its id. */
async function addListeningHistory(): Promise<{ local: string }> {
  const { instance } = stage;
  const local = 'local:0b9aa0c0-7f4a-4a5e-9d6d-6a3a3b3c3d3e';
  await instance.sql(
    `WITH named AS (INSERT INTO artist (spotify_id, spotify_url) VALUES ($1, $2) RETURNING id),
          own AS (INSERT INTO imported_artist (listener_id, artist_id, name) SELECT listener.id, named.id, 'Only A Name' FROM listener, named),
          link AS (INSERT INTO artist_link (listener_id, artist_id, state) SELECT listener.id, named.id, 'PENDING' FROM listener, named)
     INSERT INTO snapshot (listener_id, range, day, complete, source, taken_at, artist_ids)
     SELECT listener.id, 'SHORT_TERM', '2026-05-26', true, 'RECONSTRUCTED', clock_now(), ARRAY[named.id] FROM listener, named`,
    [local, SEARCH],
  );
  await instance.sql(
    `INSERT INTO artist_link (listener_id, artist_id, state)
     SELECT listener.id, artist.id, given.state::"ArtistLinkState"
     FROM listener, (VALUES ('A', 'LINKED'), ('B', 'PENDING'), ('X', 'UNKNOWN')) AS given (letter, state)
     JOIN artist ON spotify_id = repeat(letter, 22)`,
  );
  const agreement = [
    { range: 'LONG_TERM', days: 2, similarity: 1 },
    { range: 'SHORT_TERM', days: 3, similarity: 0.5 },
  ];
  await instance.sql(
    `INSERT INTO listening_history (listener_id, imported_at, plays, agreement)
     SELECT id, '2026-06-10T08:00:00Z', 1234, $1 FROM listener`,
    [JSON.stringify(agreement)],
  );
  return { local };
}

describe('viewer.reconstruction', () => {
  const RECONSTRUCTION = `{ viewer { reconstruction {
    importedAt from to plays artistsLinked artistsPending artistsUnknown agreement { range days similarity }
  } } }`;

  it('is null without an imported listening history', async () => {
    expect(await ask(stage, RECONSTRUCTION)).toEqual({ viewer: { reconstruction: null } });
  });

  it('has days, plays, artists and agreement by range, and the export its lines, also while reads leave them out', async () => {
    await addListeningHistory();
    const expected = {
      importedAt: '2026-06-10T08:00:00.000Z',
      from: '2026-05-25',
      to: '2026-06-08',
      plays: 1_234,
      artistsLinked: 1,
      artistsPending: 2,
      artistsUnknown: 1,
      agreement: [
        { range: 'SHORT_TERM', days: 3, similarity: 0.5 },
        { range: 'LONG_TERM', days: 2, similarity: 1 },
      ],
    };
    expect(await ask(stage, RECONSTRUCTION)).toEqual({ viewer: { reconstruction: expected } });
    await ask(stage, 'mutation { updateSettings(input: { includeReconstructed: false }) { viewer { id } } }');
    expect(await ask(stage, RECONSTRUCTION)).toEqual({ viewer: { reconstruction: expected } });
    const lines = (await exportFile(stage.client)).split('\n');
    expect(lines.filter((line) => line.includes('"source":"RECONSTRUCTED"'))).toHaveLength(4);
  });
});

describe('an artist known only by name', () => {
  it('has a local id and the name of the import, and is not linked, only for the listener who imported it', async () => {
    const { local } = await addListeningHistory();
    const SHOWN = 'query ($id: ID!) { artist(id: $id) { id linked name spotifyUrl imageUrl } }';
    expect(await ask(stage, SHOWN, { id: local })).toEqual({
      artist: { id: local, linked: false, name: 'Only A Name', spotifyUrl: SEARCH, imageUrl: null },
    });
    expect(await ask(stage, SHOWN, { id: artistId('A') })).toMatchObject({ artist: { linked: true } });
    expect(await ask(stage, '{ artists(search: "only") { nodes { id } } }')).toEqual({
      artists: { nodes: [{ id: local }] },
    });
    const other = stage.instance.client(stage.api);
    await other.signIn('demo_02');
    const { errors } = await other.graphql(SHOWN, { id: local });
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

describe('deleteReconstructedHistory', () => {
  const DELETE = 'mutation { deleteReconstructedHistory { deletedSnapshots } }';

  it("deletes reconstructed snapshots with local artists, links and summary, and nothing of Spotify's", async () => {
    await addListeningHistory();
    const kept = 'SELECT range, day::text, artist_ids FROM snapshot WHERE source = $1 ORDER BY range, day';
    const before = await stage.instance.sql(kept, ['SPOTIFY']);
    expect(await ask(stage, DELETE)).toEqual({ deleteReconstructedHistory: { deletedSnapshots: 4 } });
    expect(await stage.instance.sql(kept, ['SPOTIFY'])).toEqual(before);
    expect(await stage.instance.sql(kept, ['RECONSTRUCTED'])).toEqual([]);
    for (const table of ['artist_link', 'listening_history', 'imported_artist']) {
      expect([table, await stage.instance.sql(`SELECT * FROM ${table}`)]).toEqual([table, []]);
    }
    expect(await stage.instance.sql("SELECT FROM artist WHERE spotify_id LIKE 'local:%'")).toEqual([]);
    expect(
      await ask(stage, '{ viewer { reconstruction { plays } } old: chart(range: LONG_TERM) { day } }'),
    ).toEqual({ viewer: { reconstruction: null }, old: null });
    expect(await ask(stage, DELETE)).toEqual({ deleteReconstructedHistory: { deletedSnapshots: 0 } });
  });

  it('needs the scope WRITE with an access token', async () => {
    const reader = program(stage, (await mint(stage.client, { scope: 'READ' })).secret);
    expect((await reader.graphql(DELETE)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const writer = program(stage, (await mint(stage.client, { scope: 'WRITE' })).secret);
    expect((await writer.graphql(DELETE)).data).toEqual({
      deleteReconstructedHistory: { deletedSnapshots: 3 },
    });
  });
});
