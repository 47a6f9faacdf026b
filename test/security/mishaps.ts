import { faultOrderSchema } from '../../apps/simulator/src/faults/faults.js';
import type { FaultOrder, SimulatorControl } from '#simulator';
import type { Client, Instance } from '../support/index.js';

/** All the ways in which the simulator can go wrong. Those that close the gate for everybody come last. */
const KINDS = faultOrderSchema.shape.fault.options[0].in.options;
const CLOSING = new Set(['rate-limited', 'quota-exceeded']);

const NDJSON = { 'content-type': 'application/x-ndjson' };
const TOP = '{ topArtists(range: SHORT_TERM) { source entries { artist { name } } } }';

/** Where it goes wrong: each with what somebody does there who has signed in before. */
const PLACES: readonly Pick<FaultOrder, 'endpoint' | 'grantType'>[] = [
  { endpoint: 'token', grantType: 'refresh_token' },
  { endpoint: 'token', grantType: 'authorization_code' },
  { endpoint: 'me' },
  { endpoint: 'top-artists' },
];

interface Case extends Pick<FaultOrder, 'endpoint' | 'grantType'> {
  readonly fault: FaultOrder['fault'];
  readonly listener: string;
  readonly client: Client;
}

/** Has every fault happen to sign-ins, refreshes and lists, each to a listener of its own; then all is well again. */
export async function sufferSpotify(instance: Instance, visit: () => Client): Promise<void> {
  const { control } = instance.simulator;
  const cases: Case[] = [];
  for (const fault of KINDS) {
    for (const place of PLACES) {
      cases.push({ ...place, fault, listener: `listener_${cases.length + 1}`, client: visit() });
    }
  }
  await Promise.all(cases.map(({ client, listener }) => client.signIn(listener)));
  const closing = cases.filter(({ fault }) => CLOSING.has(String(fault)));
  await Promise.all(cases.filter((one) => !closing.includes(one)).map((one) => suffer(control, one)));
  for (const one of closing) {
    await instance.sql('TRUNCATE spotify_rate_limit');
    await suffer(control, one);
  }
  await control.clearFaults();
  await instance.sql('TRUNCATE spotify_rate_limit');
}

async function suffer(control: SimulatorControl, { client, ...order }: Case): Promise<void> {
  const { endpoint, grantType, listener } = order;
  await control.setFault({ ...order, times: 'always' });
  if (grantType === 'refresh_token') await control.expireAccessTokens(listener);
  if (grantType === 'refresh_token' || endpoint === 'top-artists') await client.graphql(TOP);
  // A worker may have closed the gate meanwhile, so that nobody gets as far as Spotify.
  else await client.signIn(listener).catch(() => undefined);
}

/** Breaks every table in turn, so that it is not found, and so that it takes no row; and has people come by meanwhile. */
export async function sufferDatabase(instance: Instance, meanwhile: () => Promise<void>): Promise<string[]> {
  const tables = await instance.sql<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname = 'public' OR (schemaname = 'pgboss' AND tablename = 'job')`,
  );
  for (const { name } of tables) {
    await instance.sql(`ALTER TABLE ${name} ADD CONSTRAINT broken CHECK (false) NOT VALID`);
    await meanwhile();
    await instance.sql(`ALTER TABLE ${name} DROP CONSTRAINT broken`);
    const [, plain = ''] = name.split('.');
    await instance.sql(`ALTER TABLE ${name} RENAME TO away`);
    await meanwhile();
    await instance.sql(`ALTER TABLE ${name.replace(plain, 'away')} RENAME TO ${plain}`);
  }
  return tables.map(({ name }) => name);
}

/** Somebody who does all that can be done, while something is broken. */
export async function comeBy(client: Client, visit: () => Client): Promise<void> {
  await Promise.allSettled([
    client.graphql(
      '{ viewer { displayName connection { status } accessTokens { name } coverage(range: SHORT_TERM) { since } } }',
    ),
    client.graphql('{ topArtists { source } chart(range: SHORT_TERM) { day } momentum { kind } }'),
    client.graphql('mutation { updateSettings(input: { timezone: "Europe/Berlin" }) { viewer { id } } }'),
    client.fetch('/'),
    client.fetch('/export'),
    client.fetch('/import', {
      method: 'POST',
      headers: { ...NDJSON, origin: client.origin },
      body: '{"type":"profile","displayName":null,"timezone":"UTC"}\n',
    }),
    visit().signIn('demo_02'),
    visit().fetch('/auth/spotify'),
  ]);
}
