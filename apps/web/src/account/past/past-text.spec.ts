import { describe, expect, it } from '@jest/globals';
import {
  describeAgreement,
  describeArtists,
  describeLength,
  describeLinks,
  describePlays,
  describeResult,
} from './past-text.js';

describe('the length of a span', () => {
  it.each([
    ['2026-05-01', '2026-05-01', '1 day'],
    ['2026-05-01', '2026-06-29', '60 days'],
    ['2026-05-01', '2026-06-30', '2 months'],
    ['2025-01-01', '2025-12-31', '12 months'],
    ['2024-01-01', '2025-12-31', '2 years'],
    ['2014-04-03', '2026-05-20', '12 years'],
    ['2014-06-01', '2026-05-20', '11 years'],
  ])('from %s to %s is %s', (from, to, length) => expect(describeLength(from, to)).toBe(length));
});

it('the title of a result names its length and days', () => {
  expect(describeResult({ from: '2014-04-03', to: '2026-05-20', reconstructed: {} })).toMatch(
    /^12 years reconstructed: April 3, 2014\s–\sMay 20, 2026$/,
  );
});

it('the title of an empty result says so', () =>
  expect(describeResult({ from: null, to: null, reconstructed: {} })).toBe('No day was reconstructed'));

const skipped = { notMusic: 0, private: 0, short: 0, undated: 0 };

it.each([
  [{ read: 1_204, counted: 1_204, skipped }, '1,204 plays counted.'],
  [
    { read: 1_000, counted: 990, skipped: { ...skipped, short: 10 } },
    '990 of 1,000 plays counted. Left out: 10 under 30 seconds.',
  ],
  [
    { read: 1_100, counted: 1_000, skipped: { notMusic: 20, private: 3, short: 76, undated: 1 } },
    '1,000 of 1,100 plays counted. Left out: 76 under 30 seconds, 20 not music, 3 in private sessions, and 1 without a usable date.',
  ],
])('plays %j are described', (plays, text) => expect(describePlays(plays)).toBe(text));

it.each([
  [{ matched: 40, toLink: 0 }, '40 artists are linked to Spotify.'],
  [
    { matched: 1, toLink: 1 },
    '1 artist is linked to Spotify. Headliner looks up 1 other on Spotify in the background; until then it is shown by name.',
  ],
  [
    { matched: 0, toLink: 1_200 },
    'Headliner looks up 1,200 artists on Spotify in the background; until then they are shown by name.',
  ],
])('artists %j are described', (artists, text) => expect(describeArtists(artists)).toBe(text));

it.each([
  [
    { range: 'SHORT_TERM', days: 182, similarity: 0.871 },
    'On 182 days with both, the reconstructed 4-week list was 87% similar to Spotify’s own.',
  ],
  [
    { range: 'LONG_TERM', days: 1, similarity: 1 },
    'On the one day with both, the reconstructed 1-year list was 100% similar to Spotify’s own.',
  ],
] as const)('the agreement %j is described', (agreement, text) =>
  expect(describeAgreement(agreement)).toBe(text),
);

it.each([
  [
    { artistsLinked: 1_204, artistsPending: 310, artistsUnknown: 25 },
    '1,204 linked to Spotify, 310 being looked up, 25 known only by name',
  ],
  [{ artistsLinked: 12, artistsPending: 0, artistsUnknown: 0 }, '12 linked to Spotify'],
  [{ artistsLinked: 0, artistsPending: 3, artistsUnknown: 0 }, '0 linked to Spotify, 3 being looked up'],
])('artists %j of a reconstruction are described', (links, text) => expect(describeLinks(links)).toBe(text));
