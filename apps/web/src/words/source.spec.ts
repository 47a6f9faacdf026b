import { expect, it } from '@jest/globals';
import { describeRanking, describeSources, getFirstDay } from './source.js';

it.each([
  [null, null, null],
  ['2026-06-01', null, '2026-06-01'],
  [null, '2014-04-03', '2014-04-03'],
  ['2026-06-01', '2014-04-03', '2014-04-03'],
  ['2014-04-03', '2026-06-01', '2014-04-03'],
])(
  'a history recorded since %s and reconstructed since %s begins on %s',
  (since, reconstructedSince, first) => expect(getFirstDay({ since, reconstructedSince })).toBe(first),
);

it.each([
  ['SPOTIFY', 'Ranked by Spotify over about the last 6 months'],
  ['RECONSTRUCTED', 'Reconstructed from my listening history: ranked by plays over 6 months'],
] as const)('the ranking of a chart of the source %s is "%s"', (source, text) =>
  expect(describeRanking(source, 'MEDIUM_TERM')).toBe(text),
);

it.each([
  ['SPOTIFY', null, null],
  ['SPOTIFY', 'SPOTIFY', null],
  ['SPOTIFY', 'RECONSTRUCTED', /^Compared with a chart that is reconstructed/],
  ['RECONSTRUCTED', 'RECONSTRUCTED', /^Reconstructed from your listening history/],
  ['RECONSTRUCTED', null, /^Reconstructed from your listening history/],
] as const)('the sources %s and %s are described as %s', (source, before, text) => {
  const described = describeSources({ source, comparedTo: before && { source: before } });
  if (text === null) expect(described).toBeNull();
  else expect(described).toMatch(text);
});
