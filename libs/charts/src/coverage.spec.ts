import { describe, expect, test } from '@jest/globals';
import { computeCoverage, type CoverageRecord, type Interruption } from './coverage.js';

const record: CoverageRecord<string> = {
  firstDay: '2026-11-01',
  today: '2026-11-05',
  timezone: 'UTC',
  recordedDays: [],
  failures: [],
  interruptions: [],
  skippedDays: [],
};

/** Returns the gaps as `day reason`, newest first. */
function gaps(changed: Partial<CoverageRecord<string>>): string[] {
  return computeCoverage({ ...record, ...changed }).gaps.map(({ day, reason }) => `${day} ${reason}`);
}

function interruption(kind: Interruption['kind'], beganAt: string, endedAt: string | null): Interruption {
  return { kind, beganAt: new Date(beganAt), endedAt: endedAt === null ? null : new Date(endedAt) };
}

describe('the accountable days', () => {
  test.each([
    ['begin with the first sign-in', {}, '2026-11-01', 0, 4],
    ['are none on the day of the first sign-in', { today: '2026-11-01' }, null, 0, 0],
    [
      'are none on the day of the first sign-in, even if it has a snapshot',
      { today: '2026-11-01', recordedDays: ['2026-11-01'] },
      null,
      0,
      0,
    ],
    ['are one on the day after the first sign-in', { today: '2026-11-02' }, '2026-11-01', 0, 1],
    ['end with yesterday', { recordedDays: ['2026-11-04', '2026-11-05'] }, '2026-11-01', 1, 3],
    ['begin with an older imported snapshot', { recordedDays: ['2026-10-30'] }, '2026-10-30', 1, 5],
    [
      'begin with an older imported snapshot on the day of sign-in',
      { today: '2026-11-01', recordedDays: ['2026-10-31'] },
      '2026-10-31',
      1,
      0,
    ],
    [
      'do not begin with an older failure',
      { failures: [{ day: '2026-10-30', reason: 'X' }] },
      '2026-11-01',
      0,
      4,
    ],
    ['exclude skipped days', { skippedDays: ['2026-11-02'] }, '2026-11-01', 0, 3],
    ['begin after skipped days', { skippedDays: ['2026-11-01', '2026-11-02'] }, '2026-11-03', 0, 2],
    ['include 29 February', { firstDay: '2028-02-28', today: '2028-03-02' }, '2028-02-28', 0, 3],
    [
      'continue across the end of a year',
      { firstDay: '2026-12-30', today: '2027-01-02' },
      '2026-12-30',
      0,
      3,
    ],
  ])('%s', (_, changed, since, snapshotCount, gapCount) => {
    const coverage = computeCoverage({ ...record, ...changed });
    expect([coverage.since, coverage.snapshotCount, coverage.gaps.length]).toEqual([
      since,
      snapshotCount,
      gapCount,
    ]);
  });
});

describe('the gaps', () => {
  const failures = [
    { day: '2026-11-02', reason: 'QUOTA_EXCEEDED' },
    { day: '2026-11-03', reason: 'EMPTY_RESPONSE' },
    { day: '2026-11-05', reason: 'RATE_LIMITED' },
  ];

  test('have the reason of the failure or NOT_RUNNING, newest first', () => {
    expect(gaps({ failures })).toEqual([
      '2026-11-04 NOT_RUNNING',
      '2026-11-03 EMPTY_RESPONSE',
      '2026-11-02 QUOTA_EXCEEDED',
      '2026-11-01 NOT_RUNNING',
    ]);
  });

  test('exclude failed days with a later snapshot, and skipped days', () => {
    expect(gaps({ failures, recordedDays: ['2026-11-02'], skippedDays: ['2026-11-03'] })).toEqual([
      '2026-11-04 NOT_RUNNING',
      '2026-11-01 NOT_RUNNING',
    ]);
  });

  test('prefer the reason of a failure to PAUSED, and PAUSED to REAUTHORIZATION_REQUIRED', () => {
    const interruptions = [
      interruption('REAUTHORIZATION_REQUIRED', '2026-11-01T08:00Z', null),
      interruption('PAUSED', '2026-11-03T08:00Z', '2026-11-04T08:00Z'),
    ];
    expect(gaps({ failures: failures.slice(0, 1), interruptions })).toEqual([
      '2026-11-04 REAUTHORIZATION_REQUIRED',
      '2026-11-03 PAUSED',
      '2026-11-02 QUOTA_EXCEEDED',
      '2026-11-01 REAUTHORIZATION_REQUIRED',
    ]);
  });
});

describe('a pause counts for the days whose last instant it covers', () => {
  test.each([
    ['from before the first day on', 'UTC', '2026-10-01T00:00Z', null, [1, 2, 3, 4]],
    ['until before the first day', 'UTC', '2026-10-01T00:00Z', '2026-10-31T23:00Z', []],
    ['within a day', 'UTC', '2026-11-02T00:00Z', '2026-11-02T23:59:59.999Z', []],
    [
      'from the last instant of a day to the next day',
      'UTC',
      '2026-11-02T23:59:59.999Z',
      '2026-11-03T00:00Z',
      [2],
    ],
    ['from the first instant of a day on', 'UTC', '2026-11-03T00:00Z', null, [3, 4]],
    ['until the first instant of a day', 'UTC', '2026-11-02T12:00Z', '2026-11-04T00:00Z', [2, 3]],
    ['with its end before its beginning', 'UTC', '2026-11-03T12:00Z', '2026-11-02T12:00Z', []],
    ['begun today', 'UTC', '2026-11-05T01:00Z', null, []],
    // The 2nd ends at 10:00 UTC in Kiritimati, and at 11:00 UTC a day later in Pago Pago.
    ['far east', 'Pacific/Kiritimati', '2026-11-02T09:59Z', '2026-11-02T10:01Z', [2]],
    ['far east, an hour later', 'Pacific/Kiritimati', '2026-11-02T10:01Z', '2026-11-02T11:01Z', []],
    ['far west', 'Pacific/Pago_Pago', '2026-11-03T10:59Z', '2026-11-03T11:01Z', [2]],
    // Clocks went back on the 1st, which ended at 05:00 UTC, not at 04:00.
    ['over the end of a long day', 'America/New_York', '2026-11-02T04:30Z', '2026-11-02T05:00Z', [1]],
  ])('%s (%s)', (_, timezone, beganAt, endedAt, days) => {
    const interruptions = [interruption('PAUSED', beganAt, endedAt)];
    const paused = gaps({ timezone, interruptions }).filter((gap) => gap.endsWith(' PAUSED'));
    expect(paused).toEqual(days.toReversed().map((day) => `2026-11-0${day} PAUSED`));
  });
});
