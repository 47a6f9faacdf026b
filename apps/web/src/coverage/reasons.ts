import type { GapReason } from '../graphql/graphql.js';
import type { CoverageDay } from './compute-coverage.js';

/** Who can do something about a gap. Gaps of one kind have the same colour. */
export type ReasonKind = 'yours' | 'consent' | 'spotify' | 'operator';

/** A gap reason in plain words. */
export interface ReasonText {
  /** The letter in the calendar, so that colour isn't the only sign. */
  readonly mark: string;
  readonly kind: ReasonKind;
  readonly label: string;
  readonly happened: string;
  /** What the listener can do. */
  readonly help: string;
  readonly link?: { readonly label: string; readonly href: string };
}

/** All gap reasons, in the order in which the page lists them. */
export const REASONS: Readonly<Record<GapReason, ReasonText>> = {
  PAUSED: {
    mark: 'P',
    kind: 'yours',
    label: 'Paused',
    happened: 'You paused daily snapshots.',
    help: 'Resume them to record new days. Missed days can’t be filled later.',
    link: { label: 'Pause or resume', href: '/account#snapshots' },
  },
  REAUTHORIZATION_REQUIRED: {
    mark: 'C',
    kind: 'consent',
    label: 'Connection ended',
    happened: 'Spotify no longer accepted your consent, which lasts six months.',
    help: 'Reconnect to record new days. Headliner reminds you two weeks before the end.',
    link: { label: 'Go to your connection', href: '/account#connection' },
  },
  NOT_RUNNING: {
    mark: 'N',
    kind: 'operator',
    label: 'Not running',
    happened: 'Headliner was off, or could not take your snapshot before the day ended.',
    help: 'Ask the operator to run the worker at least once a day.',
  },
  SPOTIFY_UNAVAILABLE: {
    mark: 'U',
    kind: 'spotify',
    label: 'Spotify unavailable',
    happened: 'Spotify gave no usable answer.',
    help: 'Nothing to do: it resolves by itself.',
  },
  EMPTY_RESPONSE: {
    mark: 'E',
    kind: 'spotify',
    label: 'Empty list',
    happened: 'Spotify sent an empty list, although yours had artists before.',
    help: 'Nothing to do: Headliner ignores it, so your chart isn’t wiped.',
  },
  RATE_LIMITED: {
    mark: 'R',
    kind: 'spotify',
    label: 'Rate limited',
    happened: 'Spotify was limiting the requests of this instance.',
    help: 'It resolves by itself. If it happens often, tell the operator.',
  },
  QUOTA_EXCEEDED: {
    mark: 'Q',
    kind: 'spotify',
    label: 'Quota exceeded',
    happened: 'This instance’s Spotify app used up its quota.',
    help: 'It resolves by itself. If it happens often, the app’s owner can ask Spotify for more.',
  },
  NOT_PERMITTED: {
    mark: 'X',
    kind: 'operator',
    label: 'Not permitted',
    happened:
      'Spotify refused access: you are not on the app’s user list, its owner has no Premium, or a permission is missing.',
    help: 'Ask the owner to add you under User Management in the Spotify dashboard, or reconnect and allow access.',
    link: { label: 'Go to your connection', href: '/account#connection' },
  },
  MISCONFIGURED: {
    mark: 'M',
    kind: 'operator',
    label: 'Misconfigured',
    happened: 'Spotify rejected the settings of this instance, or one of its keys was missing.',
    help: 'Tell the operator: the log names the setting. You don’t need to sign in again.',
  },
};

/** What the calendar's square with three bands means. */
export const PARTLY_RECORDED = 'Partly recorded: 4 weeks, 6 months and 1 year from top to bottom';

/** The days that are no gaps, in the order of the legend. */
export const DAY_KINDS = [
  { state: 'SNAPSHOT', label: 'Recorded' },
  { state: 'RECONSTRUCTED', label: 'Reconstructed' },
] as const;

export const ALL_REASONS = Object.keys(REASONS).filter((name): name is GapReason => name in REASONS);

/** A reason's label within a sentence. */
export function getReasonInSentence(reason: GapReason): string {
  return REASONS[reason].label.toLowerCase().replace('spotify', 'Spotify');
}

/** The reasons of the gaps in these days. */
export function getReasons(days: readonly CoverageDay[]): GapReason[] {
  const states = new Set(days.flatMap((day) => [...day.states.values()]));
  return ALL_REASONS.filter((reason) => states.has(reason));
}

/** The fragment that links to a reason in the list of gaps. */
export function getReasonAnchor(reason: GapReason): string {
  return `gap-${reason.toLowerCase().replaceAll('_', '-')}`;
}
