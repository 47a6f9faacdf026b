import { describe, expect, it } from '@jest/globals';
import { OperationNames } from './operation-metrics.js';

describe('OperationNames', () => {
  it('uses 50 names as labels, and no more', () => {
    const names = new OperationNames();
    const labels = Array.from({ length: 1_000 }, (_, index) => names.label(`Name${index}`, true));
    expect(labels.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, index) => `Name${index}`));
    expect(new Set(labels.slice(50))).toEqual(new Set(['(other)']));
    expect(names.label('Name7', true)).toBe('Name7');
  });

  it('adds no name from unauthenticated requests, but uses known names for them', () => {
    const names = new OperationNames();
    for (let index = 0; index < 1_000; index += 1) names.label(`Strange${index}`, false);
    expect(names.label('Charts', false)).toBe('(other)');
    expect(names.label('Charts', true)).toBe('Charts');
    expect(names.label('Charts', false)).toBe('Charts');
  });

  it('has fixed labels for long names and for operations without a name', () => {
    const names = new OperationNames();
    expect(names.label('x'.repeat(60), true)).toBe('x'.repeat(60));
    expect(names.label('x'.repeat(61), true)).toBe('(other)');
    expect(names.label(null, true)).toBe('(anonymous)');
  });
});
