import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { series } from '../bump-chart/series.fixture.js';
import { drawArtistCard } from './artist-card.js';
import { CARD_SIZE_NAMES, CARD_SIZES, type CardSize } from './card.js';
import { drawListCard, type Mark } from './list-card.js';
import { colourOf, LINE_COLOURS, PALETTE } from './palette.js';
import { estimateWidth } from './text-fit.js';
import { drawTrendsCard } from './trends-card.js';

const WORDS = { kicker: 'My chart · 4 weeks', title: 'November 29, 2026', footnote: 'Ranked by Spotify' };
const MARKS: readonly Mark[] = [
  { kind: 'up', places: 12 },
  { kind: 'down', places: 3 },
  { kind: 'highlight', text: 'new' },
  { kind: 'text', text: '12,345 points' },
];

const NAMES: Readonly<Record<string, string>> = {
  'a long name': 'The Extraordinarily Long And Winding Name Of A Collective Without An End',
  'a name without spaces': 'Abcdefghijkl'.repeat(10),
  'wide letters': 'MMMMMMMM WWWWWWWW '.repeat(4),
  'a Japanese name': '椎名林檎と東京事変のとても長い名前のバンドとその仲間たち',
  'a name from right to left': 'שיר של ים (חדש)!',
  'markup in a name': '<script>&"\'</script>]]>',
  'characters that XML does not allow': 'A\u0000B\uD800\uFFFE',
  'an empty name': '',
};

/** Draws every card about artists of this name. */
function drawAll(name: string, size: CardSize, count = 12): string[] {
  const entries = Array.from({ length: count }, (_, index) => ({
    rank: index + 1,
    id: `id${index}`,
    name,
    mark: MARKS[index % MARKS.length] ?? { kind: 'text', text: '=' },
  }));
  const all = Array.from({ length: Math.min(count, 10) }, (_, index) => ({
    ...series(`${index + 1} . ${index + 9} -`, `id${index}`),
    name,
  }));
  const slots = new Map(all.map(({ id }, slot) => [id, slot]));
  const drawing = { all, slots, interval: 'DAY', ranks: null } as const;
  const facts = ['Peak', 'Weeks on the chart', 'Weeks at number one', 'First seen'].map((label) => ({
    label,
    value: 'September 30, 2026',
  }));
  return [
    drawListCard({ ...WORDS, entries, lead: `Number one: ${name}`, empty: 'No top artists yet' }, size),
    drawTrendsCard({ ...WORDS, ...drawing }, size),
    drawArtistCard({ ...WORDS, ...drawing, id: 'id', name, facts }, size),
  ];
}

