import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isOneTransaction } from './migration-script.js';

describe('isOneTransaction', () => {
  it.each([
    ['CREATE TABLE a (id int); ALTER TABLE a ADD COLUMN b text;', true],
    ['-- Begin with the table, commit later\nCREATE TABLE a (beginning int)', true],
    ['BEGIN; CREATE TABLE a (id int); COMMIT;', false],
    ['begin;\ncreate table a (id int);\ncommit;', false],
    ['START  TRANSACTION; SELECT 1; ROLLBACK', false],
    ['CREATE INDEX CONCURRENTLY a_id ON a (id)', false],
    ["INSERT INTO a VALUES ('--'); COMMIT; SELECT 1", false],
    ["INSERT INTO a VALUES ('it''s --'); COMMIT; SELECT 'x'", false],
    ["INSERT INTO a VALUES (E'it\\'s'); COMMIT; SELECT 'x'", false],
    ["INSERT INTO a VALUES ('commit; it''s over') -- it's done\n; SELECT 1", true],
    ['/* begin;\ncommit */ CREATE TABLE "commit" (id int)', true],
    ['CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$', true],
    ['CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $a$ BEGIN RETURN $$1$$; END $a$; COMMIT', false],
    ['CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END', false],
    ['SELECT $$ an end that never comes; COMMIT', false],
  ])('%j: %s', (script, expected) => {
    expect(isOneTransaction(script)).toBe(expected);
  });

  it('is so for each of our own migrations: one that waits in vain for a lock can be begun again', () => {
    const names = readdirSync('prisma/migrations').filter((name) => /^\d/.test(name));
    expect(names.length).toBeGreaterThan(1);
    const scripts = names.map((name) => readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8'));
    expect(names.filter((_, index) => !isOneTransaction(scripts[index] ?? ''))).toEqual([]);
  });
});
