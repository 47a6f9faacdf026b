import { describe, expect, it } from '@jest/globals';
import type { FaultOrder } from '#simulator';
import { setStage } from '../support/index.js';
import { Listening, QUERY } from './listening.js';

const stage = setStage();
const listening = new Listening(stage);

describe('topArtists when Spotify fails', () => {
  const faults: readonly [FaultOrder['fault'], string, Record<string, string>?][] = [
    [{ kind: 'hang' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'reset' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'slow-body', milliseconds: 15_000 }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'server-error', status: 503, as: 'html' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'server-error', status: 500, as: 'text' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'html-200' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'truncated', cut: 'body' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'truncated', cut: 'connection' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'huge-body', megabytes: 10 }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'nulls', where: 'body' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'nulls', where: 'items' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'nulls', where: 'required' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'scope-missing' }, 'SPOTIFY_NOT_PERMITTED', { missing: 'SCOPE_MISSING' }],
    [{ kind: 'not-registered' }, 'SPOTIFY_NOT_PERMITTED', { missing: 'LISTENER_NOT_REGISTERED' }],
    [{ kind: 'premium-missing' }, 'SPOTIFY_NOT_PERMITTED', { missing: 'PREMIUM_MISSING' }],
  ];

  it.each([...faults])(
    '%j: an error without a list, the newest list with one',
    async (fault, code, rest = {}) => {
      await listening.signIn();
      await stage.control.setFault({ endpoint: 'top-artists', fault, times: 1 });
      const { errors, data } = await listening.ask();
      expect(data).toEqual({ topArtists: null });
      expect(errors?.[0]?.extensions).toMatchObject({ code, ...rest });
      const connection = await stage.client.graphql(
        '{ viewer { connection { lastErrorCode lastErrorAt } } }',
      );
      expect(connection.data).toMatchObject({
        viewer: { connection: { lastErrorCode: code, lastErrorAt: expect.any(String) } },
      });

      const fresh = await listening.askList();
      await listening.ageLists();
      await stage.control.setFault({ endpoint: 'top-artists', fault, times: 1 });
      const old = await listening.askList();
      expect(old).toEqual({ ...fresh, source: 'CACHE', fetchedAt: expect.any(String) });
      expect(Date.parse(old.fetchedAt)).toBeLessThan(Date.parse(fresh.fetchedAt));
    },
  );

  it('accepts missing optional fields, and drops duplicates', async () => {
    await listening.signIn();
    await stage.control.setFault({
      endpoint: 'top-artists',
      fault: { kind: 'nulls', where: 'optional' },
      times: 1,
    });
    expect((await listening.askList()).entries).toHaveLength(50);
    await stage.control.setFault({ endpoint: 'top-artists', fault: 'duplicates', times: 2 });
    const ids = (await listening.askList({ range: 'LONG_TERM', limit: 100 })).entries.map(
      ({ artist }) => artist.id,
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(50);
  });

  it('refuses a next page from another origin', async () => {
    await listening.signIn();
    await stage.control.setFault({ endpoint: 'top-artists', fault: 'foreign-next', times: 1 });
    expect((await listening.ask({ limit: 100 })).errors?.[0]?.extensions.code).toBe('SPOTIFY_UNAVAILABLE');
  });

  it('does not accept an empty list after one with entries', async () => {
    await listening.signIn();
    const { entries } = await listening.askList();
    await listening.ageLists();
    await stage.control.setFault({ endpoint: 'top-artists', fault: 'empty-list', times: 1 });
    expect(await listening.askList()).toMatchObject({ source: 'CACHE', entries });
  });

  it('does not log a listener in or out, a name, or a token', async () => {
    await listening.signIn();
    await stage.control.setFault({ endpoint: 'top-artists', fault: 'html-200', times: 1 });
    await listening.ask();
    expect(stage.api.logs).not.toContain('Demo Listener');
    expect(stage.api.logs).not.toMatch(/BQ[\w-]{50}|AQ[\w-]{50}|[?&]code=/);
  });
});

describe('topArtists when Spotify limits requests', () => {
  it('starts a cooldown for all listeners that outlasts a restart and ends after Retry-After', async () => {
    await listening.signIn();
    const served = await listening.askList({ range: 'SHORT_TERM' });
    const fault = { kind: 'rate-limited', retryAfter: 120 } as const;
    await stage.control.setFault({ endpoint: 'top-artists', fault, times: 1 });
    const { errors } = await listening.ask({ range: 'LONG_TERM' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'SPOTIFY_RATE_LIMITED', reason: 'RATE_LIMITED' });
    expect(Number(errors?.[0]?.extensions['retryAfterSeconds'])).toBeGreaterThan(110);

    await stage.control.clearRequests();
    await listening.ageLists();
    expect(await listening.askList({ range: 'SHORT_TERM' })).toMatchObject({
      source: 'CACHE',
      entries: served.entries,
    });
    const second = await stage.instance.startApi();
    const other = stage.instance.client(second);
    other.shareSession(stage.client);
    expect((await other.graphql(QUERY, { range: 'LONG_TERM' })).errors?.[0]?.extensions.code).toBe(
      'SPOTIFY_RATE_LIMITED',
    );
    expect(await stage.control.requests()).toEqual([]);
    await second.stop();

    await stage.instance.sql("UPDATE spotify_rate_limit SET cooldown_until = now() - interval '1 second'");
    expect((await listening.askList({ range: 'LONG_TERM' })).source).toBe('SPOTIFY');
  });

  it('starts a cooldown of at least an hour if the quota is exceeded', async () => {
    await listening.signIn();
    await stage.control.setFault({ endpoint: 'top-artists', fault: 'quota-exceeded', times: 1 });
    const { errors } = await listening.ask();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'SPOTIFY_RATE_LIMITED', reason: 'QUOTA_EXCEEDED' });
    expect(Number(errors?.[0]?.extensions['retryAfterSeconds'])).toBeGreaterThan(3_590);
  });
});

it('an unexpected error returns only a correlation id to the client', async () => {
  await listening.signIn();
  await stage.instance.sql('ALTER TABLE top_list RENAME TO top_list_gone');
  const { errors } = await listening.ask();
  await stage.instance.sql('ALTER TABLE top_list_gone RENAME TO top_list');
  const extensions: Record<string, unknown> = errors?.[0]?.extensions ?? {};
  expect(extensions).toEqual({ code: 'INTERNAL', correlationId: expect.any(String) });
  expect(errors?.[0]?.message).not.toContain('top_list');
  expect(stage.api.logs).toContain(String(extensions['correlationId']));
});
