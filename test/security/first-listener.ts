import { demoListeners } from '../support/simulators.js';
import { type Minted, mint } from '../api/minting.js';
import { artist, bringBack, fileOf, gap, PROFILE, RANGES, snapshot } from '../api/portable-history.js';
import { markIds } from '../leaving/traces.js';
import type { Client, Instance, OurProcess } from '../support/index.js';

/** A number that occurs nowhere else. */
const LISTENER_ID = 918_273_645;
/** A name that no public page shows, unlike the name that the simulator uses. */
export const DISPLAY_NAME = 'Name of the First';
/** The first listener's history lies in a year that no other history reaches. */
export const DAYS = ['2019-03-04', '2019-03-05', '2019-03-12', '2019-03-19', '2019-03-20'] as const;

/** A listener with data in every table, under names that only they have. */
export interface FirstListener {
  readonly client: Client;
  readonly token: Minted;
  /** Ids, names, days and secrets that no other listener may see. */
  readonly marks: readonly string[];
  /** Ids, cursors and names of the first listener that an attacker might send. */
  readonly handles: readonly string[];
  /** Texts that identify the rows of the first listener. */
  readonly rowMarks: readonly string[];
}

/** Returns five Spotify ids that begin with a word of eleven letters. */
function artistIds(word: string): string[] {
  return ['A', 'B', 'C', 'D', 'E'].map((letter) => word + letter.repeat(11));
}

/** Imports a history in which artists enter and drop out. */
async function bringHistory(
  who: Client,
  imageHost: string,
  word: string,
  days: readonly string[],
): Promise<void> {
  const ids = artistIds(word);
  const file = fileOf(
    PROFILE,
    ...ids.map((id) => artist(id, `Favourite ${id}`, `${imageHost}/image/${id}`)),
    ...RANGES.flatMap((range) =>
      days.map((day, index) => snapshot(day, ids.slice(index % 3, 3 + (index % 3)), range)),
    ),
    gap(dayAfter(days), 'SPOTIFY_UNAVAILABLE'),
  );
  const { status, body } = await bringBack(who, file);
  if (status !== 200) throw new Error(`The history was refused: ${JSON.stringify(body)}`);
  for (const range of RANGES) await who.graphql(`{ topArtists(range: ${range}) { source } }`);
}

/** Returns the day after the last one, which is the gap at the end of the history. */
function dayAfter(days: readonly string[]): string {
  return new Date(Date.parse(days.at(-1) ?? '') + 86_400_000).toISOString().slice(0, 10);
}

/** Signs in a second listener with their own lists and history. */
export async function settleSecond(client: Client, instance: Instance): Promise<void> {
  await client.signIn(demoListeners.nineteen.id);
  await bringHistory(client, instance.simulator.url, 'OtherArtist', ['2020-06-01', '2020-06-09']);
}

/** Signs in the first listener and leaves their data in every table. */
export async function settleFirst(instance: Instance, api: OurProcess): Promise<FirstListener> {
  await markIds(instance, LISTENER_ID);
  const client = instance.client(api);
  await client.signIn(demoListeners.main.id);
  await instance.sql('UPDATE listener SET display_name = $1 WHERE id = $2', [DISPLAY_NAME, LISTENER_ID]);
  await bringHistory(client, instance.simulator.url, 'FirstArtist', DAYS);
  const token = await mint(client, { name: 'token of the first', scope: 'WRITE' });
  const onlyTheirs = await instance.sql<{ id: string }>(
    `SELECT spotify_id AS id FROM artist WHERE id IN (SELECT unnest(artist_ids) FROM top_list WHERE listener_id = $1)
     AND id NOT IN (SELECT unnest(artist_ids) FROM top_list WHERE listener_id <> $1) ORDER BY id LIMIT 2`,
    [LISTENER_ID],
  );
  const { id, accountId } = demoListeners.main;
  const { data } = await client.graphql(
    `{ charts(range: SHORT_TERM) { edges { cursor } } chartEvents(first: 4) { edges { cursor node { id } } } }`,
  );
  const cursors = [...JSON.stringify(data).matchAll(/"(?:cursor|id)":"([^"]+)"/g)].map(
    ([, text = '']) => text,
  );
  const marks = [
    ...[String(LISTENER_ID), id, DISPLAY_NAME, accountId, 'Favourite FirstArtist', '2019-'],
    ...[...artistIds('FirstArtist'), ...onlyTheirs.map((row) => row.id)],
    ...[token.accessToken.id, token.accessToken.name, token.secret, client.cookie.split('=')[1] ?? ''],
  ];
  return {
    client,
    token,
    marks,
    handles: [...marks, ...new Set(cursors)],
    rowMarks: [String(LISTENER_ID), 'FirstArtist'],
  };
}
