import type { SnapshotFailureReason, TimeRange } from '#database';
import { Injectable } from '@nestjs/common';

/** What the worker tells about its work, for whoever counts it. By default nobody does. */
@Injectable()
export class SnapshotMetrics {
  /** One snapshot was asked for. */
  took(_range: TimeRange, _outcome: 'TAKEN' | 'ALREADY_TAKEN' | 'FAILED'): void {}

  /** A snapshot is not tried again on its day. */
  gaveUp(_range: TimeRange, _reason: SnapshotFailureReason): void {}

  /** One listener is done with, well or not. */
  finished(_seconds: number): void {}
}
