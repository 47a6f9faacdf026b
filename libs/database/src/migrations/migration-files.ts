import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A migration as the file `<name>/migration.sql` says it. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 in hex, as `prisma migrate deploy` records it. */
  readonly checksum: string;
}

/**
 * Reads the migrations below `directory` in the order in which they apply: that of their names, which begin with the
 * time at which they were written.
 */
export async function readMigrations(directory: string = projectMigrations()): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const content = await readFile(join(directory, name, 'migration.sql'));
      const checksum = createHash('sha256').update(content).digest('hex');
      return { name, sql: content.toString('utf8'), checksum };
    }),
  );
}

/** The nearest `prisma/migrations` above this file, which runs from `libs/` or, compiled, from `dist/libs/`. */
function projectMigrations(): string {
  const here = fileURLToPath(import.meta.url);
  for (let directory = dirname(here); ; directory = dirname(directory)) {
    const migrations = join(directory, 'prisma', 'migrations');
    if (existsSync(migrations)) return migrations;
    if (dirname(directory) === directory) {
      throw new Error(
        `There is no prisma/migrations in a directory above ${here}. Run Headliner from a whole checkout.`,
      );
    }
  }
}
