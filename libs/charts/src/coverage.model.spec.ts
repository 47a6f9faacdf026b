import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayBegins, dayEnds, nextDay } from './chart-day.js';
import {
  computeCoverage,
  type ComputedCoverage,
  type CoverageRecord,
  type Interruption,
} from './coverage.js';

/** The definition, applied day by day. */
function model(record: CoverageRecord<string>): ComputedCoverage<string> {
  const lastInstant = (day: string): number => dayEnds(day, record.timezone).getTime() - 1;
  const isInterrupted = (kind: Interruption['kind'], day: string): boolean =>
    record.interruptions.some(
      ({ kind: its, beganAt, endedAt }) =>
        its === kind &&
        beganAt.getTime() <= lastInstant(day) &&
        (endedAt === null || endedAt.getTime() > lastInstant(day)),
    );
  let since: string | null = null;
  let snapshotCount = 0;
  const gaps = [];
  let day = [record.firstDay, ...record.recordedDays].sort()[0] ?? '';
  for (; day < record.today; day = nextDay(day)) {
    if (record.skippedDays.includes(day) || day < (record.retainedFrom ?? '')) continue;
    since ??= day;
    const failure = record.failures.find((one) => one.day === day);
    if (record.recordedDays.includes(day)) snapshotCount += 1;
    else if (failure) gaps.unshift({ day, reason: failure.reason });
    else if (isInterrupted('PAUSED', day)) gaps.unshift({ day, reason: 'PAUSED' as const });
    else if (isInterrupted('REAUTHORIZATION_REQUIRED', day)) {
      gaps.unshift({ day, reason: 'REAUTHORIZATION_REQUIRED' as const });
    } else gaps.unshift({ day, reason: 'NOT_RUNNING' as const });
  }
  return { since, snapshotCount, gaps };
}

/** Days shortly before a change of the clocks or of the year. */
const start = fc.constantFrom(
  '2026-03-25',
  '2026-04-01',
  '2026-09-01',
  '2026-10-24',
  '2027-12-20',
  '2028-02-20',
);
const some = fc.integer({ min: -3, max: 40 });
const days = fc.uniqueArray(some, { maxLength: 40 }).map((list) => list.sort((a, b) => a - b));

/** Instants at the beginning of a day, a millisecond before or after it, or anywhere within the day. */
const moment = fc.record({
  day: some,
  ms: fc.oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: 0, max: 86_400_000 })),
});

const records = fc
  .record({
    start,
    timezone: fc.constantFrom(
      ...['UTC', 'Europe/Berlin', 'America/Santiago', 'Africa/Cairo', 'Asia/Kathmandu', 'America/New_York'],
      ...['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Australia/Lord_Howe', 'America/Havana'],
    ),
    first: some,
    today: some,
    recorded: days,
    failed: days,
    skipped: fc.uniqueArray(some, { maxLength: 4 }),
    retainedFrom: fc.option(some),
    interruptions: fc.array(
      fc.record({
        kind: fc.constantFrom<Interruption['kind']>('PAUSED', 'REAUTHORIZATION_REQUIRED'),
        began: moment,
        ended: fc.option(moment),
      }),
      { maxLength: 6 },
    ),
  })
  .map((drawn): CoverageRecord<string> => {
    const day = (count: number): string => addDays(drawn.start, count);
    const instantOf = (when: { day: number; ms: number }): Date =>
      new Date(dayBegins(day(when.day), drawn.timezone).getTime() + when.ms);
    return {
      firstDay: day(drawn.first),
      today: day(drawn.today),
      retainedFrom: drawn.retainedFrom === null ? null : day(drawn.retainedFrom),
      timezone: drawn.timezone,
      recordedDays: drawn.recorded.map(day),
      failures: drawn.failed.map((count) => ({ day: day(count), reason: `REASON_${count % 3}` })),
      skippedDays: drawn.skipped.map(day),
      interruptions: drawn.interruptions.map(({ kind, began, ended }) => ({
        kind,
        beganAt: instantOf(began),
        endedAt: ended && instantOf(ended),
      })),
    };
  });

describe('computeCoverage() for any record', () => {
  test('matches the definition day by day, also with overlapping and reversed interruptions', () => {
    fc.assert(
      fc.property(records, (record) => {
        expect(computeCoverage(record)).toEqual(model(record));
      }),
      { numRuns: 500 },
    );
  });

  test('counts every accountable day exactly once', () => {
    fc.assert(
      fc.property(records, (record) => {
        const { snapshotCount, gaps, since } = computeCoverage(record);
        const accountable = new Set<string>();
        for (let day = since ?? record.today; day < record.today; day = nextDay(day)) {
          if (!record.skippedDays.includes(day)) accountable.add(day);
        }
        expect(snapshotCount + gaps.length).toBe(accountable.size);
        const gapDays = gaps.map(({ day }) => day);
        expect(new Set(gapDays).size).toBe(gapDays.length);
        expect(gapDays.every((day) => accountable.has(day) && !record.recordedDays.includes(day))).toBe(true);
      }),
    );
  });

  test('handles ten years with a thousand interruptions', () => {
    const interruptions = Array.from({ length: 1000 }, (_, index) => ({
      kind: 'PAUSED' as const,
      beganAt: new Date(Date.UTC(2016, 0, 1 + 3 * index, 12)),
      endedAt: new Date(Date.UTC(2016, 0, 2 + 3 * index, 12)),
    }));
    const { snapshotCount, gaps } = computeCoverage({
      firstDay: '2016-01-01',
      today: '2026-01-01',
      timezone: 'Europe/Berlin',
      recordedDays: [],
      failures: [],
      interruptions,
      skippedDays: [],
    });
    expect(snapshotCount).toBe(0);
    expect(gaps.length).toBe(3653);
    expect(gaps.filter(({ reason }) => reason === 'PAUSED').length).toBe(1000);
  });
});
