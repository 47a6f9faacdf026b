import type { GapReason } from '../graphql/schema-words.js';
import type { AccountedDay } from './account-of-days.js';

/** Whose doing it was; gaps of a kind look alike. */
export type ReasonKind = 'yours' | 'consent' | 'spotify' | 'operator';

/** What a gap's reason means, for someone who has never heard of it. */
export interface ReasonWords {
  /** Stands in the days of the calendar, so that colour alone tells nothing. */
  readonly mark: string;
  readonly kind: ReasonKind;
  readonly label: string;
  readonly happened: string;
  /** What the listener can do, now or the next time. */
  readonly help: string;
  readonly link?: { readonly label: string; readonly href: string };
}

/** The order is that in which reasons are explained. */
export const REASONS: Readonly<Record<GapReason, ReasonWords>> = {
  PAUSED: {
    mark: 'P',
    kind: 'yours',
    label: 'Paused',
    happened: 'You had paused the daily snapshots.',
    help: 'Resume them, and the next day is recorded again. What passed meanwhile stays empty.',
    link: { label: 'Pause or resume', href: '/account#snapshots' },
  },
  REAUTHORIZATION_REQUIRED: {
    mark: 'C',
    kind: 'consent',
    label: 'Connection ended',
    happened: 'Spotify no longer accepted your consent, which lives for six months.',
    help: 'Reconnect, and days are recorded again from then on. Two weeks before it ends, Headliner reminds you.',
    link: { label: 'Your connection', href: '/account#connection' },
  },
  NOT_RUNNING: {
    mark: 'N',
    kind: 'operator',
    label: 'Not running',
    happened: 'Headliner was switched off, or did not get to your snapshot before the day was over.',
    help: 'Once a day is enough: whoever operates it can leave the worker running, or start it daily.',
  },
  SPOTIFY_UNAVAILABLE: {
    mark: 'U',
    kind: 'spotify',
    label: 'Spotify unavailable',
    happened: 'Spotify gave no usable answer, however often it was asked that day.',
    help: 'Nothing to do: it passes by itself.',
  },
  EMPTY_RESPONSE: {
    mark: 'E',
    kind: 'spotify',
    label: 'Empty list',
    happened:
      'Spotify sent an empty list, although yours had artists before. It does that by mistake now and then.',
    help: 'Nothing to do: it is not believed, so that no chart says that everyone has left.',
  },
  RATE_LIMITED: {
    mark: 'R',
    kind: 'spotify',
    label: 'Asked for patience',
    happened: 'Spotify took no more calls from this instance until the day was over.',
    help: 'It passes by itself. Should it happen often, tell whoever operates Headliner.',
  },
  QUOTA_EXCEEDED: {
    mark: 'Q',
    kind: 'spotify',
    label: 'Quota used up',
    happened: 'The quota that Spotify gives to the app behind this instance was used up.',
    help: 'It passes by itself. Should it happen often, the owner of the app can ask Spotify for more.',
  },
  NOT_PERMITTED: {
    mark: 'X',
    kind: 'operator',
    label: 'Not permitted',
    happened:
      'Spotify refused: you are not listed with the app behind this instance, its owner has no Premium, or a permission is missing.',
    help: 'Ask its owner to add you under User Management in the Spotify dashboard; or reconnect, and allow what is asked.',
    link: { label: 'Your connection', href: '/account#connection' },
  },
  MISCONFIGURED: {
    mark: 'M',
    kind: 'operator',
    label: 'Set up wrongly',
    happened: 'Spotify did not accept the settings of this instance, or one of its keys was missing.',
    help: 'Tell whoever operates Headliner; the log says which setting it is. You need not sign in again.',
  },
};

/** All reasons, in the order in which they are explained. */
export const ALL_REASONS = Object.keys(REASONS).filter((name): name is GapReason => name in REASONS);

/** The reasons that days are missing for, in that order. */
export function reasonsOf(days: readonly AccountedDay[]): GapReason[] {
  const found = new Set(days.flatMap(({ states }) => [...states.values()]));
  return ALL_REASONS.filter((reason) => found.has(reason));
}
