import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { artistOfListener } from '../artists/artist-record.js';
import { Database } from '../connection/database.js';
import { queryRows, inTransaction, type Queryable } from '../connection/statements.js';
import { SnapshotSource, TimeRange } from '../generated/enums.js';
import { readCoverages, type StoredCoverage } from '../snapshots/coverage.repository.js';
import { agreement } from '../snapshots/reconstruction.repository.js';
import type { ListeningHistorySummary } from './staged-reconstruction.js';
import { lockTransfer } from './transfer-limits.js';

/** A time in JSON, written as `takenAt`. */
const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString().replace('.000Z', 'Z'));

const listenerRow = z.object({
  displayName: z.string().nullable(),
  listeningHistory: z
    .object({ importedAt: instant, plays: z.int(), agreement: z.array(agreement) })
    .nullable(),
});

const artistRow = z.object({
  /** Spotify's id, or a local one. */
  id: z.string(),
  name: z.string(),
  imageUrl: z.string().nullable(),
});

const snapshotRow = z.object({
  range: z.enum(TimeRange),
  day: z.string(),
  takenAt: z.date(),
  complete: z.boolean(),
  source: z.enum(SnapshotSource),
  /** Spotify's ids, or local ones, in rank order. */
  artists: z.array(z.string()),
});

/** An artist of a listener's history. */
type ExportedArtist = Readonly<z.output<typeof artistRow>>;

type ExportedSnapshot = Readonly<z.output<typeof snapshotRow>>;

/** One listener's whole history at one moment. Rows are fetched as they are read. */
export interface ExportedHistory {
  readonly displayName: string | null;
  /** The summary of the listening history that reconstructed snapshots come from. Null if there are none. */
  readonly listeningHistory: ListeningHistorySummary | null;
  readonly coverage: Readonly<Record<TimeRange, StoredCoverage>>;
  /** Every artist in a snapshot, once, ordered by Spotify's id. */
  readonly artists: () => AsyncIterable<ExportedArtist>;
  /** Ordered by day, then range. */
  readonly snapshots: () => AsyncIterable<ExportedSnapshot>;
}

const LISTENER = `
  SELECT display_name AS "displayName",
         (SELECT jsonb_build_object('importedAt', imported_at, 'plays', plays, 'agreement', agreement)
          FROM listening_history WHERE listener_id = id) AS "listeningHistory"
  FROM listener WHERE id = $1`;

const ARTISTS = `
  SELECT described.id, name, images -> 0 ->> 'url' AS "imageUrl"
  FROM (SELECT DISTINCT unnest(artist_ids) AS artist_id FROM snapshot WHERE listener_id = $1) AS own,
       ${artistOfListener('own.artist_id', '$1')}
  ORDER BY described.id COLLATE "C"`;

const SNAPSHOTS = `
  SELECT range, day::text, taken_at AS "takenAt", complete, source,
         ARRAY(SELECT spotify_id FROM unnest(artist_ids) WITH ORDINALITY AS place (artist_id, rank)
               JOIN artist ON artist.id = place.artist_id ORDER BY rank) AS artists
  FROM snapshot WHERE listener_id = $1 ORDER BY snapshot.day, snapshot.range`;

/** Reads exports. */
@Injectable()
export class ExportRepository {
  constructor(private readonly database: Database) {}

  /**
   * Calls `read` with one listener's history, in a transaction that lasts until it returns.
   *
   * @returns what `read` returns; null if the listener does not exist
   * @throws {TransferInProgressError}
   */
  read<T>(listenerId: number, read: (history: ExportedHistory) => Promise<T>): Promise<T | null> {
    const begin = 'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY';
    return inTransaction(this.database.pool, begin, async (client) => {
      await lockTransfer(client, 'export', listenerId);
      const history = await openHistory(client, listenerId);
      return history && read(history);
    });
  }
}

async function openHistory(client: Queryable, listenerId: number): Promise<ExportedHistory | null> {
  const values = [listenerId];
  const [listener] = await queryRows(client, listenerRow, LISTENER, values);
  const [SHORT_TERM, MEDIUM_TERM, LONG_TERM] = await readCoverages(client, [
    { listenerId, range: 'SHORT_TERM' },
    { listenerId, range: 'MEDIUM_TERM' },
    { listenerId, range: 'LONG_TERM' },
  ]);
  if (!listener || !SHORT_TERM || !MEDIUM_TERM || !LONG_TERM) return null;
  return {
    ...listener,
    coverage: { SHORT_TERM, MEDIUM_TERM, LONG_TERM },
    artists: () => fetchRows(client, { name: 'artists', query: ARTISTS, values, row: artistRow, size: 500 }),
    snapshots: () =>
      fetchRows(client, { name: 'snapshots', query: SNAPSHOTS, values, row: snapshotRow, size: 100 }),
  };
}

/** Reads the rows of a query through a cursor, `size` rows at a time. Needs a transaction. */
async function* fetchRows<Row extends z.ZodType>(
  client: Queryable,
  cursor: {
    readonly name: string;
    readonly query: string;
    readonly values: unknown[];
    readonly row: Row;
    readonly size: number;
  },
): AsyncGenerator<z.output<Row>> {
  const { name, query, values, row, size } = cursor;
  await client.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${query}`, values);
  for (;;) {
    const rows = await queryRows(client, row, `FETCH ${size} FROM ${name}`);
    yield* rows;
    if (rows.length < size) break;
  }
  await client.query(`CLOSE ${name}`);
}
