import { describe, expect, it } from '@jest/globals';
import { OperationNames } from './operation-names.js';

describe('OperationNames', () => {
  it('tells 50 names apart, and no more', () => {
    const names = new OperationNames();
    const labels = Array.from({ length: 1_000 }, (_, index) => names.label(`Name${index}`, true));
    expect(labels.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, index) => `Name${index}`));
    expect(new Set(labels.slice(50))).toEqual(new Set(['(other)']));
    expect(names.label('Name7', true)).toBe('Name7');
  });

  it('learns no name from strangers, and knows a listener’s name whoever uses it', () => {
    const names = new OperationNames();
    for (let index = 0; index < 1_000; index += 1) names.label(`Strange${index}`, false);
    expect(names.label('Charts', false)).toBe('(other)');
    expect(names.label('Charts', true)).toBe('Charts');
    expect(names.label('Charts', false)).toBe('Charts');
  });

  it('takes no name of any length, and none for a name', () => {
    const names = new OperationNames();
    expect(names.label('x'.repeat(60), true)).toBe('x'.repeat(60));
    expect(names.label('x'.repeat(61), true)).toBe('(other)');
    expect(names.label(null, true)).toBe('(anonymous)');
  });
});
