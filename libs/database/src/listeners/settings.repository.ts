import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { inTransaction } from '../connection/transaction.js';
import { changeSettings, type SettingsChange } from './change-settings.js';

/** Changes listeners' settings. */
@Injectable()
export class SettingsRepository {
  constructor(private readonly database: Database) {}

  /** All of the change, or nothing. */
  change(listenerId: number, change: SettingsChange): Promise<void> {
    return inTransaction(this.database.pool, 'BEGIN', (client) => changeSettings(client, listenerId, change));
  }
}
