import {
  dueAt,
  nextDay,
  type ComputedCoverage,
  computeCoverage,
  type ChartDay,
  chartDay,
  retentionStart,
} from '#charts';
import { CoverageRepository, type GapReason, type StoredCoverage, type TimeRange } from '#database';
import { Injectable } from '@nestjs/common';
import { ApiSettings } from '../settings/api-settings.js';
import { ViewerService } from '../viewer/viewer.service.js';
import type { Coverage } from './coverage.models.js';

/** Reports which days of a listener's history have a snapshot of Spotify's list. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly repository: CoverageRepository,
    private readonly viewers: ViewerService,
    private readonly settings: ApiSettings,
  ) {}

  /** @throws {ClientError} UNAUTHENTICATED: the account no longer exists */
  async read(listenerId: number, range: TimeRange): Promise<Coverage> {
    const record = (await this.repository.read(listenerId, range)) ?? this.viewers.throwAccountDeleted();
    const { today, since, snapshotCount, gaps } = computeCurrentCoverage(
      record,
      this.settings.environment.SNAPSHOT_RETENTION_DAYS,
    );
    return {
      since,
      snapshotCount,
      gapCount: gaps.length,
      reconstructedCount: record.reconstructedCount,
      reconstructedSince: record.reconstructedSince,
      skippedDays: record.skippedDays.filter((day) => since !== null && day > since && day < today),
      allGaps: gaps,
      nextSnapshotAt: nextSnapshotAt(listenerId, record, today),
    };
  }
}

/** All ranges share one schedule: it can be due for another range while this one has its snapshot of today. */
function nextSnapshotAt(listenerId: number, record: StoredCoverage, today: string): Date | null {
  const { paused, timezone, recordedDays } = record;
  if (paused || record.dueAt === null) return null;
  if (recordedDays.at(-1) !== today) return record.dueAt;
  const tomorrow = dueAt(listenerId, nextDay(today), timezone);
  return record.dueAt > tomorrow ? record.dueAt : tomorrow;
}

/**
 * Computes the coverage of one listener and range as of their current chart day.
 *
 * @param retentionDays the number of days that snapshots are kept; undefined: without limit
 */
export function computeCurrentCoverage(
  record: StoredCoverage,
  retentionDays: number | undefined,
): ComputedCoverage<GapReason> & { readonly today: ChartDay } {
  const { now, timezone, newestDay } = record;
  const today = chartDay(now, timezone, newestDay);
  const retainedFrom = retentionDays === undefined ? null : retentionStart(now, retentionDays);
  return { ...computeCoverage({ ...record, today, retainedFrom }), today };
}
