import { DatabaseUnreachableError, ensureDatabase, migrate } from '#database';

/** SQLSTATE of an address whose database does not exist. */
const NO_SUCH_DATABASE = '3D000';

/** Applies what is missing, to a database that is made first where it does not exist. Answers with what was applied. */
export async function migrateOrMake(databaseUrl: string): Promise<readonly string[]> {
  try {
    return (await migrate({ databaseUrl })).applied;
  } catch (error) {
    if (!(error instanceof DatabaseUnreachableError) || codeOf(error.cause) !== NO_SUCH_DATABASE) throw error;
  }
  await ensureDatabase({ databaseUrl });
  return (await migrate({ databaseUrl })).applied;
}

function codeOf(error: unknown): unknown {
  return (Object(error) as { code?: unknown }).code;
}
