import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { demoListeners } from '../support/simulators.js';
import { askForToken } from '../api/minting.js';
import { createShare, openToken } from '../api/sharing.js';
import { tracesOf } from '../leaving/traces.js';
import { Instance, type OurProcess } from '../support/index.js';
import { collectSecrets } from './collected-secrets.js';
import { useFeatures, provokeDatabaseFaults, provokeSpotifyFaults } from './mishaps.js';
import { RecordingClient } from './recording-client.js';
import { Secrets } from './secrets.js';
import { WireTap } from './wire-tap.js';

jest.setTimeout(240_000);

const CLIENT_SECRET = randomBytes(24).toString('hex');
const METRICS_TOKEN = randomBytes(24).toString('hex');
const NDJSON = { 'content-type': 'application/x-ndjson' };
const minted = z.object({ createAccessToken: z.object({ secret: z.string() }) });

const open: { instance?: Instance; tap?: WireTap; api?: OurProcess; worker?: OurProcess } = {};
const clients: RecordingClient[] = [];
const secrets = new Secrets();
/** Personal data that logs must not contain: they name listeners by id only. */
const names = new Secrets();

beforeAll(async () => {
  open.instance = await Instance.open({ clientSecret: CLIENT_SECRET });
  open.tap = await WireTap.to(open.instance.simulator.url);
  const settings = {
    METRICS_TOKEN,
    SPOTIFY_ACCOUNTS_URL: open.tap.url,
    SPOTIFY_API_URL: open.tap.url,
    TOP_ARTISTS_MAX_AGE_SECONDS: '0',
    SPOTIFY_REQUESTS_PER_30S: '100000',
  };
  [open.api, open.worker] = await Promise.all([
    open.instance.startApi(settings),
    open.instance.startWorker(settings),
  ]);
});
afterAll(async () => {
  await Promise.all([open.api?.stop(), open.worker?.stop()]);
  await open.tap?.close();
  await open.instance?.close();
});

function stage(): { instance: Instance; tap: WireTap; api: OurProcess; worker: OurProcess } {
  const { instance, tap, api, worker } = open;
  if (!instance || !tap || !api || !worker) throw new Error('opened before the first test');
  return { instance, tap, api, worker };
}

function visit(): RecordingClient {
  const { api, instance } = stage();
  const client = new RecordingClient(api.url, instance.simulator.control);
  clients.push(client);
  return client;
}

