import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, setStage } from '../support/index.js';
import type { History } from './history.js';
import { createShare, openPage, type OpenedPage } from './sharing.js';
import { recordStory } from './story.js';

const stage = setStage();

/** Creates a share, by default of the newest short-term chart. */
async function share(input: Record<string, unknown> = {}): Promise<{ path: string }> {
  return { path: new URL((await createShare(stage.client, input)).url).pathname };
}

/** Opens a page, by default as a visitor who is not signed in. */
function open(
  path: string,
  {
    who = stage.instance.client(stage.api),
    headers = {},
  }: { who?: Client; headers?: Record<string, string> } = {},
): Promise<OpenedPage> {
  return openPage(who, path, headers);
}

let history: History;
beforeEach(async () => {
  history = await recordStory(stage);
});

describe('the page of a share', () => {
  it('shows the chart, how everyone moved and who dropped out, without a script', async () => {
    const { path } = await share({ title: 'On repeat' });
    const { response, html, text } = await open(path);
    expect(response.status).toBe(200);
    expect(html).toContain('<html lang="en">');
    expect(html).not.toMatch(/<script|<style| style=| on\w+=/i);
    for (const part of [
      'On repeat 4 weeks · Tuesday, June 16, 2026',
      'Number one Artist C (opens Spotify) First week at number one 1 up, 2 down, 1 new, 1 out',
      'Ranked by Spotify over about the last 4 weeks. Compared with a week earlier (June 9).',
      '1 ▲ up 3 Artist C (opens Spotify) Last week 4 Peak 1 Weeks 2',
      '2 ▼ down 1 Artist F (opens Spotify) Last week 1 Peak 1 Weeks 2',
      '4 new Artist G (opens Spotify) Last week – Peak 4 Weeks 1',
      'Since June 9 Biggest climbs 1 Artist C (opens Spotify) 4 → 1',
      'Dropped out 1 Artist A (opens Spotify) was No. 3',
      'Start your own Sign in and compare Follow as a feed',
    ])
      expect(text).toContain(part);
    const links = html.match(/<a [^>]*open\.spotify\.com[^>]*>/g) ?? [];
    expect(links.length).toBeGreaterThan(4);
    expect(links.filter((link) => !link.includes('rel="noopener noreferrer"'))).toEqual([]);
  });

  it('has a preview for other sites with absolute addresses, a feed, and noindex', async () => {
    const { path } = await share({ range: 'SHORT_TERM', on: '2026-06-07' });
    const { html } = await open(path);
    const url = stage.api.url + path;
    for (const tag of [
      '<title>Top artists · Headliner</title>',
      '<meta name="robots" content="noindex">',
      `<link rel="alternate" type="application/atom+xml" title="Top artists" href="${path}/feed.atom">`,
      `<meta property="og:url" content="${url}">`,
      '<meta property="og:type" content="website">',
      '<meta property="og:title" content="Top artists · 4 weeks">',
      '<meta property="og:description" content="Sunday, June 7, 2026: 1. Artist B, 2. Artist A, 3. Artist E">',
      `<meta property="og:image" content="${url}/card.png">`,
      '<meta property="og:image:width" content="1200">',
      '<meta property="og:image:height" content="630">',
      '<meta property="og:image:alt" content="Number one: Artist B. Sunday, June 7, 2026, 4 weeks.">',
      '<meta name="twitter:card" content="summary_large_image">',
    ])
      expect(html).toContain(tag);
  });

  it('shows the listener’s name only if the share does', async () => {
    const [named, unnamed] = [await share({ showName: true }), await share({ title: 'Road songs' })];
    expect((await open(named.path)).text).toContain('Demo Listener’s chart 4 weeks');
    expect((await open(unnamed.path)).html).not.toContain('Demo Listener');
  });

  it('says that a day is reconstructed, and links to a search for an artist without a page', async () => {
    await history.lists('LONG_TERM', { '2026-06-01': 'ZA' }, true, 'RECONSTRUCTED');
    await stage.instance.sql(
      `UPDATE artist SET spotify_id = 'local:1', spotify_url = 'https://open.spotify.com/search/Z/artists' WHERE name = 'Artist Z'`,
    );
    const { path } = await share({ range: 'LONG_TERM' });
    const { text } = await open(path);
    expect(text).toContain('Reconstructed from an imported listening history, not recorded from Spotify.');
    expect(text).toContain('Ranked by plays over 1 year. This is the first chart');
    expect(text).toContain('1 Artist Z (searches Spotify)');
  });

  it('escapes titles and names, also in the preview', async () => {
    const hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>';
    await stage.instance.sql('UPDATE artist SET name = $1', [hostile]);
    await stage.instance.sql('UPDATE listener SET display_name = $1', [hostile]);
    const { path } = await share({ title: hostile, showName: true });
    const { html } = await open(path);
    expect(html).toContain('&quot;&gt;&lt;img src&#x3D;x');
    expect(html).not.toMatch(/<script|<img src=x/);
  });

  it.each([
    ['nothing is recorded', { range: 'MEDIUM_TERM' }, null],
    ['its day was deleted', { on: '2026-06-07' }, "DELETE FROM snapshot WHERE day = '2026-06-07'"],
    [
      'its day is reconstructed and hidden',
      { on: '2026-06-07' },
      "WITH hidden AS (UPDATE snapshot SET source = 'RECONSTRUCTED') UPDATE listener SET include_reconstructed = false",
    ],
  ])('says that there is no chart if %s', async (_, input, change) => {
    const { path } = await share(input);
    if (change !== null) await stage.instance.sql(change);
    const { response, html, text } = await open(path);
    expect(response.status).toBe(200);
    expect(text).toContain('There is no chart to show at the moment.');
    expect(html).not.toContain('og:image');
  });

  it('is revalidated with an ETag that changes with the chart and the viewer, and answers HEAD', async () => {
    const { path } = await share();
    const { response } = await open(path);
    const etag = response.headers.get('etag') ?? '';
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'private, no-cache',
      'x-robots-tag': 'noindex',
    });
    expect(response.headers.get('set-cookie')).toBeNull();
    const headers = { 'if-none-match': etag };
    const again = await open(path, { headers });
    expect([again.response.status, again.html]).toEqual([304, '']);
    expect((await open(path, { headers, who: stage.client })).response.status).toBe(200);
    const head = await fetch(stage.api.url + path, { method: 'HEAD' });
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
    await history.lists('SHORT_TERM', { '2026-06-17': 'FCBG' });
    const later = await open(path, { headers });
    expect([later.response.status, later.text.includes('June 17')]).toEqual([200, true]);
  });
});

