import { demoListeners } from '../support/simulators.js';
import { type Minted, mint } from '../api/minting.js';
import {
  artist,
  importFile,
  fileOf,
  gap,
  PROFILE,
  RANGES,
  reconstructed,
  snapshot,
} from '../api/portable-history.js';
import { createShare } from '../api/sharing.js';
import { markIds } from '../leaving/traces.js';
import type { Client, Instance, OurProcess } from '../support/index.js';

/** A number that appears nowhere else. */
const LISTENER_ID = 918_273_645;
/** A name that only this listener has; pages mention the simulator's name to everyone. */
export const DISPLAY_NAME = 'Name of the First';
/** The first listener's snapshots are in a year in which no other listener has any. */
export const DAYS = ['2019-03-04', '2019-03-05', '2019-03-12', '2019-03-19', '2019-03-20'] as const;

/** A listener with data in every table, under unique names. */
export interface FirstListener {
  readonly client: Client;
  readonly token: Minted;
  /** The token of a share. Only the listener and people who got the link have it. */
  readonly shareToken: string;
  /** Values that no other caller may receive: ids, names, days, secrets. */
  readonly marks: readonly string[];
  /** Values that an attacker could send, one of each kind of id, cursor and name. */
  readonly handles: readonly string[];
  /** Texts that identify the listener's rows. */
  readonly rowMarks: readonly string[];
}

/** Returns five Spotify ids that begin with a word of eleven letters. */
function artistIds(word: string): string[] {
  return ['A', 'B', 'C', 'D', 'E'].map((letter) => word + letter.repeat(11));
}

/** A local artist of each listener, by the word of their names. */
const LOCAL_IDS = {
  FirstArtist: 'local:11111111-7f4a-4a5e-9d6d-6a3a3b3c3d3e',
  OtherArtist: 'local:22222222-7f4a-4a5e-9d6d-6a3a3b3c3d3e',
} as const;

/** Imports a history in which artists enter and leave, with a reconstructed day before it. */
async function importHistory(
  who: Client,
  imageHost: string,
  word: keyof typeof LOCAL_IDS,
  days: readonly string[],
): Promise<void> {
  const ids = artistIds(word);
  const local = LOCAL_IDS[word];
  const listeningHistory = { importedAt: `${days[0]}T05:12:00Z`, plays: 7, agreement: [] };
  const file = fileOf(
    { ...PROFILE, listeningHistory },
    { ...artist(local, `Favourite ${word} by name`), linked: false },
    ...RANGES.map((range) => reconstructed(dayBefore(days), [local], range)),
    ...ids.map((id) => artist(id, `Favourite ${id}`, `${imageHost}/image/${id}`)),
    ...RANGES.flatMap((range) =>
      days.map((day, index) => snapshot(day, ids.slice(index % 3, 3 + (index % 3)), range)),
    ),
    gap(dayAfter(days), 'SPOTIFY_UNAVAILABLE'),
  );
  const { status, body } = await importFile(who, file);
  if (status !== 200) throw new Error(`The history was refused: ${JSON.stringify(body)}`);
  for (const range of RANGES) await who.graphql(`{ topArtists(range: ${range}) { source } }`);
}

/** Returns the day after the last of `days`, which the history has as a gap. */
function dayAfter(days: readonly string[]): string {
  return new Date(Date.parse(days.at(-1) ?? '') + 86_400_000).toISOString().slice(0, 10);
}

/** Returns a day of the same month before the first of `days`. */
function dayBefore([first = '']: readonly string[]): string {
  return `${first.slice(0, 8)}01`;
}

/** Signs the second listener in, with lists and a history. */
export async function settleSecond(client: Client, instance: Instance): Promise<void> {
  await client.signIn(demoListeners.nineteen.id);
  await importHistory(client, instance.simulator.url, 'OtherArtist', ['2020-06-02', '2020-06-09']);
}

/** Signs the first listener in, with data in every table. */
export async function settleFirst(instance: Instance, api: OurProcess): Promise<FirstListener> {
  await markIds(instance, LISTENER_ID);
  const client = instance.client(api);
  await client.signIn(demoListeners.main.id);
  await instance.sql('UPDATE listener SET display_name = $1 WHERE id = $2', [DISPLAY_NAME, LISTENER_ID]);
  await importHistory(client, instance.simulator.url, 'FirstArtist', DAYS);
  const token = await mint(client, { name: 'token of the first', scope: 'WRITE' });
  const shared = await createShare(client, { title: 'share of the first', showName: true });
  const onlyTheirs = await instance.sql<{ id: string }>(
    `SELECT spotify_id AS id FROM artist WHERE id IN (SELECT unnest(artist_ids) FROM top_list WHERE listener_id = $1)
     AND id NOT IN (SELECT unnest(artist_ids) FROM top_list WHERE listener_id <> $1) ORDER BY id LIMIT 2`,
    [LISTENER_ID],
  );
  const { id, accountId } = demoListeners.main;
  const { data } = await client.graphql(
    `{ charts(range: SHORT_TERM, first: 1) { edges { cursor } } chartEvents(first: 1) { edges { cursor node { id } } } artists(first: 1) { edges { cursor } } }`,
  );
  const cursors = [...JSON.stringify(data).matchAll(/"(?:cursor|id)":"([^"]+)"/g)].map(
    ([, text = '']) => text,
  );
  const [ownArtist = '', ...ownArtists] = artistIds('FirstArtist');
  const [listed = '', ...alsoListed] = onlyTheirs.map((row) => row.id);
  const oneOfEachKind = [
    ...[String(LISTENER_ID), id, DISPLAY_NAME, accountId, 'Favourite FirstArtist', '2019-03-'],
    ...[ownArtist, LOCAL_IDS.FirstArtist, listed],
    ...[shared.id, 'share of the first'],
    ...[token.accessToken.id, token.accessToken.name, token.secret, client.cookie.split('=')[1] ?? ''],
  ];
  return {
    client,
    token,
    shareToken: shared.token,
    marks: [...oneOfEachKind, ...ownArtists, ...alsoListed, shared.token],
    handles: [...oneOfEachKind, ...new Set(cursors)],
    rowMarks: [String(LISTENER_ID), 'FirstArtist'],
  };
}
