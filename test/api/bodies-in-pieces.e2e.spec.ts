import { describe, expect, it, jest } from '@jest/globals';
import { setStage } from '../support/index.js';
import { RawConnection } from '../support/raw-connection.js';
import { until } from '../support/until.js';
import { mint } from './minting.js';

jest.setTimeout(120_000);

const stage = setStage();
const NDJSON = { 'Content-Type': 'application/x-ndjson' };
const LARGE = 'x'.repeat(200_000);

describe('a client that is still sending its body', () => {
  const headers = { ...NDJSON, 'Content-Length': String(4 * LARGE.length) };

  it('receives the answer and can send the rest of the body without an error', async () => {
    const connection = await RawConnection.open(stage.api.url, { halfOpen: true });
    connection.request('POST', '/import', headers, LARGE);
    const answer = await connection.answer();
    expect([answer.status, answer.headers.get('connection')]).toEqual([401, 'close']);
    await until(() => connection.ended, 'the server has ended its side of the connection', 5_000);
    connection.send(LARGE.repeat(3));
    await connection.sent();
    connection.end();
    await until(() => connection.closed, 'the connection closes', 3_000);
    expect(connection.error).toBeNull();
  });

  it('is disconnected 3 to 15 seconds after the answer when it sends nothing more', async () => {
    const connection = await RawConnection.open(stage.api.url, { halfOpen: true });
    connection.request('POST', '/import', headers, LARGE);
    expect((await connection.answer()).status).toBe(401);
    const answered = performance.now();
    await connection.untilCutOff(15_000);
    expect(performance.now() - answered).toBeGreaterThan(3_000);
  });

  it('is disconnected after 64 MiB at any speed, and has the answer by then', async () => {
    const connection = await RawConnection.open(stage.api.url, { halfOpen: true });
    connection.request('POST', '/nothing', { ...NDJSON, 'Content-Length': String(10 ** 12) });
    const piece = 'x'.repeat(2 ** 20);
    let sent = 0;
    for (; sent < 2_000 && !connection.closed; sent += 1) {
      connection.send(piece);
      await Promise.race([connection.sent(), until(() => connection.closed, 'the end')]);
    }
    expect(sent).toBeLessThan(200);
    expect((await connection.answer()).status).toBe(404);
  });
});

it('a body that does not arrive within 30 seconds is refused with 408, and its mutation is not executed', async () => {
  await stage.client.signIn();
  const { secret } = await mint(stage.client, { scope: 'WRITE' });
  const mutation = 'mutation { updateSettings(input: { timezone: "Asia/Tokyo" }) { viewer { id } } }';
  const body = JSON.stringify({ query: mutation });
  const length = { 'Content-Type': 'application/json', 'Content-Length': String(body.length) };
  const callers = [
    { Authorization: `Bearer ${secret}` },
    { Cookie: stage.client.cookie, 'Accept-Encoding': 'br' },
  ];
  const inTime = await RawConnection.open(stage.api.url);
  const late = callers.map(async (caller) => {
    const connection = await RawConnection.open(stage.api.url, { halfOpen: true });
    connection.request('POST', '/graphql', { ...length, ...caller }, body.slice(0, 10));
    const answer = await connection.answer(40_000);
    expect([answer.status, answer.headers.get('connection')]).toEqual([408, 'close']);
    expect(answer.body).toContain('did not arrive within 30 s');
    connection.send(body.slice(10));
    await connection.untilCutOff(5_000);
  });
  inTime.request('POST', '/graphql', length, body);
  expect((await inTime.answer()).status).toBe(200);

  await Promise.all(late);
  const { data } = await stage.client.graphql('{ viewer { timezone } }');
  expect(data).toEqual({ viewer: { timezone: 'UTC' } });
  inTime.close();
});
