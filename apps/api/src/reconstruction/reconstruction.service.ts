import { ReconstructionRepository, TransferInProgressError } from '#database';
import { Injectable } from '@nestjs/common';
import { TimeRange } from '../charts/chart.enums.js';
import { RateLimitExceededError } from '../errors/client-error.js';
import { ViewerService } from '../viewer/viewer.service.js';
import type { Reconstruction } from './reconstruction.models.js';

/** Sent to clients that are rejected: by then the import may have ended. */
const RETRY_AFTER_SECONDS = 30;

/** What a listener's imported listening history has added to their history. */
@Injectable()
export class ReconstructionService {
  constructor(
    private readonly reconstructions: ReconstructionRepository,
    private readonly viewers: ViewerService,
  ) {}

  /** Reads the summary of the imported listening history; null if there is none. */
  async read(listenerId: number): Promise<Reconstruction | null> {
    const reconstruction = await this.reconstructions.read(listenerId);
    if (!reconstruction) return null;
    const agreement = reconstruction.agreement.map(({ range, days, similarity }) => ({
      range: TimeRange[range],
      days,
      similarity,
    }));
    return { ...reconstruction, agreement };
  }

  /**
   * Deletes all reconstructed snapshots.
   *
   * @returns how many
   * @throws {RateLimitExceededError} the listener is importing a file
   * @throws {ClientError} UNAUTHENTICATED: the account no longer exists
   */
  async delete(listenerId: number): Promise<number> {
    try {
      return (await this.reconstructions.delete(listenerId)) ?? this.viewers.throwAccountDeleted();
    } catch (error) {
      if (!(error instanceof TransferInProgressError)) throw error;
      throw new RateLimitExceededError(
        'You have an import running, which has to end first',
        RETRY_AFTER_SECONDS,
      );
    }
  }
}
