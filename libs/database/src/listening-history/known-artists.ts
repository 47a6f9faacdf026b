import { type ChartDay, dayOf, foldName, type History } from '#charts';
import { z } from 'zod';
import { artistOfListener, isLocalId } from '../artists/artist-record.js';
import { type Queryable, queryRows } from '../connection/statements.js';

/** The artist that a name in a listening history refers to. */
export interface KnownArtist {
  /** The artist's key. */
  readonly key: number;
  /** Whether only the name is known. */
  readonly isLocal: boolean;
}

const namesRow = z.object({ names: z.array(z.object({ key: z.int(), name: z.string() })) });
const earlierRow = z.object({ key: z.int(), id: z.string(), name: z.string(), linked: z.boolean() });
const topListRow = z.object({ fetchedAt: z.date(), artists: z.array(z.int()) });

/** The lists of `topArtists`. They can be older than the newest snapshots, which a worker records. */
const TOP_LISTS = `
  SELECT fetched_at AS "fetchedAt", artist_ids AS artists FROM top_list WHERE listener_id = $1`;

/** One JSON value, as in `ArtistRepository.readNames`. */
const NAMES = `
  SELECT coalesce(json_agg(json_build_object('key', own.key, 'name', described.name)), '[]') AS names
  FROM unnest($2::int[]) AS own (key), ${artistOfListener('own.key', '$1')}`;

/** Artists of earlier imports, linked ones last. */
const EARLIER_ARTISTS = `
  SELECT own.key, described.id, described.name, own.linked
  FROM (SELECT artist_id AS key, state = 'LINKED' AS linked FROM artist_link WHERE listener_id = $1
        UNION ALL SELECT artist_id, false FROM imported_artist WHERE listener_id = $1) AS own,
       ${artistOfListener('own.key', '$1')}
  ORDER BY own.linked, own.key`;

/**
 * Finds the artists that names in a listening history refer to, by folded name: those of the listener's own Spotify
 * lists, else those linked after an earlier import, else those still known only by name.
 *
 * @param timezone of the listener
 * @param recorded Spotify's lists of all ranges
 */
export async function findKnownArtists(
  client: Queryable,
  { listenerId, timezone }: { readonly listenerId: number; readonly timezone: string },
  recorded: readonly History[],
): Promise<ReadonlyMap<string, KnownArtist>> {
  const known = new Map<string, KnownArtist>();
  const earlier = await queryRows(client, earlierRow, EARLIER_ARTISTS, [listenerId]);
  for (const { key, id, name, linked } of earlier) {
    const isLocal = isLocalId(id);
    if (isLocal || linked) known.set(foldName(name), { key, isLocal });
  }

  const topLists = await queryRows(client, topListRow, TOP_LISTS, [listenerId]);
  const keys = placedFirst(
    topLists.map(({ fetchedAt, artists }) => ({ day: dayOf(fetchedAt, timezone), artists })),
    recorded,
  );
  const [row] = await queryRows(client, namesRow, NAMES, [listenerId, keys]);
  const names = new Map(row?.names.map(({ key, name }) => [key, name]));
  // The best placed artist of a name comes last, and so replaces all others.
  for (const key of keys.toReversed()) {
    const name = names.get(key);
    if (name !== undefined) known.set(foldName(name), { key, isLocal: false });
  }
  return known;
}

/** Returns the artists of Spotify's lists: those of newer lists first, those of one day by their best rank. */
function placedFirst(
  topLists: readonly { readonly day: ChartDay; readonly artists: readonly number[] }[],
  recorded: readonly History[],
): number[] {
  const placed = new Map<number, { readonly day: ChartDay; readonly rank: number }>();
  const place = (artist: number, day: ChartDay, rank: number): void => {
    const before = placed.get(artist);
    if (!before || day > before.day || (day === before.day && rank < before.rank))
      placed.set(artist, { day, rank });
  };
  for (const history of recorded) {
    for (let index = 0; index < history.size; index += 1) {
      const day = history.day(index);
      for (const [rank, artist] of history.artists(index).entries()) place(artist, day, rank);
    }
  }
  for (const { day, artists } of topLists) {
    for (const [rank, artist] of artists.entries()) place(artist, day, rank);
  }
  return [...placed]
    .sort(([, one], [, other]) => other.day.localeCompare(one.day) || one.rank - other.rank)
    .map(([artist]) => artist);
}
