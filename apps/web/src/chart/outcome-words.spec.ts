import { expect, it } from '@jest/globals';
import { outcomeWords } from './outcome-words.js';

const of = (...outcomes: ('TAKEN' | 'ALREADY_TAKEN' | 'QUEUED' | 'FAILED')[]) =>
  outcomeWords(
    outcomes.map((outcome) => ({
      range: 'SHORT_TERM',
      outcome,
      gapReason: outcome === 'FAILED' ? 'REAUTHORIZATION_REQUIRED' : null,
    })),
  );

it('the worst of three outcomes counts', () => {
  expect(of('TAKEN', 'FAILED', 'QUEUED').tone).toBe('urgent');
  expect(of('TAKEN', 'FAILED', 'QUEUED').title).toContain('Reconnect');
  expect(of('TAKEN', 'QUEUED', 'TAKEN').title).toContain('queue');
  expect(of('ALREADY_TAKEN', 'TAKEN', 'TAKEN').tone).toBe('good');
  expect(of('ALREADY_TAKEN', 'ALREADY_TAKEN', 'ALREADY_TAKEN').title).toContain('already');
});
