import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { apiCall, type Page } from '../client.fixture.js';
import { catalogue } from '../lists/catalogue.js';
import { hasNamesake, knownArtists } from '../lists/known-artists.js';
import { tracksOf, VANISHED } from '../lists/tracks.js';
import { startSimulator, type Simulator } from '../start-simulator.js';

let simulator: Simulator;
let token: string;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await simulator.control.reset();
  // No scope is needed.
  token = (await simulator.control.grant({ listener: 'demo_01', scope: '' })).accessToken;
});

const call = (path: string): Promise<Response> => apiCall(simulator, path, token);
const artist = (index: number) => {
  const found = catalogue[index];
  if (!found) throw new Error('The catalogue has 400 artists.');
  return found;
};

async function search(query: Record<string, string>): Promise<Page> {
  const response = await call(`/v1/search?${new URLSearchParams({ type: 'artist', ...query }).toString()}`);
  return ((await response.json()) as { artists: Page }).artists;
}

describe('GET /v1/tracks/{id}', () => {
  test('names the performers and the artist of the album', async () => {
    const [track] = tracksOf(artist(0));
    const { id, name } = artist(0);
    const body = await (await call(`/v1/tracks/${track?.id}`)).json();
    expect(body).toMatchObject({
      artists: [{ id, name, type: 'artist' }],
      album: { artists: [{ id, name }] },
      id: track?.id,
      name: track?.title,
    });
    expect(Object.keys(body as object)).not.toContain('popularity');
  });

  test('has guests beside the artist, and tracks of guests alone on the artist’s album', async () => {
    const performers = await Promise.all(
      tracksOf(artist(0))
        .filter(({ vanished }) => !vanished)
        .map(async ({ id }) => (await (await call(`/v1/tracks/${id}`)).json()) as { artists: unknown[] }),
    );
    expect(performers.some(({ artists }) => artists.length === 2)).toBe(true);
    expect(performers.some(({ artists }) => !JSON.stringify(artists).includes(artist(0).id))).toBe(true);
  });

  test('answers 404 for vanished and unknown tracks, and 400 for other ids', async () => {
    const vanished = tracksOf(artist(0))[VANISHED]?.id ?? '';
    for (const id of [vanished, '0000000000000000000000']) {
      const response = await call(`/v1/tracks/${id}`);
      expect([response.status, await response.json()]).toEqual([
        404,
        { error: { status: 404, message: 'Resource not found' } },
      ]);
    }
    expect((await call('/v1/tracks/x')).status).toBe(400);
  });
});

describe('GET /v1/search', () => {
  test('puts the equal name first, and finds similar ones', async () => {
    const page = await search({ q: artist(0).name.toUpperCase(), limit: '10' });
    expect(page).toMatchObject({ limit: 10, offset: 0, previous: null });
    expect(page.items[0]).toMatchObject({
      id: artist(0).id,
      name: artist(0).name,
      images: expect.any(Array),
    });
    expect(page.items.length).toBeGreaterThan(1);
    expect(await search({ q: `artist:"${artist(0).name}"`, limit: '10' })).toMatchObject({
      items: page.items,
    });
  });

  test('finds both artists of an equal name', async () => {
    const twin = knownArtists.find(hasNamesake);
    const { items } = await search({ q: `artist:"${twin?.name}"`, limit: '10' });
    expect(items.filter(({ name }) => name === twin?.name)).toHaveLength(2);
  });

  test('returns 5 artists by default, and pages by offset', async () => {
    const first = await search({ q: 'the' });
    expect(first.items).toHaveLength(5);
    const second = await search({ q: 'the', offset: '5' });
    expect(second).toMatchObject({ offset: 5, previous: expect.any(String) });
    expect(second.items).not.toEqual(first.items);
    const next = await (await call(first.next?.slice(simulator.url.length) ?? '')).json();
    expect(next).toEqual({ artists: second });
    expect(await search({ q: 'zzzz' })).toMatchObject({ items: [], total: 0, next: null });
  });

  test.each([
    ['type=artist&q=the&limit=11', 'Invalid limit'],
    ['type=artist&q=the&limit=0', 'Invalid limit'],
    ['type=artist&q=the&offset=x', 'Invalid offset'],
    ['type=artist&q=', 'No search query'],
    ['type=artist', 'No search query'],
    ['q=the', 'Bad search type field'],
  ])('refuses %s', async (query, message) => {
    const response = await call(`/v1/search?${query}`);
    expect([response.status, await response.json()]).toEqual([400, { error: { status: 400, message } }]);
  });

  test('can be spoiled by faults as lists are', async () => {
    await simulator.control.setFault({ endpoint: 'search', fault: 'empty-list' });
    expect(await search({ q: artist(0).name })).toMatchObject({ items: [], total: 0 });
    await simulator.control.setFault({ endpoint: 'search', fault: 'duplicates' });
    const [one, two] = (await search({ q: artist(0).name })).items;
    expect(one).toEqual(two);
  });
});

describe('GET /v1/artists/{id}', () => {
  test('returns the artist of the top lists', async () => {
    const { id, name } = artist(0);
    const body = await (await call(`/v1/artists/${id}`)).json();
    expect(body).toMatchObject({ id, name, images: expect.any(Array) });
    expect(Object.keys(body as object)).not.toContain('popularity');
    expect((await call('/v1/artists/0000000000000000000000')).status).toBe(404);
  });

  test('has the faults of every endpoint', async () => {
    const path = `/v1/artists/${artist(0).id}`;
    expect((await fetch(`${simulator.url}${path}`)).status).toBe(401);
    await simulator.control.setFault({ endpoint: 'artist', fault: 'not-registered' });
    expect((await call(path)).status).toBe(403);
    await simulator.control.setRateLimit({ requests: 1 });
    expect((await call(path)).status).toBe(200);
    const limited = await call(path);
    expect([limited.status, Number(limited.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await simulator.control.requests()).map(({ endpoint }) => endpoint)).toContain('artist');
  });

  test('several at once are refused', async () => {
    expect((await call(`/v1/artists?ids=${artist(0).id}`)).status).toBe(403);
  });
});
