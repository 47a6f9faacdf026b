import type { DatabaseError } from 'pg';
import { faultOrderSchema } from '../../apps/simulator/src/faults/faults.js';
import type { FaultOrder, SimulatorControl } from '#simulator';
import type { Client, Instance } from '../support/index.js';

/** All faults of the simulator. Those that start a cooldown come last. */
const KINDS = faultOrderSchema.shape.fault.options[0].in.options;
const COOLDOWN_FAULTS = new Set(['rate-limited', 'quota-exceeded']);

/** SQLSTATE. */
const DEADLOCK = '40P01';

const NDJSON = { 'content-type': 'application/x-ndjson' };
const TOP = '{ topArtists(range: SHORT_TERM) { source entries { artist { name } } } }';

/** The endpoints at which the faults are set. */
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

/** Provokes every fault in sign-ins, refreshes and lists, each for its own listener, and clears them all. */
export async function provokeSpotifyFaults(instance: Instance, visit: () => Client): Promise<void> {
  const { control } = instance.simulator;
  const cases: Case[] = [];
  for (const fault of KINDS) {
    for (const place of PLACES) {
      cases.push({ ...place, fault, listener: `listener_${cases.length + 1}`, client: visit() });
    }
  }
  await Promise.all(cases.map(({ client, listener }) => client.signIn(listener)));
  const cooldowns = cases.filter(({ fault }) => COOLDOWN_FAULTS.has(String(fault)));
  await Promise.all(cases.filter((one) => !cooldowns.includes(one)).map((one) => provoke(control, one)));
  for (const one of cooldowns) {
    await instance.sql('TRUNCATE spotify_rate_limit');
    await provoke(control, one);
  }
  await control.clearFaults();
  await instance.sql('TRUNCATE spotify_rate_limit');
}

async function provoke(control: SimulatorControl, { client, ...order }: Case): Promise<void> {
  const { endpoint, grantType, listener } = order;
  await control.setFault({ ...order, times: 'always' });
  if (grantType === 'refresh_token') await control.expireAccessTokens(listener);
  if (grantType === 'refresh_token' || endpoint === 'top-artists') await client.graphql(TOP);
  // A worker may have started a cooldown, which also fails the sign-in.
  else await client.signIn(listener).catch(() => undefined);
}

/**
 * Breaks each of our tables and pg-boss's `job` in turn, by a constraint and by renaming it, and runs `whileBroken` each
 * time. Returns the names of the tables.
 */
export async function provokeDatabaseFaults(
  instance: Instance,
  whileBroken: () => Promise<void>,
): Promise<string[]> {
  const tables = await instance.sql<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname = 'public' OR (schemaname = 'pgboss' AND tablename = 'job')`,
  );
  // API and worker keep running: PostgreSQL may cancel this statement in a deadlock with one of their statements.
  const alter = async (change: string, attemptsLeft = 5): Promise<void> => {
    try {
      await instance.sql(`ALTER TABLE ${change}`);
    } catch (error) {
      if ((error as DatabaseError).code !== DEADLOCK || attemptsLeft === 0) throw error;
      await alter(change, attemptsLeft - 1);
    }
  };
  for (const { name } of tables) {
    await alter(`${name} ADD CONSTRAINT broken CHECK (false) NOT VALID`);
    await whileBroken();
    await alter(`${name} DROP CONSTRAINT broken`);
    const [, plain = ''] = name.split('.');
    await alter(`${name} RENAME TO away`);
    await whileBroken();
    await alter(`${name.replace(plain, 'away')} RENAME TO ${plain}`);
  }
  return tables.map(({ name }) => name);
}

/** Uses most features at once, regardless of errors. */
export async function useFeatures(client: Client, visit: () => Client): Promise<void> {
  await Promise.allSettled([
    client.graphql(
      '{ viewer { displayName connection { status } accessTokens { name } coverage(range: SHORT_TERM) { since } } }',
    ),
    client.graphql('{ topArtists { source } chart(range: SHORT_TERM) { day } momentum { kind } }'),
    client.graphql('mutation { createShare(input: { range: SHORT_TERM }) { share { id } } }'),
    client.graphql('{ viewer { shares { id title } } }'),
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
