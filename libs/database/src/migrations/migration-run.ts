import { setTimeout as delay } from 'node:timers/promises';
import type { DiagnoseMigrationHistoryOutput, MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import { MigrationAdapter } from './migration-adapter.js';
import { MigrationEditedError } from './migration-edited.error.js';
import { MigrationFailedError } from './migration-failed.error.js';
import { MigrationInterruptedError } from './migration-interrupted.error.js';
import { isOneTransaction } from './migration-script.js';
import { openSchemaEngine } from './schema-engine.js';

/** SQLSTATEs: a statement waited longer than the lock timeout; or in a circle with others, and was chosen to give in. */
const NOT_ITS_TURN = new Set(['55P03', '40P01']);
/** Between two tries, so that whoever queued up behind a migration gets ahead of it. */
const RETRY_DELAY_MS = 1_500;
const NO_LOCK =
  'it waited in vain for a lock: another transaction, such as a backup, holds on to what it changes';
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

  /**
   * @param tries how often a migration that waited too long for a lock is begun, 1 or more
   * @returns the names of the migrations that it applied.
   */
  async applyPending(tries: number): Promise<string[]> {
    await this.#settleInterrupted();
    const { history, editedMigrationNames } = await this.#diagnose();
    if (editedMigrationNames.length > 0) throw new MigrationEditedError(editedMigrationNames);
    for (let left = tries; !(await this.#tryToApply(left === 1)); left -= 1) await delay(RETRY_DELAY_MS);
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
      const waited = NOT_ITS_TURN.has(refusal.sqlState);
      const [failed] = (await this.#diagnose()).failedMigrationNames;
      const undone = failed === undefined || this.#leavesNothing(failed);
      if (failed !== undefined && undone)
        await this.#engine.markMigrationRolledBack({ migrationName: failed });
      if (undone && waited && !last) return false;
      if (failed === undefined) throw cause;
      const reason = waited ? `${NO_LOCK} (${refusal.message})` : refusal.message;
      throw new MigrationFailedError(failed, undone ? 'none' : 'unknown', reason, { cause });
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
