import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationDirectory, MigrationList, SchemasContainer } from '@prisma/schema-engine-wasm';
import { projectRoot } from './project-root.js';

const FILE = 'migration.sql';
const LOCKFILE = 'migration_lock.toml';

/** Where the project keeps its migrations, and what they are to lead to. */
export interface MigrationSource {
  readonly schemaPath: string;
  readonly migrationsPath: string;
}

/** The project's own schema and migrations. */
export function projectMigrations(root: string = projectRoot()): MigrationSource {
  return {
    schemaPath: join(root, 'prisma', 'schema.prisma'),
    migrationsPath: join(root, 'prisma', 'migrations'),
  };
}

/** The migrations in the order in which they apply, as the schema engine takes them. */
export async function readMigrations({ migrationsPath }: MigrationSource): Promise<MigrationList> {
  const entries = await readdir(migrationsPath, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir: migrationsPath,
    lockfile: { path: LOCKFILE, content: await readFile(join(migrationsPath, LOCKFILE), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.toSorted().map((name) => readMigration(migrationsPath, name)),
    ),
  };
}

async function readMigration(migrationsPath: string, name: string): Promise<MigrationDirectory> {
  const content = await readFile(join(migrationsPath, name, FILE), 'utf8');
  return { path: name, migrationFile: { path: FILE, content: { tag: 'ok', value: content } } };
}

/** The schema that the migrations are to lead to. */
export async function readSchema({ schemaPath }: MigrationSource): Promise<SchemasContainer> {
  return { files: [{ path: schemaPath, content: await readFile(schemaPath, 'utf8') }] };
}
