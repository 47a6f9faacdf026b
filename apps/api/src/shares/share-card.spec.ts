import { describe, expect, it } from '@jest/globals';
import { CardPictures, drawShareCard } from './share-card.js';

const share = { title: null, listenerName: null, range: 'SHORT_TERM' } as const;
const entry = {
  artist: { id: 'id', name: 'Paper Lanterns' },
  status: 'MOVED_UP',
  rankChange: 12,
  weeksAtNumberOne: 11,
  consecutiveWeeksAtNumberOne: 2,
} as const;
const chart = { day: '2026-11-29', source: 'SPOTIFY', isCompared: true, entries: [entry] } as const;

/** The texts of a card, from top to bottom. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
}

describe('the card of a share', () => {
  it('shows the range, the day, the reign of number one, and who ranked the chart', () => {
    const texts = textsOf(drawShareCard(share, chart));
    expect(texts).toEqual([
      '4 WEEKS · SUNDAY, NOVEMBER 29, 2026',
      'Top artists',
      'PL',
      'Paper Lanterns',
      'Number one for 2 weeks running (11 in all)',
      'Headliner',
      'Ranked by Spotify over about the last 4 weeks.',
    ]);
  });

  it.each([
    [null, null, 'Top artists', '4 WEEKS'],
    [null, 'Ada', 'Ada’s chart', '4 WEEKS'],
    ['On repeat', null, 'On repeat', '4 WEEKS'],
    ['On repeat', 'Ada', 'On repeat', 'ADA’S CHART · 4 WEEKS'],
  ])('has, for the title %j and the name %j, the heading “%s”', (title, listenerName, heading, kicker) => {
    const texts = textsOf(drawShareCard({ ...share, title, listenerName }, chart));
    expect(texts.slice(0, 2)).toEqual([`${kicker} · SUNDAY, NOVEMBER 29, 2026`, heading]);
  });

  it('says that a day is reconstructed', () => {
    expect(textsOf(drawShareCard(share, { ...chart, source: 'RECONSTRUCTED' })).at(-1)).toBe(
      'Reconstructed from a listening history. Ranked by plays over 4 weeks.',
    );
  });

  it('shows how the others moved, and leaves out the reign on a first chart', () => {
    const second = { ...entry, artist: { ...entry.artist, name: '\u202e' } };
    const texts = textsOf(drawShareCard(share, { ...chart, entries: [entry, second] }));
    expect(texts.slice(-6, -2)).toEqual(['2', 'UA', 'Unnamed artist', '12']);
    expect(textsOf(drawShareCard(share, { ...chart, isCompared: false })).join()).not.toContain('Number one');
  });
});

const HOSTILE = {
  'markup that loads something':
    '</text></svg><image href="http://127.0.0.1/a.png"/><script>alert(1)</script>',
  entities: '&lt;&#0;&x;<!ENTITY x SYSTEM "file:///etc/passwd">]]>',
  'changes of direction': '\u202e\u2066\u05d0\u200f.\u202d',
  'control characters': '\u0000\u001b[31m\u0085\u007f\ufffe',
  'halves of surrogate pairs': '\ud800 a \udfff',
  '4,000 characters': 'wide '.repeat(800),
  '4,000 combining characters': `e${'\u0301'.repeat(4_000)}`,
  'scripts that the font lacks': '椎名林檎 Нічний \u0641\u064a\u0631 ไทย 🎷',
};

describe('a card with hostile names', () => {
  it.each(Object.entries(HOSTILE))('becomes a picture and loads nothing: %s', async (_, name) => {
    const entries = Array.from({ length: 6 }, () => ({ ...entry, artist: { id: name, name } }));
    const svg = drawShareCard({ ...share, title: name, listenerName: name }, { ...chart, entries });
    const elements = new Set(Array.from(svg.matchAll(/<(\w+|[^/])/g), ([, element]) => element));
    expect([...elements].toSorted()).toEqual(['circle', 'path', 'rect', 'svg', 'text', 'title']);
    expect(svg).not.toMatch(/<[^>]+(?:href|url\()/);
    const picture = await new CardPictures().draw(svg);
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 630]);
  });
});

describe('pictures of cards', () => {
  it('are drawn once for concurrent requests, and again when anything changes', async () => {
    const pictures = new CardPictures();
    const svg = drawShareCard(share, chart);
    const all = await Promise.all(Array.from({ length: 8 }, () => pictures.draw(svg)));
    expect(new Set(all).size).toBe(1);
    const other = await pictures.draw(drawShareCard({ ...share, title: 'Other' }, chart));
    expect(other.equals(all[0] ?? other)).toBe(false);
    expect(await pictures.draw(svg)).toBe(all[0]);
  });

  it('are drawn after one that failed', async () => {
    const pictures = new CardPictures();
    await expect(pictures.draw('<svg')).rejects.toThrow();
    const picture = await pictures.draw(drawShareCard(share, chart));
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 630]);
  });
});
