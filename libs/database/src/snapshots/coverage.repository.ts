import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { Together } from '../connection/together.js';
import type { TimeRange } from '../generated/client.js';
import { type CoverageQuestion, readCoverages, type StoredCoverage } from './read-coverage.js';

/** Reads what is stored about listeners' days. */
@Injectable()
export class CoverageRepository {
  private readonly questions = new Together((asked: readonly CoverageQuestion[]) =>
    readCoverages(this.database.pool, asked),
  );

  constructor(private readonly database: Database) {}

  /** What is asked at the same time is answered by one statement. */
  of(listenerId: number, range: TimeRange): Promise<StoredCoverage | null> {
    return this.questions.ask({ listenerId, range });
  }
}
