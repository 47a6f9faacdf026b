import { describe, expect, it } from '@jest/globals';
import { isDatabaseUnavailable } from './error-codes.js';

/** Creates an error of the pg adapter as Prisma wraps it. */
function prisma(cause: object): Error {
  return Object.assign(new Error('\nInvalid `prisma.listener.findMany()` invocation'), {
    code: 'P2010',
    meta: { driverAdapterError: { name: 'DriverAdapterError', cause } },
  });
}
const coded = (code: string) => Object.assign(new Error('an error with a code'), { code });

describe('isDatabaseUnavailable', () => {
  it.each([
    coded('ECONNREFUSED'),
    coded('ECONNRESET'),
    coded('57P01'),
    coded('57P03'),
    coded('08006'),
    coded('53300'),
    coded('53100'),
    coded('25006'),
    coded('P2028'),
    new Error('Connection terminated unexpectedly'),
    new Error('Connection terminated due to connection timeout'),
    new Error('timeout exceeded when trying to connect'),
    new Error('Query read timeout'),
    prisma({ kind: 'ConnectionClosed' }),
    prisma({ kind: 'DatabaseNotReachable' }),
    prisma({ kind: 'postgres', originalCode: '57P01' }),
  ])('is true for %s', (error) => {
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  it.each([
    coded('23505'),
    coded('57014'),
    coded('P2002'),
    prisma({ kind: 'postgres', originalCode: '42P01' }),
    prisma({ kind: 'UniqueConstraintViolation' }),
    new Error('unexpected'),
    'a text',
    null,
    undefined,
  ])('is false for %s', (error) => {
    expect(isDatabaseUnavailable(error)).toBe(false);
  });
});
