import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { apiCall, pageOf, type Page } from '../client.fixture.js';
import { startSimulator, type Simulator } from '../start-simulator.js';

let simulator: Simulator;
let token: string;
beforeAll(async () => {
  simulator = await startSimulator({ now: new Date('2026-11-22T12:00:00Z') });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await simulator.control.reset();
  token = (await simulator.control.grant({ listener: 'demo_01' })).accessToken;
});

const tokenOf = async (listener: string): Promise<string> =>
  (await simulator.control.grant({ listener })).accessToken;
const top = (query = '', bearer = token): Promise<Page> =>
  pageOf(simulator, bearer, `/v1/me/top/artists${query}`);

describe('GET /v1/me', () => {
  test('returns the profile with few fields in restricted mode', async () => {
    expect(await (await apiCall(simulator, '/v1/me', token)).json()).toEqual({
      account_id: 'zX9qLm2Tfa',
      display_name: 'Demo Listener',
      external_urls: { spotify: 'https://open.spotify.com/user/demo_01' },
      href: `${simulator.url}/v1/users/demo_01`,
      id: 'demo_01',
      images: [],
      type: 'user',
      uri: 'spotify:user:demo_01',
    });
  });

  test('omits account_id or the name for some listeners, and returns more fields in the full profile', async () => {
    expect(await (await apiCall(simulator, '/v1/me', await tokenOf('demo_06'))).json()).not.toHaveProperty(
      'account_id',
    );
    expect(await (await apiCall(simulator, '/v1/me', await tokenOf('demo_07'))).json()).toMatchObject({
      display_name: null,
    });
    await simulator.control.setListener('demo_01', { fieldProfile: 'full' });
    expect(await (await apiCall(simulator, '/v1/me', token)).json()).toMatchObject({ product: 'premium' });
  });
});

describe('GET /v1/me/top/artists', () => {
  test('links its pages up to the end on its own origin', async () => {
    const ids: string[] = [];
    let next: string | null = `${simulator.url}/v1/me/top/artists?time_range=short_term&limit=50`;
    const sizes: number[] = [];
    while (next !== null) {
      expect(next).toMatch(new RegExp(`^${simulator.url}/v1/me/top/artists\\?.*time_range=short_term`));
      const page: Page = await top(new URL(next).search);
      ids.push(...page.items.map(({ id }) => id));
      sizes.push(page.items.length);
      next = page.next;
    }
    expect(sizes).toEqual([50, 50, 24]);
    expect(new Set(ids).size).toBe(124);
    expect((await top('?offset=50&limit=50')).previous).toBe(
      `${simulator.url}/v1/me/top/artists?offset=0&limit=50`,
    );
  });

  test('defaults to 20 artists of medium_term, and differs by range', async () => {
    const [plain, medium, short] = [
      await top(),
      await top('?time_range=medium_term'),
      await top('?time_range=short_term'),
    ];
    expect(plain).toMatchObject({ limit: 20, offset: 0, total: 124, previous: null });
    expect(plain.items).toEqual(medium.items);
    expect(plain.items).not.toEqual(short.items);
  });

  test('returns no items beyond the end', async () => {
    expect(await top('?offset=200')).toMatchObject({ items: [], next: null, total: 124 });
  });

  test.each([
    ['demo_02', 50],
    ['demo_03', 19],
    ['demo_04', 1],
    ['demo_05', 0],
    ['listener_4711', 50],
  ])('%s reaches %i artists', async (listener, total) => {
    const page = await top('?limit=50', await tokenOf(listener));
    expect(page).toMatchObject({ total, next: null });
    expect(page.items).toHaveLength(total);
  });

  test.each([
    ['limit=0', 'Invalid limit'],
    ['limit=51', 'Invalid limit'],
    ['limit=ten', 'Invalid limit'],
    ['limit=5&limit=6', 'Invalid limit'],
    ['offset=-1', 'Invalid offset'],
    ['time_range=forever', 'Invalid time range'],
  ])('%s is refused', async (query, message) => {
    const response = await apiCall(simulator, `/v1/me/top/artists?${query}`, token);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: { status: 400, message } });
  });

  test('omits three fields in the restricted profile and returns them in the full one', async () => {
    const fields = ['external_urls', 'href', 'id', 'images', 'name', 'type', 'uri'];
    expect(Object.keys((await top('?limit=1')).items[0] ?? {}).sort()).toEqual(fields);
    await simulator.control.setListener('demo_01', { fieldProfile: 'full' });
    expect((await top('?limit=1')).items[0]).toMatchObject({
      followers: { href: null, total: expect.any(Number) },
      genres: expect.any(Array),
      popularity: expect.any(Number),
    });
  });

  test('contains unusual names, artists without a picture, and pictures without a size', async () => {
    const pages = await Promise.all(
      ['?limit=50', '?limit=50&offset=50', '?limit=50&offset=100'].map((query) => top(query)),
    );
    const items = pages.flatMap((page) => page.items);
    expect(items.some(({ name }) => /\p{Script=Cyrillic}/u.test(name))).toBe(true);
    expect(items.some(({ name }) => name.length > 120)).toBe(true);
    expect(items.some(({ images }) => images.length === 0)).toBe(true);
    expect(items.some(({ images }) => JSON.stringify(images).includes('"height":null'))).toBe(true);
  });

  test('has the length that the control interface set', async () => {
    await simulator.control.setListener('demo_01', { artists: 3 });
    expect((await top()).items).toHaveLength(3);
    await simulator.control.setListener('demo_01', { emptyList: true });
    expect(await top()).toMatchObject({ items: [], total: 0, next: null });
    expect((await simulator.control.listener('demo_01')).settings).toMatchObject({
      artists: 3,
      emptyList: true,
    });
  });

  test('equals the list that the control interface returns for the day, and changes with the clock', async () => {
    const listed = async (): Promise<string[]> =>
      (await top('?time_range=short_term&limit=50')).items.map(({ id }) => id);
    const foretold = async (day: string): Promise<string[]> =>
      (await simulator.control.list({ listener: 'demo_01', range: 'short_term', day })).artists.map(
        ({ id }) => id,
      );
    expect(await listed()).toEqual((await foretold('2026-11-22')).slice(0, 50));
    const later = (await foretold('2026-12-06')).slice(0, 50);
    expect(later).not.toEqual(await listed());
    await simulator.control.setClock(new Date('2026-12-06T00:00:00Z'));
    token = await tokenOf('demo_01');
    expect(await listed()).toEqual(later);
  });
});

describe('artwork', () => {
  test('is served for every picture in an answer and never changes', async () => {
    const withPicture = (await top()).items.find(({ images }) => images.length === 3);
    const { url } = (withPicture?.images ?? [])[0] as { url: string };
    expect(url.startsWith(`${simulator.url}/image/`)).toBe(true);
    const [first, second] = [await fetch(url), await fetch(url)];
    expect(first.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
    expect(await first.text()).toBe(await second.text());
    expect((await fetch(`${simulator.url}/image/unknown`)).status).toBe(404);
  });
});
