import { describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { mint } from './minting.js';

const stage = setStage();

/** More than a kilobyte. */
const QUERY = '{ topArtists(range: SHORT_TERM) { entries { artist { id name imageUrl spotifyUrl } } } }';
const POST = { method: 'POST', body: JSON.stringify({ query: QUERY }) };

/** Sends a request that accepts an encoding, and returns the encoding of the response. */
async function encodingOf(path: string, accepted: string, init: RequestInit = {}): Promise<string | null> {
  const response = await stage.client.fetch(path, {
    ...init,
    headers: { 'content-type': 'application/json', 'accept-encoding': accepted, ...init.headers },
  });
  expect(response.status).toBe(200);
  // `fetch` decompresses it.
  expect(await response.text()).toMatch(/"data"|<html|:root|--/);
  return response.headers.get('content-encoding');
}

describe('compression', () => {
  it.each(['br', 'gzip'])('encodes answers and stylesheets for browsers that accept %s', async (encoding) => {
    await stage.client.signIn();
    expect(await encodingOf('/graphql', encoding, POST)).toBe(encoding);
    expect(await encodingOf('/assets/headliner.css', encoding)).toBe(encoding);
  });

  it('leaves answers to access tokens as they are, and all answers to clients that accept no encoding', async () => {
    await stage.client.signIn();
    expect(await encodingOf('/graphql', 'identity', POST)).toBeNull();
    const { secret } = await mint(stage.client);
    const headers = { authorization: `Bearer ${secret}` };
    expect(await encodingOf('/graphql', 'br', { ...POST, headers })).toBeNull();
  });

  it('keeps answers private: a compressed one says that it depends on the encoding, and is not stored', async () => {
    await stage.client.signIn();
    const { headers } = await stage.client.fetch('/graphql', {
      ...POST,
      headers: { 'content-type': 'application/json', 'accept-encoding': 'br' },
    });
    expect(headers.get('vary')).toContain('Accept-Encoding');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('sends a part of a file as it is, with the bytes that its Content-Range names', async () => {
    const path = '/assets/headliner.css';
    const whole = await (await stage.client.fetch(path)).text();
    const response = await stage.client.fetch(path, {
      headers: { 'accept-encoding': 'br', range: 'bytes=100-2999' },
    });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(response.headers.get('content-range')).toMatch(/^bytes 100-2999\//);
    expect(await response.text()).toBe(whole.slice(100, 3_000));
  });
});
