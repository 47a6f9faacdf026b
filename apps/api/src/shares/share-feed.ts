import { isolate, RANGE_WORDS, withoutDirections } from '#cards';
import type { SnapshotSource } from '#charts';
import type { OpenShare } from '#database';
import { v5 as uuidOf } from 'uuid';
import type { ChartEventKind } from '../charts/chart.enums.js';
import type { RangeEvent } from '../charts/chart-events.service.js';
import { describeShare } from './share-page.js';
import { formatDay } from './share-words.js';

/** A chart event with the snapshot that dates it. */
export interface FeedEvent extends Pick<RangeEvent, 'range' | 'kind' | 'day' | 'rank' | 'previousRank'> {
  /** The ID of the event in `chartEvents`. */
  readonly id: string;
  readonly artist: { readonly name: string };
  readonly takenAt: Date;
  readonly source: SnapshotSource;
}

/** An event as an entry of an Atom feed. Its texts are not HTML. */
interface FeedEntry {
  readonly id: string;
  readonly title: string;
  readonly updated: string;
  readonly summary: string;
  readonly categories: readonly { readonly term: string; readonly label: string }[];
}

/** What the view `share-feed` shows. */
interface Feed {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly updated: string;
  readonly author: string;
  readonly entries: readonly FeedEntry[];
}

const KIND_LABELS: Readonly<Record<ChartEventKind, string>> = {
  NEW_NUMBER_ONE: 'New number one',
  NEW_ENTRY: 'Debut',
  RE_ENTRY: 'Return',
  NEW_PEAK: 'New peak',
  DROP_OUT: 'Drop-out',
};

/**
 * Describes the feed of a share.
 *
 * @param events newest first
 */
export function describeFeed(share: OpenShare, events: readonly FeedEvent[]): Feed {
  const { id, listenerName, range, on, createdAt } = share;
  const until = on === null ? '' : `, up to ${formatDay(on)}`;
  const times = events.map(({ takenAt }) => takenAt.getTime());
  return {
    id: `urn:uuid:${id}`,
    title: toText(describeShare(share).title),
    subtitle: `Changes on the ${RANGE_WORDS[range].adjective} chart${until}`,
    // The snapshot of a reconstructed day can be newer than that of a later day.
    updated: new Date(times.length === 0 ? createdAt : Math.max(...times)).toISOString(),
    author: toText(withoutDirections(listenerName ?? '')) || 'A Headliner listener',
    entries: events.map((event) => describeEntry(share, event)),
  };
}

function describeEntry({ id }: OpenShare, event: FeedEvent): FeedEntry {
  const { range, kind, day, artist, takenAt, source } = event;
  const isReconstructed = source === 'RECONSTRUCTED';
  const reconstructed = isReconstructed ? ', reconstructed from a listening history' : '';
  return {
    // A name-based UUID reveals nothing about the share, and stays the same when PUBLIC_URL changes.
    id: `urn:uuid:${uuidOf(event.id, id)}`,
    title: `${isolate(toText(artist.name)) || 'Unnamed artist'} ${describeChange(event)}${isReconstructed ? ' (reconstructed)' : ''}`,
    updated: takenAt.toISOString(),
    summary: `On the ${RANGE_WORDS[range].adjective} chart of ${formatDay(day)}${reconstructed}.`,
    categories: [
      { term: kind, label: KIND_LABELS[kind] },
      ...(isReconstructed ? [{ term: source, label: 'Reconstructed' }] : []),
    ],
  };
}

/** Describes an event, as a sentence after the artist's name. */
function describeChange({ kind, rank, previousRank }: FeedEvent): string {
  const was = previousRank === null ? '' : ` (was No. ${previousRank})`;
  switch (kind) {
    case 'NEW_NUMBER_ONE':
      return `is the new number one${was}`;
    case 'NEW_ENTRY':
      return `debuts at No. ${rank}`;
    case 'RE_ENTRY':
      return `returns at No. ${rank}`;
    case 'NEW_PEAK':
      return `reaches a new peak at No. ${rank}${was}`;
    case 'DROP_OUT':
      return `drops out${was}`;
  }
}

/** Replaces all control characters, and those that XML 1.0 does not allow even escaped. */
function toText(name: string): string {
  return name.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD');
}
