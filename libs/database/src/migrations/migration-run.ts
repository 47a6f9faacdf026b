import { setTimeout as delay } from 'node:timers/promises';
import type { DiagnoseMigrationHistoryOutput, MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import { MigrationAdapter } from './migration-adapter.js';
import { MigrationEditedError } from './migration-edited.error.js';
import { MigrationFailedError } from './migration-failed.error.js';
import { MigrationInterruptedError } from './migration-interrupted.error.js';
import { isOneTransaction } from './migration-script.js';
import { openSchemaEngine } from './schema-engine.js';

/** SQLSTATE lock_not_available: a statement waited longer than the lock timeout. */
const LOCK_NOT_AVAILABLE = '55P03';
/** With up to 3 s of waiting in each, about a minute and a half of trying. */
const TRIES = 20;
const RETRY_DELAY_MS = 1_500;
const FILTERS = { externalTables: [], externalEnums: [] };

/** The schema engine at work on one database, with what this project knows about failures on top of it. */
export class MigrationRun {
  readonly #engine: SchemaEngine;
  readonly #adapter: MigrationAdapter;
  readonly #migrations: MigrationList;

  private constructor(engine: SchemaEngine, adapter: MigrationAdapter, migrations: MigrationList) {
    this.#engine = engine;
    this.#adapter = adapter;
    this.#migrations = migrations;
  }

  static async open(databaseUrl: string, migrations: MigrationList): Promise<MigrationRun> {
    const adapter = new MigrationAdapter(databaseUrl);
    try {
      return new MigrationRun(await openSchemaEngine(adapter), adapter, migrations);
    } catch (error) {
      await adapter.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#engine.free();
    await this.#adapter.close();
  }

  /** @returns the names of the migrations that it applied. */
  async applyPending(): Promise<string[]> {
    await this.#settleInterrupted();
    const { history, editedMigrationNames } = await this.#diagnose();
    if (editedMigrationNames.length > 0) throw new MigrationEditedError(editedMigrationNames);
    for (let left = TRIES; !(await this.#tryToApply(left === 1)); left -= 1) await delay(RETRY_DELAY_MS);
    return history && 'unappliedMigrationNames' in history ? history.unappliedMigrationNames : [];
  }

  /**
   * A process was killed in the middle of a migration. Where that runs as one transaction nothing is left of it, or
   * it would be recorded as finished, so that it can simply run again.
   */
  async #settleInterrupted(): Promise<void> {
    const { failedMigrationNames } = await this.#diagnose();
    for (const name of failedMigrationNames) {
      if (!this.#leavesNothing(name)) {
        throw new MigrationFailedError(name, 'unknown', 'an earlier run began it and did not finish');
      }
      await this.#engine.markMigrationRolledBack({ migrationName: name });
    }
  }

  /** @returns false when it is worth trying again: locks were not to be had. */
  async #tryToApply(last: boolean): Promise<boolean> {
    this.#adapter.takeRefusal();
    try {
      await this.#engine.applyMigrations({ migrationsList: this.#migrations, filters: FILTERS });
      return true;
    } catch (cause) {
      const refusal = this.#adapter.takeRefusal();
      if (refusal?.sqlState === undefined) throw new MigrationInterruptedError(refusal?.message, { cause });
      const waited = refusal.sqlState === LOCK_NOT_AVAILABLE;
      const [failed] = (await this.#diagnose()).failedMigrationNames;
      const undone = failed === undefined || this.#leavesNothing(failed);
      if (failed !== undefined && undone)
        await this.#engine.markMigrationRolledBack({ migrationName: failed });
      if (undone && waited && !last) return false;
      if (failed === undefined) throw cause;
      throw new MigrationFailedError(failed, undone ? 'none' : 'unknown', refusal.message, { cause });
    }
  }

  #diagnose(): Promise<DiagnoseMigrationHistoryOutput> {
    return this.#engine.diagnoseMigrationHistory({
      migrationsList: this.#migrations,
      optInToShadowDatabase: false,
      filters: FILTERS,
    });
  }

  #leavesNothing(name: string): boolean {
    const content = this.#migrations.migrationDirectories.find(({ path }) => path === name)?.migrationFile
      .content;
    return content?.tag === 'ok' && isOneTransaction(content.value);
  }
}
