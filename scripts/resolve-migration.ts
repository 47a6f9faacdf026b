/**
 * Records what a person did about a migration that failed half-way, so that the next ones can run:
 * `npm run migration:resolve -- <migration> applied` when it was completed by hand, `rolled-back` when it was undone.
 * Changes nothing but that record, in the database of DATABASE_URL.
 */
import { databaseEnv } from '../libs/database/src/database.env.js';
import { resolveMigration } from '../libs/database/src/migrations/index.js';
import { readEnvironment } from '../libs/runtime/src/environment/read-environment.js';

const [migration, outcome] = process.argv.slice(2);
if (!migration || (outcome !== 'applied' && outcome !== 'rolled-back')) {
  process.stderr.write('Usage: npm run migration:resolve -- <migration> applied|rolled-back\n');
  process.exit(1);
}
const { DATABASE_URL } = readEnvironment(databaseEnv);
await resolveMigration({ databaseUrl: DATABASE_URL, migration, outcome });
process.stdout.write(`${migration} is recorded as ${outcome}. Run the migrations again.\n`);
