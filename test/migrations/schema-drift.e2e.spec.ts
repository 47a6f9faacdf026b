import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { schemaDrift } from '#database';
import { openEmptyDatabase } from './migration-project.js';

const migrationsPath = 'prisma/migrations';
const schemaPath = 'prisma/schema.prisma';

describe('schemaDrift', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'schema-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('finds none between our schema and our migrations, and leaves no database behind', async () => {
    const { databaseUrl, client } = await openEmptyDatabase();
    expect(await schemaDrift({ databaseUrl, source: { schemaPath, migrationsPath } })).toBeUndefined();
    const { rows } = await client.query("SELECT FROM pg_database WHERE datname LIKE 'shadow\\_%'");
    expect(rows).toEqual([]);
  });

  it('gives the SQL that a changed schema lacks', async () => {
    const { databaseUrl } = await openEmptyDatabase();
    const changed = join(directory, 'schema.prisma');
    writeFileSync(
      changed,
      `${readFileSync(schemaPath, 'utf8')}\nmodel Tea {\n  id Int @id\n\n  @@map("tea")\n}\n`,
    );
    const sql = await schemaDrift({ databaseUrl, source: { schemaPath: changed, migrationsPath } });
    expect(sql).toContain('CREATE TABLE "tea"');
    expect(sql).not.toContain('"listener"');
  });
});
