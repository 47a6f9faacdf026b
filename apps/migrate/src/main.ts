import { databaseEnv } from '#database';
import { readEnvironment, runJob } from '#runtime';
import { migrateOrMake } from './migrate-or-make.js';

/** The migration job: brings the database up to date and ends. To be run before API and worker of a new release. */
runJob(async () => {
  const { DATABASE_URL } = readEnvironment(databaseEnv);
  const applied = await migrateOrMake(DATABASE_URL);
  const lines = applied.map((name) => `Applied ${name}.`);
  process.stdout.write(`${lines.length > 0 ? lines.join('\n') : 'The database is up to date.'}\n`);
});