it('logs, metrics, responses and the database contain no secret during any failure', async () => {
  const { instance, api, worker } = stage();
  const client = visit();
  await client.signIn();
  const { secret } = minted.parse((await askForToken(client, { scope: 'WRITE' })).data).createAccessToken;
  client.answers.pop();
  const { token } = await createShare(client, { title: 'Canary chart' });
  client.answers.pop();
  secrets.add('access token', secret);
  secrets.add('share', token);

  await provokeSpotifyFaults(instance, visit);

  // Credentials sent in the wrong place.
  const program = visit();
  const [stolen = ''] = stage().tap.all(/"access_token":"([^"]+)"/g);
  for (const authorization of [
    `Bearer ${secret}`,
    `Bearer ${secret}x`,
    `Basic ${secret}`,
    `Bearer ${stolen}`,
    secret,
    `Bearer ${token}`,
  ]) {
    program.authorization = authorization;
    await program.graphql('{ viewer { displayName } }');
    await program.fetch('/export');
    await program.fetch('/metrics');
    await program.fetch('/import', { method: 'POST', headers: NDJSON, body: '{"type":"nothing"}\n' });
  }
  const logsOnly = visit();
  logsOnly.authorization = `Bearer ${secret}`;
  await logsOnly.graphql('query ($id: ID!) { artist(id: $id) { name } }', { id: [secret] });
  await logsOnly.fetch(`/nowhere?token=${secret}`);
  await logsOnly.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"${secret}`,
  });
  await logsOnly.fetch('/import', { method: 'POST', headers: NDJSON, body: `{"type":"${secret}"}\n` });
  await logsOnly.graphql('query ($id: ID!) { artist(id: $id) { name } }', { id: token });
  const openings = ['', '/card.png', '/feed.atom', '/compare', '/nowhere'].map(
    (part) => `/s/${token}${part}`,
  );
  for (const path of [...openings, `/S/${token}`, `/s//${token}`]) await logsOnly.fetch(path);
  logsOnly.answers.length = 0;

  const broken = await provokeDatabaseFaults(instance, async () => {
    await useFeatures(client, visit);
    await Promise.all([openToken(logsOnly, token), ...openings.map((path) => logsOnly.fetch(path))]);
  });
  logsOnly.answers.length = 0;
  expect(broken.length).toBeGreaterThan(12);
  await client.graphql('mutation { takeSnapshot { results { outcome gapReason } } }');
  await client.fetch('/export');
  await client.fetch('/metrics', { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  const measured = await fetch(`${worker.url}/metrics`, {
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
  });

  collectSecrets(secrets, stage(), clients);
  secrets.add('client secret', CLIENT_SECRET);
  secrets.add('metrics token', METRICS_TOKEN);
  for (const { id, displayName, accountId } of [demoListeners.main, demoListeners.fifty]) {
    names.add('name', displayName, `"${id}"`, ` ${id},`, accountId);
  }
  // The common beginning of all encrypted tokens.
  names.add('ciphertext', 'eyJhbGciOiJkaXIi');
  // Every kind has at least one value.
  for (const [kind, count] of Object.entries(secrets.counts)) expect([kind, count > 0]).toEqual([kind, true]);
  expect(secrets.in(`a log with ${stolen} in it`)).toEqual(['Spotify access token']);

  const places = {
    api: api.logs,
    worker: worker.logs,
    metrics: await measured.text(),
    answers: clients.flatMap(({ answers }) => answers).join('\n'),
  };
  for (const [place, text] of Object.entries(places)) expect([place, secrets.in(text)]).toEqual([place, []]);
  for (const place of ['api', 'worker'] as const)
    expect([place, names.in(places[place])]).toEqual([place, []]);
  // An internal error carries a correlation id that is in the log, and nothing about its cause.
  const numbers = [...places.answers.matchAll(/"correlationId":"([^"]+)"/g)].map(([, id = '']) => id);
  expect(numbers.length).toBeGreaterThan(10);
  expect(numbers.filter((id) => !places.api.includes(id))).toEqual([]);
  expect(places.answers).not.toMatch(/violates|broken|does not exist/);
  const messages = [
    'an operation failed',
    'a request failed unexpectedly',
    'Spotify failed a request for a page',
  ];
  expect(messages.filter((text) => !places.api.includes(text))).toEqual([]);
  expect(await tracesOf(instance, secrets.traces)).toEqual([]);
  // The search covers the right tables: it finds the ciphertexts.
  expect((await tracesOf(instance, ['eyJhbGciOiJkaXIi'])).length).toBeGreaterThan(1);
});

it('a sign-in stores its state in the session table only, its verifier and where it leads back to nowhere, and logs no session id', async () => {
  const { instance } = stage();
  // The worker may still have started a cooldown.
  await instance.sql('TRUNCATE spotify_rate_limit');
  const client = visit();
  const token = randomBytes(20).toString('hex');
  const address = await client.consent('demo_02', `?returnTo=/s/${token}/compare`);
  const { state = '-', code = '-' } = Object.fromEntries(new URL(address).searchParams);
  const verifier = /-sign-in-[\w-]+=([\w-]{43})$/.exec(client.cookie)?.[1] ?? '-';
  const places = (await tracesOf(instance, [state])).map((trace) => trace.split(':', 1)[0]);
  expect(places).toEqual(['public.session']);
  expect(await tracesOf(instance, [verifier, code, token])).toEqual([]);
  expect((await client.fetch(address)).headers.get('location')).toBe(`/s/${token}/compare`);
  expect(await tracesOf(instance, [verifier, code, token])).toEqual([]);
  const [row] = await instance.sql<{ sid: string }>('SELECT sid FROM session WHERE sess::text LIKE $1', [
    `%${state}%`,
  ]);
  const secretsOfIt = [verifier, code, token, row?.sid ?? 'no session'];
  expect(client.cookie).toContain(row?.sid ?? 'no session');
  expect(secretsOfIt.filter((secret) => stage().api.logs.includes(secret))).toEqual([]);
});
