import { describe, expect, it } from '@jest/globals';
import { describeCommonResult, describeResult, type RangeResult, summarizeResults } from './result-text.js';

const NOW = new Date('2026-11-22T23:20:00Z');

const result = (outcome: RangeResult['outcome'], more: Partial<RangeResult> = {}): RangeResult => ({
  range: 'SHORT_TERM',
  outcome,
  gapReason: null,
  retryAt: null,
  ...more,
});

describe('the outcome of a manual snapshot', () => {
  it('names the reason of a failure and the time of the next attempt', () => {
    const failed = result('FAILED', { gapReason: 'SPOTIFY_UNAVAILABLE', retryAt: '2026-11-22T23:30:00Z' });
    expect(describeResult(failed, 'UTC', NOW)).toBe(
      'Spotify gave no usable answer. Next attempt: in 10 minutes.',
    );
    const distant = { ...failed, retryAt: '2026-12-22T23:30:00Z' };
    expect(describeResult(distant, 'Europe/Berlin', NOW)).toContain('Next attempt: December 23, 2026');
  });

  it('is described once if it is the same for all ranges', () => {
    const failed = result('FAILED', { gapReason: 'NOT_PERMITTED' });
    expect(describeCommonResult([failed, failed, failed], 'UTC', NOW)).toMatch(/^Spotify refused access/);
    expect(describeCommonResult([failed, failed, result('TAKEN')], 'UTC', NOW)).toBeNull();
  });

  it.each(['TAKEN', 'ALREADY_TAKEN', 'QUEUED'] as const)('%s is described in a sentence', (outcome) => {
    expect(describeResult(result(outcome), 'UTC', NOW)).toMatch(/\.$/);
  });

  it.each([
    [['TAKEN', 'TAKEN', 'TAKEN'], 'Today’s lists are saved', 'good'],
    [['TAKEN', 'ALREADY_TAKEN'], 'Today’s lists are saved', 'good'],
    [['ALREADY_TAKEN', 'ALREADY_TAKEN'], 'Today’s lists are already saved', 'calm'],
    [['QUEUED', 'TAKEN'], 'Today’s lists are queued', 'calm'],
    [['FAILED', 'TAKEN'], 'Not all lists were saved', 'urgent'],
    [['FAILED', 'FAILED'], 'No list was saved', 'urgent'],
  ] as const)('%j is summed up as "%s"', (outcomes, title, tone) => {
    expect(summarizeResults(outcomes.map((outcome) => result(outcome)))).toEqual({ title, tone });
  });
});
