import { databaseEnv, migrateOrCreate } from '#database';
import { readEnvironment, runJob } from '#runtime';

/** The migration job: applies pending migrations and ends. Run it before API and worker of a new release. */
runJob(async () => {
  const { DATABASE_URL } = readEnvironment(databaseEnv);
  const { applied } = await migrateOrCreate(DATABASE_URL);
  const lines = applied.map((name) => `Applied ${name}.`);
  process.stdout.write(`${lines.length > 0 ? lines.join('\n') : 'The database is up to date.'}\n`);
});
