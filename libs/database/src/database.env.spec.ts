import { describe, expect, it } from '@jest/globals';
import { databaseEnv } from './database.env.js';

const ENCODE = 'percent-encode special characters in user and password: @ is %40';
const ADDRESS = 'postgresql://user:password@host:5432/headliner';

function problemWith(url: string): string | undefined {
  return databaseEnv.shape.DATABASE_URL.safeParse(url).error?.issues[0]?.message;
}

describe('DATABASE_URL', () => {
  it.each([
    'postgresql://user:password@host:5432/headliner',
    'postgres://user@host/headliner?sslmode=verify-full',
    'postgresql://user:p%40s%3As%2Fw%23r%3Fd%20100%25@host/headliner',
    'postgresql://host/headliner?user=me&password=p%40ss',
    'postgresql:///headliner?host=/var/run/postgresql&user=me',
    'postgresql://user:password@%2Fvar%2Frun%2Fpostgresql/headliner',
    'postgresql://user:password@[::1]:5432/headliner?schema=charts_2',
  ])('accepts %s unchanged', (url) => {
    expect(databaseEnv.shape.DATABASE_URL.parse(url)).toBe(url);
  });

  it('accepts a URL without a host for a socket, as libpq does', () => {
    expect(databaseEnv.shape.DATABASE_URL.parse('postgresql://me:pw@/charts?host=/run')).toBe(
      'postgresql://me:pw@localhost/charts?host=/run',
    );
  });

  it.each([
    ['postgresql://user:1#word@host/headliner', ENCODE],
    ['postgresql://user:1?word@host/headliner', ENCODE],
    ['postgresql://user:1/word@host/headliner', ENCODE],
    ['postgresql://user:pass#word@host:5432/headliner', ENCODE],
    ['postgresql://user:100%@host/headliner', ENCODE],
    ['postgresql://user:50%AA@host/headliner', ENCODE],
    ['postgresql://user:password@host', 'it must end with the name of the database'],
    ['postgresql://user:password@host/', 'it must end with the name of the database'],
    ['postgresql://host/headliner?schema=My-Charts', '?schema= takes up to 40 lower-case letters'],
    ['postgresql://host/headliner?schema=pg_charts', 'none that begins with pg_'],
    ['postgresql://host/headliner?schema=', '?schema= takes up to 40 lower-case letters'],
    ['mysql://user:password@host/headliner', ADDRESS],
    ['host=/run dbname=headliner', ADDRESS],
    ['postgresql://', ADDRESS],
  ])('rejects %s and names what is expected', (url, expected) => {
    expect(problemWith(url)).toContain(expected);
  });

  it('never repeats the value in an error message', () => {
    expect(problemWith('postgresql://user:canary#@host/headliner')).not.toContain('canary');
  });
});

describe('DATABASE_POOL_SIZE', () => {
  const size = databaseEnv.shape.DATABASE_POOL_SIZE;

  it('defaults to 10 and accepts 2 to 100', () => {
    expect([undefined, '2', '100'].map((value) => size.parse(value))).toEqual([10, 2, 100]);
    for (const value of ['1', '101', '0', 'ten', '5.5', '-5'])
      expect(size.safeParse(value).success).toBe(false);
  });
});
