import { beforeEach, describe, expect, it } from '@jest/globals';
import { logStatements, setStage } from '../support/index.js';
import { ask } from './asking.js';
import { type AtomFeed, readAtom } from './atom.js';
import { artistId, days, History } from './history.js';
import { artist, fileOf, importFile, PROFILE, snapshot } from './portable-history.js';
import { withStatements } from './sent-statements.js';
import { createShare, revokeShare, type Share } from './sharing.js';
import { NOW, recordStory } from './story.js';

const stage = setStage({ NODE_OPTIONS: logStatements });

/** Creates a share of the short range. */
const share = (input: Record<string, unknown> = {}): Promise<Share> => createShare(stage.client, input);

/** Reads the feed of a share, which has to be valid. */
async function read({ url }: { url: string }): Promise<AtomFeed> {
  const response = await fetch(`${url}/feed.atom`);
  expect(response.status).toBe(200);
  return readAtom(await response.text());
}

const titles = ({ entries }: AtomFeed): string[] => entries.map(({ title }) => title);

describe('the feed of a share', () => {
  let history: History;
  beforeEach(async () => {
    history = await recordStory(stage);
  });

  it('is valid Atom with the newest chart events as sentences', async () => {
    const { id, url } = await share({ title: 'On repeat' });
    const response = await fetch(`${url}/feed.atom`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/atom+xml; charset=utf-8',
      'cache-control': 'private, no-cache',
      'x-robots-tag': 'noindex',
      etag: expect.stringMatching(/^W\/"[\w-]+"$/),
    });
    expect(response.headers.get('set-cookie')).toBeNull();
    const feed = readAtom(await response.text());
    expect(feed).toMatchObject({
      id: `urn:uuid:${id}`,
      title: 'On repeat',
      updated: '2026-06-16T05:12:00.000Z',
      author: 'A Headliner listener',
      links: { self: `${url}/feed.atom`, alternate: url },
    });
    expect(feed.entries[0]).toMatchObject({
      updated: '2026-06-16T05:12:00.000Z',
      summary: 'On the 4-week chart of Tuesday, June 16, 2026.',
      categories: ['NEW_NUMBER_ONE'],
    });
    expect(titles(feed).slice(0, 8)).toEqual([
      'Artist C is the new number one (was No. 4)',
      'Artist G debuts at No. 4',
      'Artist C reaches a new peak at No. 1 (was No. 4)',
      'Artist A drops out (was No. 3)',
      'Artist F is the new number one',
      'Artist F debuts at No. 1',
      'Artist C returns at No. 4',
      'Artist E drops out (was No. 3)',
    ]);
    expect(new Set(feed.entries.map((entry) => entry.id)).size).toBe(feed.entries.length);
  });

  it('keeps the ID and the time of every entry after new snapshots, an import and a restart', async () => {
    const link = await share();
    const [before, other] = [await read(link), await read(await share())];
    await history.lists('SHORT_TERM', { '2026-06-17': 'CFBX' });
    const file = fileOf(
      PROFILE,
      ...['A', 'B', 'C', 'D', 'Z'].map((letter) => artist(artistId(letter), `Artist ${letter}`)),
      snapshot('2026-05-20', ['A', 'B', 'C', 'D', 'Z'].map(artistId)),
    );
    expect(await importFile(stage.client, file)).toMatchObject({ status: 200 });
    const after = await read(link);
    expect(titles(after)[0]).toBe('Artist X debuts at No. 4');
    expect(after.updated).toBe('2026-06-17T05:12:00.000Z');
    expect(after.entries.filter(({ id }) => before.entries.some((entry) => entry.id === id))).toEqual(
      before.entries,
    );
    const restarted = await stage.instance.startApi();
    const { entries } = await read({ url: link.url.replace(stage.api.url, restarted.url) });
    await restarted.stop();
    expect(entries).toEqual(after.entries);
    const ids = new Set(before.entries.map(({ id }) => id));
    expect(other.entries.filter(({ id }) => ids.has(id))).toEqual([]);
  });

  it('ends at the day of a frozen share, and is empty while that day is gone', async () => {
    const link = await share({ on: '2026-06-09' });
    const frozen = await read(link);
    expect(titles(frozen)[0]).toBe('Artist F is the new number one');
    expect(frozen.updated).toBe('2026-06-09T05:12:00.000Z');
    await history.lists('SHORT_TERM', { '2026-06-17': 'CFBX' });
    expect(await read(link)).toEqual(frozen);
    await stage.instance.sql("DELETE FROM snapshot WHERE day = '2026-06-09'");
    expect(await read(link)).toMatchObject({ entries: [] });
  });

  it('marks reconstructed days, unless reads leave them out', async () => {
    await history.lists('LONG_TERM', { '2026-05-01': 'AB', '2026-05-02': 'BA' }, true, 'RECONSTRUCTED');
    const link = await share({ range: 'LONG_TERM' });
    const feed = await read(link);
    expect(titles(feed)).toEqual([
      'Artist B is the new number one (was No. 2) (reconstructed)',
      'Artist B reaches a new peak at No. 1 (was No. 2) (reconstructed)',
    ]);
    expect(feed.entries[0]?.categories).toEqual(['NEW_NUMBER_ONE', 'RECONSTRUCTED']);
    await ask(stage, 'mutation { updateSettings(input: { includeReconstructed: false }) { viewer { id } } }');
    expect(await read(link)).toMatchObject({ entries: [] });
  });

  it('has the name of the listener only if the share shows it', async () => {
    const text = async (input: Record<string, unknown>): Promise<string> =>
      (await fetch(`${(await share(input)).url}/feed.atom`)).text();
    expect(await text({})).not.toContain('Demo Listener');
    const named = await text({ showName: true });
    expect(readAtom(named)).toMatchObject({ title: 'Demo Listener’s chart', author: 'Demo Listener' });
  });

  it('is valid whatever names contain', async () => {
    const hostile = '<script>&amp;"\']]>\u0001\u001b\ufffe\u202e\n{{id}}';
    await stage.instance.sql("UPDATE artist SET name = $1 WHERE name = 'Artist C'", [hostile]);
    await stage.instance.sql('UPDATE listener SET display_name = $1', [hostile]);
    const feed = await read(await share({ title: '</title>&lt;]]>{{{body}}}', showName: true }));
    expect(feed.title).toBe('</title>&lt;]]>{{{body}}}');
    expect(feed.author).toBe('<script>&amp;"\']]>����{{id}}');
    expect(titles(feed)[0]).toContain(`\u2068${feed.author}\u2069 is the new number one`);
  });

  it('is 404 once the share is revoked, like an unknown one', async () => {
    const { id, url } = await share();
    await revokeShare(stage.client, id);
    const answers = await Promise.all(
      [url, `${stage.api.url}/s/unknown`].map(async (each) => {
        const response = await fetch(`${each}/feed.atom`);
        return [response.status, response.headers.get('cache-control'), await response.text()];
      }),
    );
    expect(answers[0]).toEqual([404, 'no-store', expect.stringContaining('NOT_FOUND')]);
    expect(answers[0]).toEqual(answers[1]);
  });

  it('costs one statement while nothing is new', async () => {
    const { url } = await share();
    const etag = (await fetch(`${url}/feed.atom`)).headers.get('etag') ?? '';
    // `fetch` adds `Cache-Control: no-cache` to it, as many feed readers do.
    const headers = { 'if-none-match': `"other", ${etag}` };
    const { statements, result } = await withStatements(stage, () => fetch(`${url}/feed.atom`, { headers }));
    expect([result.status, result.headers.get('etag'), await result.text()]).toEqual([304, etag, '']);
    expect(statements).toEqual([expect.stringContaining('token_hash')]);

    await history.lists('SHORT_TERM', { '2026-06-17': 'CFBX' });
    const changed = await fetch(`${url}/feed.atom`, { headers: { 'if-none-match': etag } });
    expect(changed.status).toBe(200);
    expect(readAtom(await changed.text()).entries[0]?.title).toBe('Artist X debuts at No. 4');
  });

  it('answers HEAD like GET, without a body', async () => {
    const { url } = await share();
    const [get, head] = [
      await fetch(`${url}/feed.atom`),
      await fetch(`${url}/feed.atom`, { method: 'HEAD' }),
    ];
    for (const header of ['etag', 'content-type', 'content-length', 'cache-control'])
      expect(head.headers.get(header)).toBe(get.headers.get(header));
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});

it('the feed of a share is empty before the first snapshot, and has 50 entries at most', async () => {
  const history = await History.open(stage, NOW, '2026-06-17');
  const link = await share();
  const empty = await read(link);
  expect(empty.entries).toEqual([]);
  expect(new Date(empty.updated).getTime()).toBeCloseTo(Date.parse(NOW), -5);
  const lists = days('2026-03-01', '2026-06-17').map((day, index) => [day, index % 2 ? 'AB' : 'CD']);
  await history.lists('SHORT_TERM', Object.fromEntries(lists));
  expect((await read(link)).entries).toHaveLength(50);
});
