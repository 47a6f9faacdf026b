import { describe, expect, it } from '@jest/globals';
import { type RangeResult, resultInWords, resultsTitle } from './result-words.js';

const of = (outcome: RangeResult['outcome'], more: Partial<RangeResult> = {}): RangeResult => ({
  range: 'SHORT_TERM',
  outcome,
  gapReason: null,
  retryAt: null,
  ...more,
});

describe('the words for a snapshot', () => {
  it('name why it failed, and when it is tried again in the zone of the listener', () => {
    const failed = of('FAILED', { gapReason: 'SPOTIFY_UNAVAILABLE', retryAt: '2026-11-22T23:30:00Z' });
    expect(resultInWords(failed, 'Europe/Berlin')).toMatch(
      /^Spotify gave no .* Next try: 23 November 2026, 00:30\.$/,
    );
    expect(resultInWords(of('FAILED', { gapReason: 'PAUSED' }), 'UTC')).toBe(
      'You had paused the daily snapshots.',
    );
  });

  it.each(['TAKEN', 'ALREADY_TAKEN', 'QUEUED'] as const)('say something for %s', (outcome) => {
    expect(resultInWords(of(outcome), 'UTC')).toMatch(/\.$/);
  });

  it.each([
    [['TAKEN', 'TAKEN', 'TAKEN'], 'Today is recorded', 'good'],
    [['TAKEN', 'ALREADY_TAKEN'], 'Today is recorded', 'good'],
    [['ALREADY_TAKEN', 'ALREADY_TAKEN'], 'Today was recorded already', 'calm'],
    [['QUEUED', 'TAKEN'], 'It is on its way', 'calm'],
    [['FAILED', 'TAKEN'], 'Not all of it worked', 'urgent'],
    [['FAILED', 'FAILED'], 'No snapshot could be taken', 'urgent'],
  ] as const)('of %j together are "%s"', (outcomes, title, tone) => {
    expect(resultsTitle(outcomes.map((outcome) => of(outcome)))).toEqual({ title, tone });
  });
});
