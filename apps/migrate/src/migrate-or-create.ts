import { DatabaseUnreachableError, ensureDatabase, migrate } from '#database';

/** SQLSTATE `invalid_catalog_name`: the database does not exist. */
const NO_SUCH_DATABASE = '3D000';

/** Applies the pending migrations and returns their names. Creates the database first if it does not exist. */
export async function migrateOrCreate(databaseUrl: string): Promise<readonly string[]> {
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
