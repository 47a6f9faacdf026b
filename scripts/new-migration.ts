/** `npm run migration:new -- <name>`: writes the migration that leads from prisma/migrations to prisma/schema.prisma. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectDrift } from './schema-drift.js';

const root = join(import.meta.dirname, '..');
const migrations = join(root, 'prisma', 'migrations');

const [name = ''] = process.argv.slice(2);
if (!/^[a-z][a-z0-9_]{0,60}$/.test(name)) {
  fail('Usage: npm run migration:new -- <name>, in lower case, for example add_gap_table.');
}
const sql = await projectDrift();
if (sql === undefined) fail('Nothing to do: the migrations already lead to prisma/schema.prisma.');
const directory = join(migrations, `${timestamp()}_${name}`);
mkdirSync(directory);
const file = join(directory, 'migration.sql');
writeFileSync(file, `${sql.trim()}\n`);
process.stdout.write(`Wrote ${relative(root, file)}. Review it before you commit it.\n`);

/** Fourteen digits in UTC, later than those of every existing migration. */
function timestamp(): string {
  const now = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const names = readdirSync(migrations).filter((entry) => /^\d{14}_/.test(entry));
  const last = names.toSorted().at(-1)?.slice(0, 14) ?? '';
  return last < now ? now : String(BigInt(last) + 1n);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