/** A start tag, an end tag or a text, of XML without comments and declarations. */
const TOKEN = /<([a-z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>|<\/([a-z]+)>|([^<]+)/giy;
/** Characters that XML allows, without halves of surrogate pairs. Ampersands only begin entities. */
const CONTENT =
  /^(?:(?!&)[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|&(?:amp|lt|gt|quot|#39);)*$/u;
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

interface Transform {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Finds what is wrong with a card: invalid XML, and texts (by their estimated widths) and rectangles outside. */
function findProblems(svg: string): string[] {
  const problems = CONTENT.test(svg) ? [] : ['characters that XML does not allow'];
  const stack: { name: string; attributes: ReadonlyMap<string, string>; place: Transform }[] = [];
  const [, width = 0, height = 0] = /width="(\d+)" height="(\d+)"/.exec(svg)?.map(Number) ?? [];
  const check = (label: string, place: Transform, box: readonly [number, number, number, number]): void => {
    const [x, y, w, h] = box;
    const isInside =
      place.x + x * place.scale >= -1 &&
      place.y + y * place.scale >= -1 &&
      place.x + (x + w) * place.scale <= width + 1 &&
      place.y + (y + h) * place.scale <= height + 1;
    if (!isInside) problems.push(`outside: ${label}`);
  };
  let end = 0;
  for (const token of svg.matchAll(TOKEN)) {
    const [whole, opened, written = '', closes, closed, content] = token;
    end = token.index + whole.length;
    const above = stack.at(-1);
    if (opened !== undefined) {
      const pairs = [...written.matchAll(/ ([\w:-]+)="([^"]*)"/g)];
      const attributes = new Map(pairs.map(([, name = '', value = '']) => [name, value]));
      const get = (name: string): number => Number(attributes.get(name) ?? 0);
      const place = move(above?.place ?? { x: 0, y: 0, scale: 1 }, attributes.get('transform') ?? '');
      if (opened === 'rect') check('rect', place, [get('x'), get('y'), get('width'), get('height')]);
      if (closes === '') stack.push({ name: opened, attributes, place });
    } else if (closed !== undefined) {
      if (stack.pop()?.name !== closed) problems.push(`unexpected </${closed}>`);
    } else if (content !== undefined && above?.name === 'text') {
      const text = content.replace(/&#?\w+;/g, (entity) => ENTITIES[entity] ?? "'");
      const get = (name: string): number => Number(above.attributes.get(name) ?? 0);
      const size = get('font-size');
      const textWidth = estimateWidth(text, size);
      const before =
        { middle: textWidth / 2, end: textWidth }[above.attributes.get('text-anchor') ?? ''] ?? 0;
      check(text, above.place, [get('x') - before, get('y') - size * 0.8, textWidth, size]);
    }
  }
  return end === svg.length && stack.length === 0 ? problems : [...problems, 'not well formed'];
}

function move({ x, y, scale }: Transform, transform: string): Transform {
  const [, dx = 0, dy = 0, factor = 1] =
    /^translate\(([\d.-]+) ([\d.-]+)\)(?: scale\(([\d.]+)\))?$/
      .exec(transform)
      ?.map((part) => Number(part ?? 1)) ?? [];
  return { x: x + dx * scale, y: y + dy * scale, scale: scale * factor };
}

describe.each(CARD_SIZE_NAMES)('a card in the size %s', (size) => {
  test.each(Object.entries(NAMES))('is valid XML and keeps everything inside with %s', (_, name) => {
    for (const count of [12, 1]) {
      for (const svg of drawAll(name, size, count)) expect(findProblems(svg)).toEqual([]);
    }
  });

  test('is valid XML and keeps everything inside with any names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
        for (const svg of drawAll(name, size, 4)) expect(findProblems(svg)).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  test('has its size, and says why it is empty', () => {
    const [svg = ''] = drawAll('Nova', size, 0);
    const { width, height } = CARD_SIZES[size];
    expect(svg).toContain(`width="${width}" height="${height}"`);
    expect(svg).toContain('No top artists yet');
  });
});

test('the checks above find what they look for', () => {
  expect(
    findProblems('<svg width="9" height="9"><text x="0" y="8" font-size="8">&amp; wide</text></svg>'),
  ).toEqual(['outside: & wide']);
  for (const svg of ['<g>', '<g>&</g>', '<g></a>', '<g a="<"/>', '<g>\u0000</g>']) {
    expect(findProblems(svg)).not.toEqual([]);
  }
});

test('names that fit are not cut', () => {
  for (const size of CARD_SIZE_NAMES) {
    expect(drawAll('The Midnight Orchestra', size, 4).filter((svg) => svg.includes('…'))).toEqual([]);
  }
});

test('an artist always has the same colour', () => {
  expect(colourOf('4Z8W4fKeB5YxbusRsdQVPb')).toBe(colourOf('4Z8W4fKeB5YxbusRsdQVPb'));
  expect(new Set(['a', 'b', 'c', 'd'].map(colourOf)).size).toBeGreaterThan(1);
});

test('the colours are those of the page', () => {
  const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
  const page = read('../../../api/src/pages/assets/headliner.css') + read('../coverage/calendar.css');
  for (const [name, colour] of Object.entries(PALETTE)) {
    expect(page).toMatch(new RegExp(`--${name}: (light-dark\\()?${colour}`));
  }
  const lines = [...read('../bump-chart/slots.css').matchAll(/--line-\d: light-dark\((#\w{6})/g)];
  expect(lines.map(([, colour]) => colour)).toEqual(LINE_COLOURS);
});
