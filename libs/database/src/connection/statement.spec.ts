import { describe, expect, it } from '@jest/globals';
import { type Statement, statement } from './statement.js';

const sql = (parts: TemplateStringsArray, ...values: unknown[]): Statement => statement(parts, values);

describe('statement', () => {
  it('sends every value beside the text, in its place', () => {
    expect(sql`SELECT ${1}::int, ${'two'} WHERE ${null} IS NULL`).toEqual({
      text: 'SELECT $1::int, $2 WHERE $3 IS NULL',
      values: [1, 'two', null],
    });
  });

  it('lets no value become part of the text', () => {
    expect(sql`SELECT ${"'; DROP TABLE listener; --"}`.text).toBe('SELECT $1');
  });

  it('takes a statement without values as it is', () => {
    expect(sql`SELECT clock_now()`).toEqual({ text: 'SELECT clock_now()', values: [] });
  });
});
