/** A literal implementation of the chart definitions, as a model for tests. */
import type { Snapshot } from '../history/history.fixture.js';
import { weekOf } from '../calendar.fixture.js';
import type { ChartEntry, EntryStatus } from './chart.js';

export function rankIn(snapshot: Snapshot | undefined, artist: number): number | null {
  const place = snapshot?.artists.indexOf(artist) ?? -1;
  return place === -1 ? null : place + 1;
}

/** Returns the smaller depth of the incomplete lists; Infinity if both are complete. */
export function depthCompared(one: Snapshot, other: Snapshot): number {
  const incomplete = [one, other].filter(({ complete }) => !complete);
  return Math.min(Infinity, ...incomplete.map(({ artists }) => artists.length));
}

/** Compares the lists of two listeners: each artist with both ranks, null where the list lacks it down to k. */
export function modelComparison(yours: Snapshot, theirs: Snapshot) {
  const k = depthCompared(yours, theirs);
  const within = (rank: number | null): number | null => (rank !== null && rank <= k ? rank : null);
  const artists = [...new Set([...yours.artists, ...theirs.artists])];
  const ranks = artists.map(
    (artist) => [artist, within(rankIn(yours, artist)), within(rankIn(theirs, artist))] as const,
  );
  const byRank = (one: number | null, other: number | null): number => (one ?? 0) - (other ?? 0);
  const [byYours, byTheirs] = [1, 2].map((side) =>
    ranks.toSorted((one, other) => byRank(one[side] ?? null, other[side] ?? null)),
  );
  return {
    common: byYours?.filter(([, your, their]) => your !== null && their !== null),
    onlyYours: byYours?.filter(([, your, their]) => your !== null && their === null),
    onlyTheirs: byTheirs?.filter(([, your, their]) => your === null && their !== null),
  };
}

/** Returns the newest snapshot at least 7 days older, else the oldest earlier one, else null. */
export function modelBaseline(snapshots: readonly Snapshot[], index: number): number | null {
  const chart = snapshots[index];
  const daysOlder = (day: string): number => (Date.parse(chart?.day ?? '') - Date.parse(day)) / 86_400_000;
  const old = snapshots.filter(({ day }) => daysOlder(day) >= 7);
  if (old.length > 0) return old.length - 1;
  return snapshots.some(({ day }) => daysOlder(day) > 0) ? 0 : null;
}

/** Returns an artist's ledger over the snapshots up to the chart's, which is the last. */
function ledger(snapshots: readonly Snapshot[], artist: number) {
  const ranked = snapshots.flatMap(({ day, artists }) =>
    artists.includes(artist) ? [{ day, rank: artists.indexOf(artist) + 1 }] : [],
  );
  const peakRank = Math.min(...ranked.map(({ rank }) => rank));
  const peak = ranked.find(({ rank }) => rank === peakRank);
  const weeks = new Map<string, Snapshot>();
  for (const snapshot of snapshots) weeks.set(weekOf(snapshot.day), snapshot);
  const weeklyCharts = [...weeks.values()];
  const atNumberOne = weeklyCharts.map(({ artists }) => artists[0] === artist);
  const onChart = weeklyCharts.map(({ artists }) => artists.includes(artist));
  return {
    peakRank,
    peakDay: peak?.day ?? '',
    entryRank: ranked[0]?.rank ?? 0,
    entryDay: ranked[0]?.day ?? '',
    weeksOnChart: onChart.filter(Boolean).length,
    consecutiveWeeksOnChart: onChart.length - 1 - onChart.lastIndexOf(false),
    weeksAtNumberOne: atNumberOne.filter(Boolean).length,
    consecutiveWeeksAtNumberOne: atNumberOne.length - 1 - atNumberOne.lastIndexOf(false),
  };
}

/** Returns all fields of a chart except similarity. */
export function modelChart(snapshots: readonly Snapshot[], index: number, baseline: number | null) {
  const chart = snapshots[index];
  if (!chart) throw new RangeError(`There is no snapshot ${index}.`);
  const upTo = snapshots.slice(0, index + 1);
  const before = baseline === null ? undefined : snapshots[baseline];
  const k = before ? depthCompared(chart, before) : 0;

  const statusOf = (artist: number, rank: number): EntryStatus | null => {
    if (!before || baseline === null) return null;
    const previousRank = rankIn(before, artist);
    if (previousRank !== null) {
      if (previousRank > rank) return 'MOVED_UP';
      return previousRank < rank ? 'MOVED_DOWN' : 'NO_CHANGE';
    }
    if (rank > k) return null;
    const older = snapshots.slice(0, baseline);
    return older.some(({ artists }) => artists.includes(artist)) ? 'RE_ENTRY' : 'NEW_ENTRY';
  };
  const entries = chart.artists.map((artist, place): ChartEntry => {
    const [rank, previousRank] = [place + 1, rankIn(before, artist)];
    const rankChange = previousRank === null ? null : previousRank - rank;
    return {
      artist,
      rank,
      previousRank,
      rankChange,
      status: statusOf(artist, rank),
      ...ledger(upTo, artist),
    };
  });
  const dropouts = (before?.artists ?? []).slice(0, k).flatMap((artist, place): ChartEntry[] => {
    if (chart.artists.includes(artist)) return [];
    const entry = { artist, rank: null, previousRank: place + 1, rankChange: null, status: null };
    return [{ ...entry, ...ledger(upTo, artist) }];
  });
  const [places, placesBefore] = [chart.artists.slice(0, k), before?.artists.slice(0, k) ?? []];
  const absent = places.filter((artist) => !placesBefore.includes(artist)).length;
  return {
    day: chart.day,
    takenAt: chart.takenAt,
    source: chart.source,
    depth: chart.artists.length,
    comparedTo: before?.day ?? null,
    entries,
    dropouts,
    turnover: before && places.length > 0 ? absent / places.length : null,
  };
}
