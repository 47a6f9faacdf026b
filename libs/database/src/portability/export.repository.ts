import { Injectable } from '@nestjs/common';
import { describedArtist } from '../artists/described-artist.js';
import { Database } from '../connection/database.js';
import { inTransaction, type Queryable } from '../connection/transaction.js';
import { TimeRange } from '../generated/enums.js';
import { type CoverageQuestion, readCoverages, type StoredCoverage } from '../snapshots/read-coverage.js';
import { fetchRows } from './fetch-rows.js';
import { takeTurn } from './take-turn.js';

/** An artist of a listener's history, as they know them. */
export interface ExportedArtist {
  /** Spotify's id. */
  readonly id: string;
  readonly name: string;
  readonly imageUrl: string | null;
}

export interface ExportedSnapshot {
  readonly range: TimeRange;
  readonly day: string;
  readonly takenAt: Date;
  readonly complete: boolean;
  /** Spotify's ids in rank order. */
  readonly artists: readonly string[];
}

/** All of one listener's history as it stood at one moment, to be read in this order, and no further than is asked. */
export interface HistoryReading {
  readonly displayName: string | null;
  readonly coverage: Readonly<Record<TimeRange, StoredCoverage>>;
  /** Everyone who is in a snapshot, once, by Spotify's id. */
  readonly artists: () => AsyncIterable<ExportedArtist>;
  /** By day, then range. */
  readonly snapshots: () => AsyncIterable<ExportedSnapshot>;
}

const ARTISTS = `
  SELECT described.id, name, "imageUrl"
  FROM (SELECT DISTINCT unnest(artist_ids) AS artist_id FROM snapshot WHERE listener_id = $1) AS own,
       ${describedArtist('own.artist_id', '$1')}
  ORDER BY described.id COLLATE "C"`;

const SNAPSHOTS = `
  SELECT range, day::text, taken_at AS "takenAt", complete,
         ARRAY(SELECT spotify_id FROM unnest(artist_ids) WITH ORDINALITY AS place (artist_id, rank)
               JOIN artist ON artist.id = place.artist_id ORDER BY rank) AS artists
  FROM snapshot WHERE listener_id = $1 ORDER BY snapshot.day, snapshot.range`;

/** Reads what listeners take away. */
@Injectable()
export class ExportRepository {
  constructor(private readonly database: Database) {}

  /**
   * Has `read` read one listener's history, in one transaction that lasts as long as it takes.
   *
   * @returns what `read` does; null where there is no such listener
   * @throws {AlreadyUnderWayError}
   */
  read<T>(listenerId: number, read: (history: HistoryReading) => Promise<T>): Promise<T | null> {
    const begin = 'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY';
    return inTransaction(this.database.pool, begin, async (client) => {
      await takeTurn(client, 'export', listenerId);
      const history = await openHistory(client, listenerId);
      return history && read(history);
    });
  }
}

async function openHistory(client: Queryable, listenerId: number): Promise<HistoryReading | null> {
  const { rows } = await client.query<{ displayName: string | null }>(
    'SELECT display_name AS "displayName" FROM listener WHERE id = $1',
    [listenerId],
  );
  const of = (range: TimeRange): CoverageQuestion => ({ listenerId, range });
  const ranges = [of('SHORT_TERM'), of('MEDIUM_TERM'), of('LONG_TERM')];
  const coverageOf = await readCoverages(client, ranges);
  const [SHORT_TERM, MEDIUM_TERM, LONG_TERM] = ranges.map(coverageOf);
  const row = rows[0];
  if (!row || !SHORT_TERM || !MEDIUM_TERM || !LONG_TERM) return null;
  const values = [listenerId];
  return {
    displayName: row.displayName,
    coverage: { SHORT_TERM, MEDIUM_TERM, LONG_TERM },
    artists: () => fetchRows(client, { name: 'artists', query: ARTISTS, values, rows: 500 }),
    snapshots: () => fetchRows(client, { name: 'snapshots', query: SNAPSHOTS, values, rows: 100 }),
  };
}
