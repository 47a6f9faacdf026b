import { demoListeners } from '#simulator';
import { type Minted, mint } from '../api/minting.js';
import { artist, bringBack, fileOf, gap, PROFILE, RANGES, snapshot } from '../api/portable-history.js';
import { markIds } from '../leaving/traces.js';
import type { Client, Instance, OurProcess } from '../support/index.js';

/** A number that stands nowhere else. */
const LISTENER_ID = 918_273_645;
/** All of the first listener's record lies in a year that nobody else's reaches back to. */
export const DAYS = ['2019-03-04', '2019-03-05', '2019-03-12', '2019-03-19', '2019-03-20'] as const;

/** Somebody who has left something in every corner, under names that only they have. */
export interface FirstListener {
  readonly client: Client;
  readonly token: Minted;
  /** What may come back to nobody else: ids, names, days, secrets. */
  readonly marks: readonly string[];
  /** What somebody who has heard of it might send in hope: their ids, cursors and names. */
  readonly handles: readonly string[];
  /** What the rows of theirs can be told by. */
  readonly rowMarks: readonly string[];
}

const artistIds = ['A', 'B', 'C', 'D', 'E'].map((letter) => `FirstArtist${letter.repeat(11)}`);

/** The history that the first listener brings along; artists come and go in it. */
function historyFile(imageHost: string): string {
  return fileOf(
    PROFILE,
    ...artistIds.map((id) => artist(id, `Secret favourite ${id}`, `${imageHost}/image/${id}`)),
    ...RANGES.flatMap((range) =>
      DAYS.map((day, index) => snapshot(day, artistIds.slice(index % 3, 3 + (index % 3)), range)),
    ),
    gap('2019-03-06', 'SPOTIFY_UNAVAILABLE'),
  );
}

/** Signs the first listener in at an empty instance, and has them leave something everywhere. */
export async function settleFirst(instance: Instance, api: OurProcess): Promise<FirstListener> {
  await markIds(instance, LISTENER_ID);
  const client = instance.client(api);
  await client.signIn(demoListeners.main.id);
  const brought = await bringBack(client, historyFile(instance.simulator.url));
  if (brought.status !== 200) throw new Error(`The history was refused: ${JSON.stringify(brought.body)}`);
  for (const range of RANGES) await client.graphql(`{ topArtists(range: ${range}) { source } }`);
  const token = await mint(client, { name: 'token of the first', scope: 'WRITE' });
  const onlyTheirs = await instance.sql<{ id: string }>(
    "SELECT spotify_id AS id FROM artist WHERE spotify_id NOT LIKE 'FirstArtist%' ORDER BY id LIMIT 2",
  );
  const { id, displayName, accountId } = demoListeners.main;
  const { data } = await client.graphql(
    `{ charts(range: SHORT_TERM) { edges { cursor } } chartEvents(first: 4) { edges { cursor node { id } } } }`,
  );
  const cursors = [...JSON.stringify(data).matchAll(/"(?:cursor|id)":"([^"]+)"/g)].map(
    ([, text = '']) => text,
  );
  const marks = [
    ...[String(LISTENER_ID), id, displayName, accountId, 'Secret favourite', '2019-'],
    ...[...artistIds, ...onlyTheirs.map((row) => row.id)],
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
