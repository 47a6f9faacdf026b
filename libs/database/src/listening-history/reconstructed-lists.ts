import { randomUUID } from 'node:crypto';
import type { PlayCounts, ReconstructedList } from '#charts';
import { z } from 'zod';
import { LOCAL_ID_PREFIX, searchUrl } from '../artists/artist-record.js';
import { LONG_TIMEOUT } from '../connection/long-statements.js';
import { discardPlans, type Queryable, queryRows } from '../connection/statements.js';
import type { TimeRange } from '../generated/enums.js';
import type { KnownArtist } from './known-artists.js';

const addedRow = z.object({ key: z.int(), place: z.int() });

const ADD_LOCAL_ARTISTS = `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($2) AS given (place integer, id text, name text, "searchUrl" text)
  ), added AS (
    INSERT INTO artist (spotify_id, spotify_url) SELECT id, "searchUrl" FROM given ORDER BY id
    RETURNING id, spotify_id
  ), named AS (
    INSERT INTO imported_artist (listener_id, artist_id, name)
    SELECT $1, added.id, given.name FROM added JOIN given ON given.id = added.spotify_id
  )
  SELECT added.id AS key, given.place FROM added JOIN given ON given.id = added.spotify_id`;

const RENAME_LOCAL_ARTISTS = `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($2) AS given (key integer, name text, "searchUrl" text)
  ), renamed AS (
    UPDATE imported_artist SET name = given.name FROM given
    WHERE listener_id = $1 AND artist_id = given.key AND imported_artist.name <> given.name
    RETURNING artist_id, "searchUrl"
  )
  UPDATE artist SET spotify_url = "searchUrl" FROM renamed WHERE artist.id = renamed.artist_id`;

const ADD_SNAPSHOTS = `
  INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids, source)
  SELECT $1, $2, day, complete, $3, artists, 'RECONSTRUCTED'
  FROM jsonb_to_recordset($4) AS list (day date, complete boolean, artists integer[])`;

const ADD_LINKS = `
  INSERT INTO artist_link (listener_id, artist_id, state, track_id)
  SELECT $1, key, state, "trackId"
  FROM jsonb_to_recordset($2) AS link (key integer, state "ArtistLinkState", "trackId" text)
  ORDER BY key`;

/** How many artists are on the stored lists. */
export interface StoredArtists {
  /** Spotify's artists. */
  readonly matched: number;
  /** Artists known by name only. */
  readonly toLink: number;
}

/** Stores the reconstructed lists of one listener, batch by batch, and the artists that are on them. */
export class ReconstructedLists {
  private readonly names: readonly string[];
  /** The stored artist of each number of {@link PlayCounts}; undefined if there is none yet. */
  private readonly artists: (KnownArtist | undefined)[];
  private readonly isOnList: Uint8Array;

  /** @param known artists by folded name */
  constructor(
    private readonly client: Queryable,
    private readonly listenerId: number,
    private readonly counts: PlayCounts,
    known: ReadonlyMap<string, KnownArtist>,
  ) {
    this.names = counts.names();
    this.artists = counts.foldedNames().map((name) => known.get(name));
    this.isOnList = new Uint8Array(counts.artistCount);
  }

  /** Returns Spotify's artist for an artist of the counts; a negative number if there is none. */
  readonly keyOf = (artist: number): number => {
    const known = this.artists[artist];
    return known && !known.isLocal ? known.key : -1 - artist;
  };

  /** Stores lists of one range. Artists without a row get one. */
  async add(range: TimeRange, takenAt: Date, lists: readonly ReconstructedList[]): Promise<void> {
    const unknown = new Set<number>();
    for (const artist of lists.flatMap((list) => [...list.artists])) {
      this.isOnList[artist] = 1;
      if (!this.artists[artist]) unknown.add(artist);
    }
    if (unknown.size > 0) await this.addLocalArtists([...unknown]);
    const rows = lists.map(({ day, complete, artists }) => ({
      day,
      complete,
      artists: Array.from(artists, (artist) => this.artists[artist]?.key),
    }));
    await this.run(ADD_SNAPSHOTS, this.listenerId, range, takenAt, JSON.stringify(rows));
  }

  /** Replaces the links by those of the artists that are on a stored list. */
  async finish(): Promise<StoredArtists> {
    const links: { key: number; state: 'LINKED' | 'PENDING'; trackId: string | null }[] = [];
    const local: { key: number; name: string; searchUrl: string }[] = [];
    for (const [number, artist] of this.artists.entries()) {
      if (!artist || this.isOnList[number] !== 1) continue;
      const { key, isLocal } = artist;
      const trackId = isLocal ? this.counts.trackId(number) : null;
      links.push({ key, state: isLocal ? 'PENDING' : 'LINKED', trackId });
      if (isLocal) local.push({ key, ...this.describe(number) });
    }
    const { listenerId } = this;
    await this.run('DELETE FROM artist_link WHERE listener_id = $1', listenerId);
    await this.run(RENAME_LOCAL_ARTISTS, listenerId, JSON.stringify(local));
    await discardPlans(this.client);
    await this.run(ADD_LINKS, listenerId, JSON.stringify(links));
    return { matched: links.length - local.length, toLink: local.length };
  }

  private async addLocalArtists(numbers: readonly number[]): Promise<void> {
    const given = numbers.map((place) => ({
      place,
      id: `${LOCAL_ID_PREFIX}${randomUUID()}`,
      ...this.describe(place),
    }));
    await discardPlans(this.client);
    const values = [this.listenerId, JSON.stringify(given)];
    for (const { key, place } of await queryRows(this.client, addedRow, ADD_LOCAL_ARTISTS, values))
      this.artists[place] = { key, isLocal: true };
  }

  private async run(text: string, ...values: unknown[]): Promise<void> {
    await this.client.query({ text, values, ...LONG_TIMEOUT });
  }

  private describe(artist: number): { name: string; searchUrl: string } {
    const name = this.names[artist] ?? '';
    return { name, searchUrl: searchUrl(name) };
  }
}
