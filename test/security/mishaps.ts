import { faultOrderSchema } from '../../apps/simulator/src/faults/faults.js';
import type { FaultOrder, SimulatorControl } from '#simulator';
import type { Client, Instance } from '../support/index.js';

/** All faults of the simulator. Those that start a cooldown run last. */
const KINDS = faultOrderSchema.shape.fault.options[0].in.options;
const CLOSING = new Set(['rate-limited', 'quota-exceeded']);

const NDJSON = { 'content-type': 'application/x-ndjson' };
const TOP = '{ topArtists(range: SHORT_TERM) { source entries { artist { name } } } }';

/** The endpoints that fail, for listeners who have signed in before. */
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

/** Applies every fault to sign-ins, refreshes and lists, each for its own listener; then clears the faults. */
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
  // A worker may have started a cooldown, so that the sign-in fails before it reaches Spotify.
  else await client.signIn(listener).catch(() => undefined);
}

/** Breaks every table in turn, first against new rows, then by renaming it, and calls `during` each time. */
export async function sufferDatabase(instance: Instance, during: () => Promise<void>): Promise<string[]> {
  const tables = await instance.sql<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname = 'public' OR (schemaname = 'pgboss' AND tablename = 'job')`,
  );
  for (const { name } of tables) {
    await instance.sql(`ALTER TABLE ${name} ADD CONSTRAINT broken CHECK (false) NOT VALID`);
    await during();
    await instance.sql(`ALTER TABLE ${name} DROP CONSTRAINT broken`);
    const [, plain = ''] = name.split('.');
    await instance.sql(`ALTER TABLE ${name} RENAME TO away`);
    await during();
    await instance.sql(`ALTER TABLE ${name.replace(plain, 'away')} RENAME TO ${plain}`);
  }
  return tables.map(({ name }) => name);
}

/** Sends a request of every kind and ignores the failures. */
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
