import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiCall, authorizeUrl, codeFor, exchange, newPkce, refreshWith } from '../client.fixture.js';
import { canMount, SmallDisk } from '../../../../test/support/small-disk.js';
import { startSimulator, type Simulator } from '../start-simulator.js';
import { sixMonthsLater } from './grants.js';

describe('sixMonthsLater', () => {
  test.each([
    ['2026-11-22T12:34:56.789Z', '2027-05-22T12:34:56.789Z'],
    ['2026-08-31T23:59:59.000Z', '2027-02-28T23:59:59.000Z'],
    ['2027-08-31T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
    ['2028-02-29T00:00:00.000Z', '2028-08-29T00:00:00.000Z'],
    ['2026-10-31T00:00:00.000Z', '2027-04-30T00:00:00.000Z'],
  ])('%s -> %s', (from, to) => {
    expect(new Date(sixMonthsLater(Date.parse(from))).toISOString()).toBe(to);
  });

  test('always adds 181 to 184 days', () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date('1970-01-01'), max: new Date('2200-01-01') }),
        (from) => {
          const days = (sixMonthsLater(from.getTime()) - from.getTime()) / 86_400_000;
          expect(days).toBeGreaterThanOrEqual(181);
          expect(days).toBeLessThanOrEqual(184);
        },
      ),
    );
  });
});

describe('a state file', () => {
  let directory: string;
  let stateFile: string;
  let running: Simulator[] = [];
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'simulator-state-'));
    stateFile = join(directory, 'state.json');
  });
  afterEach(async () => {
    await Promise.all(running.map((simulator) => simulator.close()));
    running = [];
    rmSync(directory, { recursive: true });
  });
  const start = async (): Promise<Simulator> => {
    const simulator = await startSimulator({ stateFile });
    running.push(simulator);
    return simulator;
  };
  const pkce = newPkce();

  test('keeps tokens, rotation, consents and the clock across a crash', async () => {
    const first = await start();
    await first.control.setClock(new Date('2030-01-01T00:00:00Z'));
    const { body } = await exchange(first, await codeFor(first, pkce), pkce);
    await first.control.setListener('demo_01', { refreshToken: 'rotate' });
    const rotated = String((await refreshWith(first, String(body['refresh_token']))).body['refresh_token']);
    const approved = await fetch(authorizeUrl(first, pkce).replace('?', '/decision?'), {
      method: 'POST',
      body: new URLSearchParams({ decision: 'allow' }),
      redirect: 'manual',
    });
    const cookie = approved.headers.get('set-cookie')?.split(';')[0] ?? '';

    const second = await start();
    expect((await second.control.clock()).getUTCFullYear()).toBe(2030);
    expect((await apiCall(second, '/v1/me', String(body['access_token']))).status).toBe(200);
    expect((await refreshWith(second, String(body['refresh_token']))).body['error']).toBe('invalid_grant');
    expect((await refreshWith(second, rotated)).status).toBe(200);
    const silent = await fetch(authorizeUrl(second, pkce), { redirect: 'manual', headers: { cookie } });
    expect(silent.status).toBe(302);
  });

  test('does not keep a temporary time of the clock', async () => {
    const first = await start();
    await first.control.setClock(new Date('2030-01-01T00:00:00Z'));
    const excursion = (method: string, body?: string): Promise<Response> =>
      fetch(`${first.url}/_control/clock/excursion`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: body ?? null,
      });
    await excursion('PUT', '{"now":"2026-06-01T00:00:00Z"}');
    expect((await first.control.clock()).getUTCFullYear()).toBe(2026);
    // Saves everything that outlives the process.
    await first.control.grant({ listener: 'demo_01' });
    expect((await (await start()).control.clock()).getUTCFullYear()).toBe(2030);
    await excursion('DELETE');
    expect((await first.control.clock()).getUTCFullYear()).toBe(2030);
  });

  test('is readable by its owner only, contains no token, and leaves no temporary file', async () => {
    const simulator = await start();
    const { accessToken, refreshToken } = await simulator.control.grant({ listener: 'demo_01' });
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
    const text = readFileSync(stateFile, 'utf8');
    expect(text).toContain('demo_01');
    expect(text.includes(accessToken) || text.includes(refreshToken)).toBe(false);
    expect(readdirSync(directory)).toEqual(['state.json']);
  });

  test('prevents the start and stays unchanged if it is another file', async () => {
    writeFileSync(stateFile, '{"mine":true}');
    await expect(start()).rejects.toThrow(/^SIMULATOR_STATE_FILE: .+ is not a state file of the simulator/);
    expect(readFileSync(stateFile, 'utf8')).toBe('{"mine":true}');
  });

  test('prevents the start if it cannot be written', async () => {
    stateFile = join(directory, 'no', 'such', 'directory', 'state.json');
    await expect(start()).rejects.toThrow(/ENOENT/);
  });
});

const onSmallDisk = canMount() ? describe : describe.skip;
onSmallDisk('a state file on a full disk', () => {
  test('fails requests that change it on a full disk, and is written again once there is space', async () => {
    const disk = SmallDisk.mount(1);
    const simulator = await startSimulator({ stateFile: join(disk.path, 'state.json') });
    try {
      const pkce = newPkce();
      const code = await codeFor(simulator, pkce);
      disk.fill();
      const output = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
      expect(await exchange(simulator, code, pkce)).toMatchObject({
        status: 503,
        body: { error: 'server_error' },
      });
      expect(output.mock.calls).toEqual([[expect.stringMatching(/^Cannot write .*: the disk is full\./)]]);
      output.mockRestore();
      disk.free();
      const again = await exchange(simulator, await codeFor(simulator, pkce), pkce);
      expect(again.status).toBe(200);
    } finally {
      await simulator.close();
      disk.unmount();
    }
  });
});
