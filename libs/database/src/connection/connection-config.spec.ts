import { describe, expect, it } from '@jest/globals';
import { addressOf, connectionConfig, databaseName, schemaOf, shownAddress } from './connection-config.js';

const address = 'postgresql://me:p%40ss@db.example:5433/my%20charts?sslmode=require';

describe('a database URL', () => {
  it('is rewritten to another database with everything else unchanged', () => {
    expect(addressOf(address, 'a b')).toBe('postgresql://me:p%40ss@db.example:5433/a%20b?sslmode=require');
    expect(databaseName(address)).toBe('my charts');
  });

  it('is shown without user, password and options', () => {
    expect(shownAddress(address)).toBe('db.example:5433/my%20charts');
    expect(shownAddress('postgresql://me:p@localhost/charts?host=/run/postgresql')).toBe(
      '/run/postgresql/charts',
    );
  });

  it('names the schema of the tables, public by default', () => {
    expect(schemaOf(address)).toBe('public');
    expect(schemaOf(`${address}&schema=charts`)).toBe('charts');
  });

  it.each([
    ['sslmode=require', 'verify-full'],
    ['sslmode=verify-ca', 'verify-full'],
    ['sslmode=no-verify', 'no-verify'],
    ['sslmode=disable', 'disable'],
    ['sslmode=require&uselibpqcompat=true', 'require'],
  ])('with %s connects with sslmode=%s', (query, mode) => {
    const { connectionString } = connectionConfig(`postgresql://db/charts?${query}`, {
      applicationName: 'test',
    });
    expect(new URL(connectionString).searchParams.get('sslmode')).toBe(mode);
  });

  it('keeps its own options before the session settings', () => {
    const { connectionString } = connectionConfig(`${address}&options=-c%20geqo%3Doff`, {
      applicationName: 'test',
      lockTimeout: '3s',
    });
    const options = new URL(connectionString).searchParams.get('options');
    expect(options).toMatch(/^-c geqo=off -c DateStyle=ISO,\\ YMD /);
    expect(options).toContain('-c default_transaction_isolation=read\\ committed');
    expect(options).toMatch(/-c statement_timeout=0 -c lock_timeout=3s$/);
  });
});
