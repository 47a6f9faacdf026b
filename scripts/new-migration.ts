/**
 * Writes the migration that leads from the end state of prisma/migrations to prisma/schema.prisma:
 * `npm run migration:new -- <name>`. With `--again <name>` the newest migration, not yet released, is written anew;
 * what stands in it between `-- By hand` and `-- End of by hand`, or after `-- By hand, afterwards`, is kept.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { schemaDrift } from '../libs/database/src/migrations/index.js';
import { withPostgres } from './with-postgres.js';

const root = join(import.meta.dirname, '..');
const migrations = join(root, 'prisma', 'migrations');
const BEFORE = /^-- By hand\b(?!, afterwards)[\s\S]*?^-- End of by hand\n/m;
const AFTERWARDS = /^-- By hand, afterwards[\s\S]*/m;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { again: { type: 'boolean' } },
});
const [name = ''] = positionals;
if (!/^[a-z][a-z0-9_]{0,60}$/.test(name)) {
  fail('Usage: npm run migration:new -- <name>, the name in lower case, such as add_gap_table.');
}
const directory = values.again ? newest(name) : `${timestamp()}_${name}`;
const file = join(migrations, directory, 'migration.sql');
const earlier = existsSync(file) ? readFileSync(file, 'utf8') : '';
const before = BEFORE.exec(earlier)?.[0];
const afterwards = AFTERWARDS.exec(earlier)?.[0];

const sql = await withPostgres((databaseUrl) => schemaDrift({ databaseUrl, without: directory }));
if (sql === undefined && !values.again) fail('prisma/schema.prisma is what the migrations lead to already.');
mkdirSync(join(migrations, directory), { recursive: true });
const parts = [before, sql, afterwards].flatMap((part) => part?.trim() || []);
writeFileSync(file, `${parts.join('\n\n')}\n`);
process.stdout.write(`Wrote ${relative(root, file)}. Read it before you commit it.\n`);

function newest(wanted: string): string {
  const last = names().at(-1);
  if (!last?.endsWith(`_${wanted}`))
    fail(`Only the newest migration can be written again: ${last ?? 'none'}.`);
  return last;
}

/** Fourteen digits in UTC, later than every migration there is. */
function timestamp(): string {
  const now = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const last = names().at(-1)?.slice(0, 14) ?? '';
  return last < now ? now : String(BigInt(last) + 1n);
}

function names(): string[] {
  return readdirSync(migrations)
    .filter((entry) => /^\d{14}_/.test(entry))
    .toSorted();
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
