import { describe, expect, it } from '@jest/globals';
import { describeChart, describeShare, findShare, nameShare } from './share-text.js';
import type { Share } from './shares.queries.js';

const share = (given: Partial<Share>): Share => ({
  id: '1',
  url: 'https://headliner.test/s/abc',
  title: null,
  range: 'SHORT_TERM',
  on: null,
  showName: false,
  createdAt: '2026-11-29T18:00:00Z',
  expiresAt: '2026-12-29T18:00:00Z',
  ...given,
});

describe('a share in words', () => {
  it('names the day of a frozen chart, and is named after its chart without a title', () => {
    const frozen = share({ on: '2026-11-01', range: 'MEDIUM_TERM' });
    expect(nameShare(frozen)).toBe('6 months, November 1, 2026');
    expect(describeShare(frozen, 'UTC')).toBe(
      'It shows your 6-month chart of November 1, 2026, without your name, until December 29, 2026.',
    );
  });

  it('says that the chart is always the newest, with its title and its end in the listener’s time zone', () => {
    const newest = share({ title: 'Right now', showName: true });
    expect([nameShare(newest), describeChart(newest)]).toEqual(['Right now', '4 weeks, always the newest']);
    expect(describeShare(newest, 'Pacific/Auckland')).toBe(
      'It shows your newest 4-week chart as “Right now”, with your name, until December 30, 2026.',
    );
  });

  it('keeps the sentence in order around a title that is written from right to left', () => {
    expect(describeShare(share({ title: 'שלי' }), 'UTC')).toContain('“\u2068שלי\u2069”, without');
  });
});

describe('finding the existing share of a chart', () => {
  const day = share({ id: 'day', on: '2026-11-28' });
  const newest = share({ id: 'newest' });
  const older = share({ id: 'older' });

  it.each([
    ['takes one of the same day', { range: 'SHORT_TERM', on: '2026-11-28' }, 'day'],
    ['takes the newest of those that show the newest chart', { range: 'SHORT_TERM', on: null }, 'newest'],
    ['takes none of another day', { range: 'SHORT_TERM', on: '2026-11-27' }, undefined],
    ['takes none of another range', { range: 'LONG_TERM', on: '2026-11-28' }, undefined],
  ] as const)('%s', (_, chart, id) => {
    expect(findShare([day, newest, older], chart)?.id).toBe(id);
  });
});
