import { type AccountedDays, accountFor, type ChartDay, chartDay } from '#charts';
import type { StoredCoverage } from '#database';
import type { GapReason } from './gap-reason.enum.js';

/** The account of every day of one listener and range, as of the current chart day. */
export function accountOf(
  record: StoredCoverage,
): AccountedDays<keyof typeof GapReason> & { readonly today: ChartDay } {
  const today = chartDay(record.now, record.timezone, record.newestDay);
  return { ...accountFor({ ...record, today }), today };
}
