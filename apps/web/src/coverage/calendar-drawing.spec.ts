import { expect, it } from '@jest/globals';
import { addDays } from '../words/days.js';
import { drawCalendar } from './calendar-drawing.js';
import type { CoverageDay, DayState } from './compute-coverage.js';

const day = (index: number, short: DayState, long = short): CoverageDay => ({
  day: addDays('2026-05-30', index),
  states: new Map([
    ['SHORT_TERM', short],
    ['LONG_TERM', long],
  ]),
});
const readTexts = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, content]) => content?.replace(/\s/gu, ' '));

it('draws a sheet for each month, a letter in each gap, and what the squares mean', () => {
  const svg = drawCalendar([day(0, 'SNAPSHOT'), day(1, 'SNAPSHOT'), day(2, 'PAUSED')], null);
  expect(readTexts(svg)).toEqual([
    'Coverage, all ranges',
    'May 30 – Jun 1, 2026: 3 days, 1 with a gap. One column per',
    'week, Monday on top.',
    'May 2026',
    'June',
    'P',
    'Recorded',
    'P',
    'Paused',
  ]);
  // Of three days and two squares of the legend, and the paper.
  expect(svg.match(/<rect /g)).toHaveLength(6);
});

it('draws a band for each range on days on which they differ', () => {
  const svg = drawCalendar([day(0, 'SNAPSHOT', 'EMPTY_RESPONSE')], 'SHORT_TERM');
  expect(readTexts(svg).slice(0, 2)).toEqual([
    'Coverage, 4 weeks',
    'May 30, 2026: 1 day, 1 with a gap. One column per week, Monday on top.',
  ]);
  expect(svg.match(/<rect [^>]*height="4.5"[^>]*fill="#6f9a86"/g)).toHaveLength(2);
  expect(svg.match(/<rect [^>]*height="3.5"[^>]*stroke="#8a5a00"/g)).toHaveLength(2);
});

it('has twelve months in a row if the history is long', () => {
  const readWidth = (count: number): number => {
    const days = Array.from({ length: count }, (_, index) => day(index, 'SNAPSHOT'));
    return Number(/viewBox="0 0 ([\d.]+)/.exec(drawCalendar(days, null))?.[1]);
  };
  expect([20, 300, 1_200].map((count) => Math.round(readWidth(count)))).toEqual([532, 781, 1_530]);
});
