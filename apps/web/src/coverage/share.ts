/** Which part of the days has a snapshot, in words; null before the first day is over. Whole only where nothing is missing. */
export function shareInWords(days: {
  readonly snapshotCount: number;
  readonly gapCount: number;
}): string | null {
  const all = days.snapshotCount + days.gapCount;
  if (all === 0) return null;
  if (days.gapCount === 0) return '100%';
  const tenths = Math.floor((days.snapshotCount * 1_000) / all);
  return tenths === 0 && days.snapshotCount > 0 ? 'under 0.1%' : `${(tenths / 10).toFixed(1)}%`;
}
