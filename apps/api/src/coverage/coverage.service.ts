import {
  dueAt,
  nextDay,
  type ComputedCoverage,
  computeCoverage,
  type ChartDay,
  chartDay,
  retentionStart,
} from '#charts';
import { CoverageRepository, type StoredCoverage, type TimeRange } from '#database';
import { Injectable } from '@nestjs/common';
import { ApiSettings } from '../settings/api-settings.js';
import { ViewerService } from '../viewer/viewer.service.js';
import { type Coverage, GapReason } from './coverage.models.js';

/** What of a listener's history is there, and what is missing. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly records: CoverageRepository,
    private readonly viewers: ViewerService,
    private readonly settings: ApiSettings,
  ) {}

  /** @throws {ClientError} UNAUTHENTICATED: the session outlived its listener */
  async of(listenerId: number, range: TimeRange): Promise<Coverage> {
    const record = (await this.records.read(listenerId, range)) ?? this.viewers.gone();
    const { today, since, snapshotCount, gaps } = accountOf(
      record,
      this.settings.environment.SNAPSHOT_RETENTION_DAYS,
    );
    return {
      since,
      snapshotCount,
      gapCount: gaps.length,
      skippedDays: record.skippedDays.filter((day) => since !== null && day > since && day < today),
      allGaps: gaps.map(({ day, reason }) => ({ day, reason: GapReason[reason] })),
      nextSnapshotAt: nextSnapshotAt(listenerId, record, today),
    };
  }
}

/** The schedule is of all three ranges: what is due may be another range's, while this one has its snapshot of today. */
function nextSnapshotAt(listenerId: number, record: StoredCoverage, today: string): Date | null {
  const { paused, timezone, recordedDays } = record;
  if (paused || record.dueAt === null || recordedDays.at(-1) !== today) return paused ? null : record.dueAt;
  const tomorrows = dueAt(listenerId, nextDay(today), timezone);
  return record.dueAt > tomorrows ? record.dueAt : tomorrows;
}

/**
 * The account of every day of one listener and range, as of the current chart day.
 *
 * @param retentionDays for how many days snapshots are kept; undefined: for ever
 */
export function accountOf(
  record: StoredCoverage,
  retentionDays: number | undefined,
): ComputedCoverage<keyof typeof GapReason> & { readonly today: ChartDay } {
  const { now, timezone, newestDay } = record;
  const today = chartDay(now, timezone, newestDay);
  const kept = retentionDays === undefined ? null : retentionStart(now, retentionDays);
  return { ...computeCoverage({ ...record, today, retainedFrom: kept }), today };
}
