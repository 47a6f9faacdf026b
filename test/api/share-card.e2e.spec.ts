import { beforeEach, describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { artistId } from './history.js';
import { readPicture, type Picture } from './picture.js';
import { artist, fileOf, importFile, importLists, PROFILE, snapshot } from './portable-history.js';
import { createShare } from './sharing.js';

const stage = setStage();

const LISTS = { '2019-03-04': 'ABCD…', '2019-03-12': 'BAXE…' };
const [RED, INK, PAPER] = ['#b3261e', '#1c1814', '#f8f5ef'];

beforeEach(() => stage.client.signIn());

/** Requests the picture of a link, as a site that shows a preview does. */
function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${stage.api.url}/s/${path}/card.png`, init);
}

async function read(response: Response): Promise<Picture> {
  expect(response.status).toBe(200);
  return readPicture(Buffer.from(await response.arrayBuffer()));
}

async function contentOf(token: string): Promise<Buffer> {
  return Buffer.from(await (await ask(token)).arrayBuffer());
}

describe('the picture of a share', () => {
  it('is a PNG of 1200 by 630 pixels with the red bar, text and a tile', async () => {
    await importLists(stage.client, LISTS);
    const { token } = await createShare(stage.client);
    const response = await ask(token);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'private, no-cache',
      'x-robots-tag': 'noindex',
      etag: expect.stringMatching(/^W\/"[\w-]+"$/),
    });
    expect(response.headers.get('set-cookie')).toBeNull();
    const picture = await read(response);
    expect([picture.width, picture.height]).toEqual([1200, 630]);
    expect([picture.colourAt(600, 7), picture.colourAt(600, 20)]).toEqual([RED, PAPER]);
    // The bar alone has 16,800 pixels; the range, the day and Headliner's logo are red too.
    expect(picture.count(RED ?? '')).toBeGreaterThan(17_500);
    expect(picture.count(INK ?? '')).toBeGreaterThan(5_000);
    const tile = picture.colourAt(60, 180);
    expect([PAPER, INK]).not.toContain(tile);
    expect(picture.count(tile)).toBeGreaterThan(10_000);
  });

  it('answers HEAD with the headers of GET', async () => {
    await importLists(stage.client, LISTS);
    const { token } = await createShare(stage.client);
    const headersOf = async (method: string): Promise<unknown> => {
      const response = await ask(token, { method });
      const names = ['content-type', 'content-length', 'etag', 'cache-control'];
      return [response.status, names.map((name) => response.headers.get(name))];
    };
    expect(await headersOf('HEAD')).toEqual(await headersOf('GET'));
  });

  it('answers 304 until something on it changes', async () => {
    await importLists(stage.client, LISTS);
    const { token } = await createShare(stage.client);
    const etag = (await ask(token)).headers.get('etag') ?? '';
    const again = await ask(token, { headers: { 'If-None-Match': etag } });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    await importLists(stage.client, { ...LISTS, '2019-03-13': 'CB' });
    const changed = await ask(token, { headers: { 'If-None-Match': etag } });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  it('differs by range, day, title, name and source', async () => {
    await importLists(stage.client, LISTS);
    await importLists(stage.client, { '2019-03-04': '~ABCD…' }, 'LONG_TERM');
    await importLists(stage.client, { '2019-03-04': 'ABCD…' }, 'MEDIUM_TERM');
    const shares = [
      {},
      { title: 'On repeat' },
      { showName: true },
      { on: '2019-03-04' },
      { range: 'MEDIUM_TERM' },
      { range: 'LONG_TERM' },
    ];
    const pictures: string[] = [];
    for (const input of shares) {
      const { token } = await createShare(stage.client, input);
      pictures.push((await contentOf(token)).toString('base64'));
    }
    expect(new Set(pictures).size).toBe(shares.length);
  });

  it('is the same for concurrent requests of a new link', async () => {
    await importLists(stage.client, LISTS);
    const { token } = await createShare(stage.client);
    const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => contentOf(token)));
    expect(first && readPicture(first).width).toBe(1200);
    for (const other of others) expect(first?.equals(other)).toBe(true);
  });

  it('shows names with markup, long names, and other scripts', async () => {
    const names = [
      '</text><image href="http://127.0.0.1:9/"/>&x;',
      'wide '.repeat(800),
      '椎名林檎',
      '\u202e\u0641\u064a\u0631',
      '🎷'.repeat(99),
    ];
    const letters = [...'ABCDE'];
    const file = fileOf(
      PROFILE,
      ...letters.map((letter, index) => artist(artistId(letter), names[index] ?? '')),
      snapshot('2019-03-04', letters.map(artistId)),
    );
    expect((await importFile(stage.client, file)).status).toBe(200);
    const { token } = await createShare(stage.client);
    const picture = await read(await ask(token));
    expect(picture.colourAt(600, 7)).toBe(RED);
  });
});

describe('a share without a chart', () => {
  it('answers 404 for the picture, and an unknown token as its page does', async () => {
    const { token } = await createShare(stage.client);
    const empty = await ask(token);
    expect([empty.status, empty.headers.get('cache-control')]).toEqual([404, 'no-store']);
    expect(await empty.text()).toContain('NOT_FOUND');
    const [unknown, page] = await Promise.all([
      ask('unknown'),
      fetch(`${stage.api.url}/s/unknown`, { headers: { accept: '*/*' } }),
    ]);
    expect([unknown.status, await unknown.text()]).toEqual([404, await page.text()]);
  });
});
