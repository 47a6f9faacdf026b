/** A literal implementation of the queries over many snapshots, as a model for tests. */
import { boundsOf, periodNameOf, weekOf } from '../calendar.fixture.js';
import type { ChartInterval } from '../calendar.js';
import { type ChartDay, daysFrom, nextDay } from '../chart-day.js';
import type { Snapshot } from '../history/history.fixture.js';
import type { ChartEvent } from './chart-events.js';
import { depthCompared, modelBaseline, rankIn } from './definitions.fixture.js';
import type { Momentum } from './momentum.js';
import type { RankPoint, RecordedPeriod } from './periods.js';

type Bound = ChartDay | null;

/** Applies `from` and `to` before forming periods; a baseline may be before `from`. Newest first. */
export function modelPeriods(
  snapshots: readonly Snapshot[],
  interval: ChartInterval,
  from: Bound,
  to: Bound,
): RecordedPeriod[] {
  const periods = new Map<string, RecordedPeriod>();
  for (const [index, { day }] of snapshots.entries()) {
    if (day < (from ?? day) || day > (to ?? day)) continue;
    const { firstDay, lastDay } = boundsOf(interval, day);
    const inPeriodsBefore = snapshots.filter((other) => other.day < firstDay);
    const preceding = inPeriodsBefore.length > 0 ? inPeriodsBefore.length - 1 : null;
    const baseline = interval === 'DAY' ? modelBaseline(snapshots, index) : preceding;
    periods.set(firstDay, { firstDay, lastDay, index, baseline });
  }
  return [...periods.values()].toReversed();
}

/** Returns one point per calendar period, day by day. */
export function modelRankHistory(
  snapshots: readonly Snapshot[],
  artist: number,
  interval: ChartInterval,
  from: Bound,
  to: ChartDay,
): RankPoint[] {
  const begin = from ?? snapshots[0]?.day;
  if (begin === undefined) return [];
  const points = new Map<string, RankPoint>();
  for (const day of daysFrom(begin, nextDay(to))) {
    const name = periodNameOf(interval, day);
    if (!points.has(name)) {
      points.set(name, { day: boundsOf(interval, day).lastDay, rank: null, observed: false, source: null });
    }
    const snapshot = snapshots.find((one) => one.day === day);
    if (!snapshot) continue;
    const { source = 'SPOTIFY' } = snapshot;
    points.set(name, { day, rank: rankIn(snapshot, artist), observed: true, source });
  }
  return [...points.values()];
}

/** Returns the events from one snapshot to the next, by kind. */
export function modelEvents(snapshots: readonly Snapshot[], index: number): ChartEvent[] {
  const [earlier, later] = [snapshots[index - 1], snapshots[index]];
  if (!earlier || !later || earlier.source !== later.source) return [];
  const k = depthCompared(earlier, later);
  const past = snapshots.slice(0, index);
  const appeared = (artist: number): boolean => past.some(({ artists }) => artists.includes(artist));
  const bestBefore = (artist: number): number =>
    Math.min(...past.map((snapshot) => rankIn(snapshot, artist) ?? Infinity));
  const event = (kind: ChartEvent['kind'], artist: number): ChartEvent => {
    const [rank, previousRank] = [rankIn(later, artist), rankIn(earlier, artist)];
    return { kind, day: later.day, artist, rank, previousRank };
  };
  const { artists } = later;
  const arrived = artists.slice(0, k).filter((artist) => !earlier.artists.includes(artist));
  const numberOnes = artists.slice(0, 1).filter((artist) => artist !== earlier.artists[0]);
  const newNumberOnes = numberOnes.filter((artist) => earlier.artists.includes(artist) || k >= 1);
  const peaks = artists.filter((artist, place) => appeared(artist) && place + 1 < bestBefore(artist));
  const gone = earlier.artists.slice(0, k).filter((artist) => !artists.includes(artist));
  return [
    ...newNumberOnes.map((artist) => event('NEW_NUMBER_ONE', artist)),
    ...arrived.filter((artist) => !appeared(artist)).map((artist) => event('NEW_ENTRY', artist)),
    ...arrived.filter(appeared).map((artist) => event('RE_ENTRY', artist)),
    ...peaks.map((artist) => event('NEW_PEAK', artist)),
    ...gone.map((artist) => event('DROP_OUT', artist)),
  ];
}

/** Returns the first kind that applies to each artist on the newest day with all three ranges of a source, unsorted. */
export function modelMomentum(ranges: readonly (readonly Snapshot[])[], on: Bound) {
  const days = ranges.flatMap((range) => range.map(({ day }) => day)).filter((day) => day <= (on ?? day));
  const shared = days.filter((day) => {
    const lists = ranges.map((range) => range.find((one) => one.day === day));
    return lists.every((list) => list && list.source === lists[0]?.source);
  });
  const newest = shared.sort().at(-1);
  if (newest === undefined) return null;
  const [short, medium, long] = ranges.map((range) => range.find(({ day }) => day === newest));
  const artists = new Set([short, medium, long].flatMap((snapshot) => snapshot?.artists ?? []));
  return [...artists].flatMap((artist) => {
    const [s, m, l] = [rankIn(short, artist), rankIn(medium, artist), rankIn(long, artist)];
    const ranks = { day: newest, artist, shortTermRank: s, mediumTermRank: m, longTermRank: l };
    const kinds: [Momentum, boolean][] = [
      ['BREAKOUT', s !== null && m === null && l === null],
      ['FADING', l !== null && (s === null || s > l + 10)],
      ['RISING', s !== null && (l === null || s < l - 10)],
      ['STAPLE', s !== null && m !== null && l !== null],
    ];
    const kind = kinds.find(([, fits]) => fits)?.[0];
    return kind ? [{ ...ranks, kind }] : [];
  });
}

/** Returns points, weeks, weeks at number one and peak of all artists in the last snapshots of the weeks of an ISO year. */
export function modelYearEnd(snapshots: readonly Snapshot[], year: number) {
  const weeks = new Map<string, Snapshot>();
  for (const snapshot of snapshots) weeks.set(weekOf(snapshot.day), snapshot);
  const charts = [...weeks].flatMap(([name, snapshot]) => (name.startsWith(`${year}-W`) ? [snapshot] : []));
  const artists = new Set(charts.flatMap((chart) => chart.artists));
  const scores = [...artists].map((artist) => {
    const ranks = charts.map((chart) => rankIn(chart, artist)).filter((rank) => rank !== null);
    const points = ranks.map((rank) => Math.max(0, 51 - rank)).reduce((sum, its) => sum + its, 0);
    const weeksAtNumberOne = ranks.filter((rank) => rank === 1).length;
    return { artist, points, weeks: ranks.length, weeksAtNumberOne, peakRank: Math.min(...ranks) };
  });
  return { weeksCounted: charts.length, scores: scores.filter(({ points }) => points > 0) };
}
