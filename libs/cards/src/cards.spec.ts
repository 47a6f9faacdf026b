import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CARD_SIZE_NAMES, CARD_SIZES, type DrawnSize } from './card.js';
import { findProblems, MARKS, NAMES, WORDS } from './card-problems.fixture.js';
import { drawListCard } from './list-card.js';
import { getMark } from './mark.js';
import { colourOf, LINE_COLOURS, PALETTE } from './palette.js';

/** Draws the card of a list whose entries all have this name. */
function drawNamed(name: string, size: DrawnSize, count = 12): string {
  const entries = Array.from({ length: count }, (_, index) => ({
    rank: index + 1,
    id: `id${index}`,
    name,
    mark: MARKS[index % MARKS.length] ?? { kind: 'text', text: '=' },
  }));
  return drawListCard({ ...WORDS, entries, lead: `Number one: ${name}`, empty: 'No top artists yet' }, size);
}

describe.each<DrawnSize>([...CARD_SIZE_NAMES, 'preview'])('a list card in the size %s', (size) => {
  test.each(Object.entries(NAMES))('is valid XML and keeps everything inside with %s', (_, name) => {
    for (const count of [50, 12, 1]) expect(findProblems(drawNamed(name, size, count))).toEqual([]);
  });

  test('is valid XML and keeps everything inside with any names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
        expect(findProblems(drawNamed(name, size, 4))).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  test('has its size, and says why it is empty', () => {
    const svg = drawNamed('Nova', size, 0);
    const { width, height } = size === 'preview' ? { width: 1200, height: 630 } : CARD_SIZES[size];
    expect(svg).toContain(`width="${width}" height="${height}"`);
    expect(svg).toContain('No top artists yet');
  });

  test('cuts no name that fits', () => {
    expect(drawNamed('The Midnight Orchestra', size, 4)).not.toContain('…');
  });
});

test('the picture for link previews shows the first six entries of fifty', () => {
  const svg = drawNamed('Nova', 'preview', 50);
  const ranks = [...svg.matchAll(/font-size="40"[^>]*>(\d+)</g)].map(([, rank]) => Number(rank));
  expect(ranks).toEqual([2, 3, 4, 5, 6]);
});

test.each([
  [
    { status: 'MOVED_UP', rankChange: 3 },
    { kind: 'up', places: 3 },
  ],
  [
    { status: 'MOVED_DOWN', rankChange: -3 },
    { kind: 'down', places: 3 },
  ],
  [
    { status: 'NEW_ENTRY', rankChange: null },
    { kind: 'highlight', text: 'new' },
  ],
  [
    { status: 'RE_ENTRY', rankChange: null },
    { kind: 'highlight', text: 'back' },
  ],
  [
    { status: 'NO_CHANGE', rankChange: 0 },
    { kind: 'text', text: '=' },
  ],
  [
    { status: null, rankChange: null },
    { kind: 'text', text: '' },
  ],
] as const)('the mark of %j is %j', (movement, mark) => expect(getMark(movement)).toEqual(mark));

test('findProblems finds what it looks for', () => {
  expect(
    findProblems('<svg width="9" height="9"><text x="0" y="8" font-size="8">&amp; wide</text></svg>'),
  ).toEqual(['outside: & wide']);
  for (const svg of ['<g>', '<g>&</g>', '<g></a>', '<g a="<"/>', '<g>\u0000</g>']) {
    expect(findProblems(svg)).not.toEqual([]);
  }
});

test('an artist always has the same colour', () => {
  expect(colourOf('4Z8W4fKeB5YxbusRsdQVPb')).toBe(colourOf('4Z8W4fKeB5YxbusRsdQVPb'));
  expect(new Set(['a', 'b', 'c', 'd'].map(colourOf)).size).toBeGreaterThan(1);
});

test('the colours are those of the page', () => {
  const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
  const page =
    read('../../../apps/api/src/pages/assets/headliner.css') +
    read('../../../apps/web/src/coverage/calendar.css');
  for (const [name, colour] of Object.entries(PALETTE)) {
    expect(page).toMatch(new RegExp(`--${name}: (light-dark\\()?${colour}`));
  }
  const lines = [
    ...read('../../../apps/web/src/bump-chart/slots.css').matchAll(/--line-\d: light-dark\((#\w{6})/g),
  ];
  expect(lines.map(([, colour]) => colour)).toEqual(LINE_COLOURS);
});
