import { type AccountedDays, accountFor, type ChartDay, chartDay, keptFrom } from '#charts';
import type { StoredCoverage } from '#database';
import type { GapReason } from './coverage.models.js';

/**
 * The account of every day of one listener and range, as of the current chart day.
 *
 * @param retentionDays for how many days snapshots are kept; undefined: for ever
 */
export function accountOf(
  record: StoredCoverage,
  retentionDays: number | undefined,
): AccountedDays<keyof typeof GapReason> & { readonly today: ChartDay } {
  const { now, timezone, newestDay } = record;
  const today = chartDay(now, timezone, newestDay);
  const kept = retentionDays === undefined ? null : keptFrom(now, retentionDays);
  return { ...accountFor({ ...record, today, keptFrom: kept }), today };
}
