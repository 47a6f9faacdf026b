import { expect, test } from '@jest/globals';
import { apiCall, pageOf, refreshWith, TOP, type Page } from '../client.fixture.js';
import { accessToken, order, refreshToken, setFaultStage, simulator } from './fault-stage.fixture.js';

setFaultStage();

const top = (): Promise<Response> => apiCall(simulator, TOP, accessToken);
const page = (path?: string): Promise<Page> => pageOf(simulator, accessToken, path);

test('empty-list', async () => {
  await order('empty-list');
  expect(await page()).toMatchObject({ items: [], total: 0, next: null });
});

test('nulls in optional fields, required ones, items, everywhere', async () => {
  const well = await page();
  await order('nulls');
  const optional = await page();
  expect(optional.next).toBeNull();
  expect(optional.items[0]).toEqual({
    external_urls: null,
    href: null,
    id: well.items[0]?.id,
    images: null,
    name: well.items[0]?.name,
    type: null,
    uri: null,
  });
  await order({ kind: 'nulls', where: 'required' });
  expect((await page()).items[0]).toMatchObject({ id: null, name: null, type: 'artist' });
  await order({ kind: 'nulls', where: 'items' });
  expect((await page()).items).toEqual(Array.from({ length: 50 }, () => null));
  await order({ kind: 'nulls', where: 'body' });
  expect(await page()).toBeNull();
});

test('nulls in a token answer and in a profile', async () => {
  await order('nulls', { endpoint: 'token' });
  expect((await refreshWith(simulator, refreshToken)).body).toEqual({
    access_token: expect.any(String),
    token_type: 'Bearer',
    scope: null,
    expires_in: null,
  });
  await order({ kind: 'nulls', where: 'required' }, { endpoint: 'me' });
  expect(await (await apiCall(simulator, '/v1/me', accessToken)).json()).toMatchObject({
    id: null,
    account_id: null,
  });
});

test('fields of an answer with other values, or left out', async () => {
  await order({ kind: 'fields', set: { access_token: 'bad\n' }, leaveOut: ['scope'] }, { endpoint: 'token' });
  expect((await refreshWith(simulator, refreshToken)).body).toEqual({
    access_token: 'bad\n',
    token_type: 'Bearer',
    expires_in: 3600,
  });
});

test('duplicates, within a page and from one page to the next', async () => {
  const [first, second] = [await page(), await page(`${TOP}&offset=50`)];
  await order('duplicates', { times: 2 });
  const spoiled = (await page()).items.map(({ id }) => id);
  expect(spoiled).toHaveLength(50);
  expect(new Set(spoiled).size).toBe(49);
  const shifted = (await page(`${TOP}&offset=50`)).items.map(({ id }) => id);
  expect(shifted).toContain(first.items[48]?.id);
  expect(shifted).toContain(second.items[0]?.id);
});

test('foreign-next leads to another origin, on the same path', async () => {
  const { next } = await page();
  await order('foreign-next');
  expect((await page()).next).toBe(next?.replace(simulator.url, 'http://spotify.invalid'));
  await order({ kind: 'foreign-next', origin: 'http://127.0.0.1:1' });
  expect((await page()).next).toMatch(/^http:\/\/127\.0\.0\.1:1\/v1\/me\/top\/artists\?/);
});

test('truncated: half a body that arrives whole, or a connection that breaks', async () => {
  const whole = (await (await top()).text()).length;
  await order('truncated');
  const half = await (await top()).text();
  expect(half).toHaveLength(Math.floor(whole / 2));
  await order({ kind: 'truncated', cut: 'connection' });
  const broken = await top();
  expect(broken.status).toBe(200);
  await expect(broken.text()).rejects.toThrow();
});

test('huge-body is good JSON of 10 MB', async () => {
  await order('huge-body');
  const text = await (await top()).text();
  expect(text.length).toBeGreaterThan(10_000_000);
  expect((JSON.parse(text) as Page).items).toHaveLength(50);
});