describe('the comparison with a share', () => {
  it('shows how alike both charts are, the artists of both with their ranks, and of one only', async () => {
    const { path } = await share({ title: 'On repeat' });
    const who = stage.instance.client(stage.api);
    await who.signIn('demo_02');
    await stage.instance.sql(
      `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
       SELECT max(listener.id), 'SHORT_TERM', '2026-06-17', true, '2026-06-17',
              ARRAY(SELECT id FROM string_to_table('GCA', NULL) WITH ORDINALITY AS place (letter, rank)
                    JOIN artist ON spotify_id = repeat(letter, 22) ORDER BY rank)
       FROM listener`,
    );
    expect((await open(path, { who })).text).toContain('Compare with yours Follow as a feed');
    const { response, html, text } = await open(`${path}/compare`, { who });
    expect([
      response.status,
      response.headers.get('cache-control'),
      response.headers.get('x-robots-tag'),
    ]).toEqual([200, 'no-store', 'noindex']);
    expect(html).toContain('<meta name="robots" content="noindex">');
    expect(text).toMatch(/Similarity \d\d% Some artists in common\. Yours of Wednesday, June 17, 2026/);
    expect(text).toContain(
      'In common 2 Artist Yours Theirs Artist G (opens Spotify) 1 4 Artist C (opens Spotify) 2 1',
    );
    expect(text).toContain('Only yours 1 3 Artist A (opens Spotify)');
    expect(text).toContain('Only theirs 2 2 Artist F (opens Spotify) 3 Artist B (opens Spotify)');
  });

  it('leads through the sign-in and back', async () => {
    const { path } = await share();
    const who = stage.instance.client(stage.api);
    const { response } = await open(`${path}/compare`, { who });
    const signIn = response.headers.get('location') ?? '';
    expect([response.status, signIn]).toEqual([
      303,
      `/auth/spotify?returnTo=${encodeURIComponent(`${path}/compare`)}`,
    ]);
    const back = await who.signIn('demo_02', signIn.slice('/auth/spotify'.length));
    expect(back.headers.get('location')).toBe(`${path}/compare`);
    expect((await open(`${path}/compare`, { who })).text).toContain('You have no chart of 4 weeks yet');
  });

  it('says so if the share is your own, or has no chart', async () => {
    const [own, empty] = [await share(), await share({ range: 'LONG_TERM' })];
    expect((await open(own.path, { who: stage.client })).text).toContain(
      'This is your share. Manage your shares',
    );
    expect((await open(`${own.path}/compare`, { who: stage.client })).text).toContain('This is your share');
    const who = stage.instance.client(stage.api);
    await who.signIn('demo_02');
    expect((await open(`${empty.path}/compare`, { who })).text).toContain('This link has no chart to show');
  });
});
