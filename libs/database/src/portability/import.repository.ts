import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { inTransaction } from '../connection/transaction.js';
import { changeSettings, type SettingsChange } from '../listeners/change-settings.js';
import type { ImportedLine, ImportOutcome } from './imported-line.js';
import { moveLines } from './move-lines.js';
import { StagedLines } from './staged-lines.js';
import { takeTurn } from './take-turn.js';

/** Takes in what listeners bring. */
@Injectable()
export class ImportRepository {
  constructor(private readonly database: Database) {}

  /**
   * Has `receive` hand over a file's lines, as they arrive, and then adds them to the listener's history together with
   * the change of settings that `receive` ends with. All of it, or nothing if anything fails.
   *
   * @returns null where there is no such listener
   * @throws {AlreadyUnderWayError}
   */
  run(
    listenerId: number,
    receive: (add: (lines: readonly ImportedLine[]) => Promise<void>) => Promise<SettingsChange>,
  ): Promise<ImportOutcome | null> {
    return inTransaction(this.database.pool, 'BEGIN', async (client) => {
      await takeTurn(client, 'import', listenerId);
      const staged = await StagedLines.open(client);
      const change = await receive((lines) => staged.add(lines));
      // Whoever deletes the account now waits; whoever has done so already is believed.
      const { rowCount } = await client.query('SELECT FROM listener WHERE id = $1 FOR KEY SHARE', [
        listenerId,
      ]);
      if (rowCount === 0) return null;
      const added = await moveLines(client, listenerId);
      await changeSettings(client, listenerId, change);
      const tally = (type: ImportedLine['type']) => ({
        added: added[type],
        kept: staged.count[type] - added[type],
      });
      return { snapshots: tally('snapshot'), gaps: tally('gap'), artists: tally('artist') };
    });
  }
}
