import { describe, expect, it } from '@jest/globals';
import { computeCoverage, getCoverageTable, type RangeCoverage } from './compute-coverage.js';

const coverage = (given: Partial<RangeCoverage>): RangeCoverage => ({
  since: '2026-02-26',
  snapshotCount: 0,
  gapCount: given.gaps?.length ?? 0,
  skippedDays: [],
  gaps: [],
  reconstructedDays: [],
  ...given,
});

describe('computeCoverage', () => {
  it('has no days before the first one is over', () => {
    expect(computeCoverage(new Map([['SHORT_TERM', coverage({ since: null })]]))).toEqual([]);
  });

  it('gives every day since the first a snapshot or a reason, across the end of a month', () => {
    const gaps = [
      { day: '2026-03-01', reason: 'PAUSED' },
      { day: '2026-02-27', reason: 'EMPTY_RESPONSE' },
    ] as const;
    const days = computeCoverage(new Map([['SHORT_TERM', coverage({ snapshotCount: 3, gaps })]]));
    expect(days.map(({ day, states }) => [day, states.get('SHORT_TERM')])).toEqual([
      ['2026-02-26', 'SNAPSHOT'],
      ['2026-02-27', 'EMPTY_RESPONSE'],
      ['2026-02-28', 'SNAPSHOT'],
      ['2026-03-01', 'PAUSED'],
      ['2026-03-02', 'SNAPSHOT'],
    ]);
  });

  it('leaves out the days that a change of time zone skipped', () => {
    const skipping = coverage({ snapshotCount: 2, skippedDays: ['2026-02-27'] });
    const days = computeCoverage(new Map([['SHORT_TERM', skipping]]));
    expect(days.map(({ day }) => day)).toEqual(['2026-02-26', '2026-02-28']);
  });

  it('has reconstructed days, which never hide a gap', () => {
    const reconstructed = coverage({
      snapshotCount: 1,
      gaps: [{ day: '2026-02-26', reason: 'NOT_RUNNING' }],
      reconstructedDays: ['2026-02-24', '2026-02-26'],
    });
    const days = computeCoverage(new Map([['SHORT_TERM', reconstructed]]));
    expect(days.map(({ day, states }) => [day, states.get('SHORT_TERM')])).toEqual([
      ['2026-02-24', 'RECONSTRUCTED'],
      ['2026-02-26', 'NOT_RUNNING'],
      ['2026-02-27', 'SNAPSHOT'],
    ]);
  });

  it('merges ranges that start on different days', () => {
    const days = computeCoverage(
      new Map([
        ['SHORT_TERM', coverage({ since: '2026-02-27', snapshotCount: 1 })],
        ['LONG_TERM', coverage({ snapshotCount: 1, gaps: [{ day: '2026-02-27', reason: 'NOT_RUNNING' }] })],
      ]),
    );
    expect(days.map(({ day, states }) => [day, [...states]])).toEqual([
      ['2026-02-26', [['LONG_TERM', 'SNAPSHOT']]],
      [
        '2026-02-27',
        [
          ['SHORT_TERM', 'SNAPSHOT'],
          ['LONG_TERM', 'NOT_RUNNING'],
        ],
      ],
    ]);
  });
});

describe('getCoverageTable', () => {
  it('has a row for each day and a column for each range', () => {
    const days = [{ day: '2026-11-29', states: new Map([['LONG_TERM', 'SNAPSHOT']] as const) }];
    expect(getCoverageTable(days)).toEqual({
      header: ['Day', '4 weeks', '6 months', '1 year'],
      rows: [['2026-11-29', '', '', 'SNAPSHOT']],
    });
  });
});
