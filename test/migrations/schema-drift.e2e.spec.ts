import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { schemaDrift } from '../../scripts/schema-drift.js';
import { createTestDatabase, type TestDatabase } from '../support/index.js';

describe('schemaDrift()', () => {
  let database: TestDatabase;
  let directory: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    directory = mkdtempSync(join(tmpdir(), 'schema-'));
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true });
    await database.drop();
  });

  it('returns undefined for schema.prisma and a migrated database', async () => {
    expect(await schemaDrift(database.url)).toBeUndefined();
  });

  it('returns the SQL that leads to a changed schema', async () => {
    const changed = join(directory, 'schema.prisma');
    const tea = 'model Tea {\n  id Int @id\n\n  @@map("tea")\n}\n';
    writeFileSync(changed, `${readFileSync('prisma/schema.prisma', 'utf8')}\n${tea}`);
    const sql = await schemaDrift(database.url, changed);
    expect(sql).toContain('CREATE TABLE "tea"');
    expect(sql).not.toContain('"listener"');
  });
});
