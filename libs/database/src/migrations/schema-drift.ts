import type { DiffTarget } from '@prisma/schema-engine-wasm';
import { MigrationAdapter } from './migration-adapter.js';
import { projectMigrations, readMigrations, readSchema, type MigrationSource } from './migration-files.js';
import { openSchemaEngine } from './schema-engine.js';

export interface DriftOptions {
  /** A server on which databases can be made; the database itself is not touched. */
  readonly databaseUrl: string;
  /** By default the project's own. */
  readonly source?: MigrationSource;
  /** Migrations to leave out. */
  readonly without?: string;
}

/** The SQL that leads from the end state of the migrations to the schema; undefined when they agree. */
export async function schemaDrift(options: DriftOptions): Promise<string | undefined> {
  const source = options.source ?? projectMigrations();
  const [schema, all] = await Promise.all([readSchema(source), readMigrations(source)]);
  const migrationDirectories = all.migrationDirectories.filter(({ path }) => path !== options.without);
  const from: DiffTarget =
    migrationDirectories.length === 0
      ? { tag: 'empty' }
      : { tag: 'migrations', ...all, migrationDirectories };
  const adapter = new MigrationAdapter(options.databaseUrl);
  try {
    const engine = await openSchemaEngine(adapter, schema);
    const { stdout, exitCode } = await engine.diff({
      from,
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    engine.free();
    return exitCode === 0 ? undefined : (stdout ?? '');
  } finally {
    await adapter.close();
  }
}
