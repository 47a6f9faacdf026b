import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import type { TimeRange } from '../generated/client.js';
import { readCoverage, type StoredCoverage } from './read-coverage.js';

@Injectable()
export class CoverageRepository {
  constructor(private readonly database: Database) {}

  of(listenerId: number, range: TimeRange): Promise<StoredCoverage | null> {
    return readCoverage(this.database.pool, listenerId, range);
  }
}
