import { MigrationAdapter } from './migration-adapter.js';
import { projectMigrations, readMigrations, type MigrationSource } from './migration-files.js';
import { whileLocked } from './migration-lock.js';
import { openSchemaEngine } from './schema-engine.js';

export interface ResolveOptions {
  readonly databaseUrl: string;
  /** A migration that failed and may have left something behind. */
  readonly migration: string;
  /** What a person did about it: completed it by hand, or undid it. */
  readonly outcome: 'applied' | 'rolled-back';
  /** By default the project's own. */
  readonly source?: MigrationSource;
}

/** Only a migration that is recorded as failed can be resolved. */
class NotFailedError extends Error {
  override readonly name = 'NotFailedError';
  readonly explained = true;
}

/** Records what a person did about a failed migration, as `prisma migrate resolve` does. Runs nothing of it. */
export async function resolveMigration(options: ResolveOptions): Promise<void> {
  const { databaseUrl, migration: migrationName, outcome } = options;
  const migrationsList = await readMigrations(options.source ?? projectMigrations());
  await whileLocked(databaseUrl, async () => {
    const adapter = new MigrationAdapter(databaseUrl);
    const engine = await openSchemaEngine(adapter);
    try {
      const { failedMigrationNames } = await engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters: { externalTables: [], externalEnums: [] },
      });
      if (!failedMigrationNames.includes(migrationName)) {
        throw new NotFailedError(
          `${migrationName} is not recorded as failed in this database; ` +
            `those are: ${failedMigrationNames.join(', ') || 'none'}. Nothing was changed.`,
        );
      }
      if (outcome === 'applied') await engine.markMigrationApplied({ migrationName, migrationsList });
      else await engine.markMigrationRolledBack({ migrationName });
    } finally {
      engine.free();
      await adapter.close();
    }
  });
}
