import { markIds } from '../leaving/traces.js';
import type { Client, Instance, OurProcess } from '../support/index.js';
import { mint } from './minting.js';
import {
  artist,
  exportFile,
  fileOf,
  gap,
  importFile,
  PROFILE,
  RANGES,
  reconstructed,
  snapshot,
} from './portable-history.js';
import { createShare, type Share } from './sharing.js';

/** A number that appears nowhere else. */
const LISTENER_ID = 918_273_645;
export const NAME = 'Name of the sharer';
const LOCAL_ID = 'local:33333333-7f4a-4a5e-9d6d-6a3a3b3c3d3e';

/** The artists on the shared charts, or dropped out of them. */
const [A, B, D] = ['A', 'B', 'D'].map((letter) => `ShownOnTheChart${letter.repeat(7)}`) as [
  string,
  string,
  string,
];
/** Artists that are on no shared chart, or so low on a baseline that it is not compared with them. */
const [P, Q, R] = ['P', 'Q', 'R'].map((letter) => `CanaryOfOthers0${letter.repeat(7)}`) as [
  string,
  string,
  string,
];

/** Days that no shared chart shows. Artists of the charts entered and peaked on other days. */
const LISTS: readonly [range: string, day: string, artists: readonly string[]][] = [
  ['SHORT_TERM', '2019-02-05', [P, Q]],
  ['SHORT_TERM', '2019-03-05', [A, D, R]],
  ['SHORT_TERM', '2019-03-12', [B, A]],
  ['SHORT_TERM', '2019-04-02', [B, A, P]],
  ['SHORT_TERM', '2019-04-09', [P, B]],
  ['LONG_TERM', '2019-02-11', [Q, P]],
  ['LONG_TERM', '2019-05-06', [D, A, Q]],
  ['LONG_TERM', '2019-05-13', [B, D]],
  ['MEDIUM_TERM', '2019-06-10', [R, P, Q]],
];

/** A share, with texts of the listener that it must not show. */
export interface Shared extends Share {
  /** Texts that no response to the token may contain. */
  readonly canaries: readonly string[];
}

/** A listener with data of every kind, who shares a day of one range without their name, and another range with it. */
export interface Sharer {
  readonly client: Client;
  readonly frozen: Shared;
  readonly newest: Shared;
  /** Ids of artists on the charts and elsewhere, cursors, and ids of events. */
  readonly handles: readonly string[];
  /** Everything that the listener can see. All canaries are in it. */
  readonly own: string;
}

/** Signs the sharer in. Call it after every other listener's top artists have been read. */
export async function settleSharer(instance: Instance, api: OurProcess): Promise<Sharer> {
  const imageHost = instance.simulator.url;
  await markIds(instance, LISTENER_ID);
  const client = instance.client(api);
  await client.signIn('demo_01');
  await instance.sql('UPDATE listener SET display_name = $1, image_url = $2 WHERE id = $3', [
    NAME,
    `${imageHost}/image/CanaryPortrait`,
    LISTENER_ID,
  ]);
  await importEverything(client, imageHost);
  for (const range of RANGES) await client.graphql(`{ topArtists(range: ${range}) { source } }`);
  await client.graphql(
    'mutation { updateSettings(input: { timezone: "Pacific/Galapagos" }) { viewer { id } } }',
  );
  const token = await mint(client, { name: 'Canary token', scope: 'WRITE' });
  const frozen = await createShare(client, { on: '2019-03-12', title: 'Title of the day' });
  const newest = await createShare(client, {
    range: 'LONG_TERM',
    title: 'Title of the newest',
    showName: true,
  });
  const other = await createShare(client, { range: 'MEDIUM_TERM', title: 'Canary of another share' });
  const topArtists = await instance.sql<{ id: string }>(
    `SELECT spotify_id AS id FROM artist WHERE id IN (SELECT unnest(artist_ids) FROM top_list WHERE listener_id = $1)
     AND id NOT IN (SELECT unnest(artist_ids) FROM top_list WHERE listener_id <> $1)`,
    [LISTENER_ID],
  );
  const canaries = [
    ...['Canary', LOCAL_ID, 'Galapagos', '2019-01-', '2019-02-', '2019-04-', '2019-06-', '2019-07-'],
    ...[String(LISTENER_ID), 'demo_01', frozen.id, newest.id, other.id, other.token],
    ...[token.secret, token.accessToken.id, client.cookie.split('=')[1] ?? ''],
    ...topArtists.map(({ id }) => id),
  ];
  const { data } = await client.graphql(HANDLES);
  const found = [...JSON.stringify(data).matchAll(/"(?:cursor|id)":"([^"]+)"/g)].map(([, text = '']) => text);
  const own = [
    await exportFile(client),
    JSON.stringify(await client.graphql(OWN)),
    ...[token.secret, client.cookie, 'demo_01'],
  ];
  return {
    client,
    frozen: { ...frozen, canaries: [...canaries, NAME, '2019-05-', 'newest', newest.token] },
    newest: { ...newest, canaries: [...canaries, '2019-03-', 'of the day', frozen.token] },
    handles: [...new Set([...found, A, P, LOCAL_ID])],
    own: own.join('\n'),
  };
}

const HANDLES = `{
  charts(range: SHORT_TERM, first: 1) { edges { cursor } } chartEvents(first: 2) { edges { cursor node { id } } }
  artists(first: 1) { edges { cursor node { id } } }
}`;
const OWN = `{ viewer { id displayName imageUrl timezone accessTokens { id name } shares { id url title } }
  topArtists { entries { artist { id } } } short: topArtists(range: SHORT_TERM) { entries { artist { id } } }
  long: topArtists(range: LONG_TERM) { entries { artist { id } } } }`;

async function importEverything(client: Client, imageHost: string): Promise<void> {
  const listeningHistory = { importedAt: '2019-01-20T05:12:00Z', plays: 7, agreement: [] };
  const file = fileOf(
    { ...PROFILE, listeningHistory },
    ...[A, B, D, P, Q, R].map((id) => artist(id, `Named ${id}`, `${imageHost}/image/${id}`)),
    { ...artist(LOCAL_ID, 'Canary by name'), linked: false },
    ...RANGES.map((range) => reconstructed('2019-01-07', [LOCAL_ID], range)),
    ...LISTS.map(([range, day, artists]) => snapshot(day, artists, range)),
    gap('2019-07-01', 'SPOTIFY_UNAVAILABLE'),
  );
  const { status, body } = await importFile(client, file);
  if (status !== 200) throw new Error(`The history was refused: ${JSON.stringify(body)}`);
}
