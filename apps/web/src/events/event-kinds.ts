import type { ChartEventKind } from '../graphql/graphql.js';
import type { Table } from '../share/csv.js';
import { formatRank } from '../words/numbers.js';
import { getRange } from '../words/range.js';
import type { ChartEvent } from './use-events.js';

interface KindText {
  readonly kind: ChartEventKind;
  /** Its name in addresses. */
  readonly slug: string;
  readonly label: string;
}

/** The kinds of chart events, in the order of the filter. */
export const KINDS: readonly KindText[] = [
  { kind: 'NEW_NUMBER_ONE', slug: 'number-ones', label: 'Number ones' },
  { kind: 'NEW_ENTRY', slug: 'entries', label: 'Debuts' },
  { kind: 'RE_ENTRY', slug: 're-entries', label: 'Returns' },
  { kind: 'NEW_PEAK', slug: 'peaks', label: 'Peaks' },
  { kind: 'DROP_OUT', slug: 'drop-outs', label: 'Drop-outs' },
];

/** The kind that an address names; null for all kinds. */
export function parseKind(slug: string | null): ChartEventKind | null {
  return KINDS.find((each) => each.slug === slug)?.kind ?? null;
}

interface EventRanks {
  readonly kind: ChartEventKind;
  readonly rank: number | null;
  readonly previousRank: number | null;
}

/** Describes an event, as a sentence after the artist's name. */
export function describeEvent({ kind, rank, previousRank }: EventRanks): string {
  switch (kind) {
    case 'NEW_NUMBER_ONE':
      return previousRank === null
        ? 'enters at number one'
        : `rises to number one (was\u00a0${formatRank(previousRank)})`;
    case 'NEW_ENTRY':
      return `debuts at ${formatRank(rank)}`;
    case 'RE_ENTRY':
      return `returns at ${formatRank(rank)}`;
    case 'NEW_PEAK':
      return `reaches a new peak at ${formatRank(rank)}${previousRank === null ? '' : ` (was\u00a0${formatRank(previousRank)})`}`;
    case 'DROP_OUT':
      return `drops out (was\u00a0${formatRank(previousRank)})`;
  }
}

export interface EventDay<Event> {
  readonly day: string;
  readonly events: readonly Event[];
}

/** Groups consecutive events of the same day. */
export function groupByDay<Event extends { readonly day: string }>(
  events: readonly Event[],
): EventDay<Event>[] {
  const days: { day: string; events: Event[] }[] = [];
  for (const event of events) {
    const last = days.at(-1);
    if (last?.day === event.day) last.events.push(event);
    else days.push({ day: event.day, events: [event] });
  }
  return days;
}

type SharedEvent = Pick<ChartEvent, 'day' | 'range' | 'kind' | 'rank' | 'previousRank'> & {
  readonly artist: Pick<ChartEvent['artist'], 'name' | 'spotifyUrl'>;
};

/** Events as a table, newest first. */
export function getEventsTable(events: readonly SharedEvent[]): Table {
  return {
    header: ['Day', 'Range', 'Kind', 'Artist', 'Rank', 'Previous rank', 'Spotify'],
    rows: events.map(({ day, range, kind, artist, rank, previousRank }) => [
      day,
      getRange(range).label,
      kind,
      artist.name,
      rank,
      previousRank,
      artist.spotifyUrl,
    ]),
  };
}
