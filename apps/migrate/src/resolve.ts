import { databaseEnv, resolveMigration } from '#database';
import { ExplainedError, readEnvironment, runJob } from '#runtime';

/**
 * Records what a person did about a migration that failed half-way, so that the next ones can run: `applied` when it
 * was completed by hand, `rolled-back` when it was undone. Changes nothing but that record.
 */
runJob(async () => {
  const [migration, outcome] = process.argv.slice(2);
  if (!migration || (outcome !== 'applied' && outcome !== 'rolled-back')) {
    throw new ExplainedError(
      'Expected are the name of a migration and what was done about it: applied or rolled-back.',
    );
  }
  const { DATABASE_URL } = readEnvironment(databaseEnv);
  await resolveMigration({ databaseUrl: DATABASE_URL, migration, outcome });
  process.stdout.write(`${migration} is recorded as ${outcome}. Run the migrations again.\n`);
});
