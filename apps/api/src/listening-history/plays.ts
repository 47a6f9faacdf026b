import { BadHistoryError, type HistoryPosition } from '../errors/client-error.js';

/** What one record of a file says, whatever its format. */
export interface Listen {
  /** False for podcasts, audiobooks and videos. */
  readonly music: boolean;
  readonly privateSession: boolean;
  /** Epoch seconds. */
  readonly playedAt: number | null;
  readonly artist: string | null;
  readonly track: string | null;
  /** `spotify:track:…` */
  readonly trackUri: string | null;
  /** The time listened, not the track's length. */
  readonly milliseconds: number | null;
}

/** A record and where it is. */
export interface LocatedListen {
  readonly listen: Listen;
  readonly position: HistoryPosition;
}

/** A play that counts. */
export interface Play extends Pick<Listen, 'track' | 'trackUri' | 'milliseconds'> {
  readonly playedAt: number;
  readonly artist: string;
}

/** Why a record does not count; the first reason in this order is given. */
export type SkipReason = 'notMusic' | 'private' | 'short' | 'undated';

/** A record that counts. */
export interface CountedRecord {
  readonly position: HistoryPosition;
  readonly play: Play;
  readonly skipped?: never;
}

/** A record that is left out. */
interface SkippedRecord {
  readonly position: HistoryPosition;
  readonly play?: never;
  readonly skipped: SkipReason;
}

export type PlayRecord = CountedRecord | SkippedRecord;

const MAX_RECORDS = 20_000_000;
/** Shorter plays do not count. Plays of unknown length do. */
const MIN_MILLISECONDS = 30_000;
/** The first chart day that a play can have: scrobbles began in this month. */
export const FIRST_PLAY_DAY = '2002-10-01';

/** Times outside come from clocks that were not set. In epoch seconds. */
export interface PlausibleTimes {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** Decides which records of a history count. Identical records in a row are one. */
export class PlayFilter {
  private records = 0;
  private previous: Listen | null = null;

  constructor(private readonly times: PlausibleTimes) {}

  /**
   * Returns null for a record that repeats the one before it.
   *
   * @throws {BadHistoryError} the history has too many records
   */
  classify({ listen, position }: LocatedListen): PlayRecord | null {
    if (++this.records > MAX_RECORDS) {
      throw new BadHistoryError(position, `a history can have ${MAX_RECORDS.toLocaleString('en')} plays`);
    }
    const repeated = this.previous !== null && isSamePlay(listen, this.previous);
    this.previous = listen;
    if (repeated) return null;
    const { music, privateSession, playedAt, artist, track, trackUri, milliseconds } = listen;
    if (!music || artist === null) return { position, skipped: 'notMusic' };
    if (privateSession) return { position, skipped: 'private' };
    if (milliseconds !== null && milliseconds < MIN_MILLISECONDS) return { position, skipped: 'short' };
    if (playedAt === null || playedAt < this.times.from || playedAt >= this.times.to) {
      return { position, skipped: 'undated' };
    }
    return { position, play: { playedAt, artist, track, trackUri, milliseconds } };
  }
}

/** Records without an artist or a time are never taken for the same: too little of them is known. */
function isSamePlay(one: Listen, other: Listen): boolean {
  return (
    one.artist !== null &&
    one.playedAt !== null &&
    one.playedAt === other.playedAt &&
    one.milliseconds === other.milliseconds &&
    (one.trackUri !== null || other.trackUri !== null
      ? one.trackUri === other.trackUri
      : one.track === other.track && one.artist === other.artist)
  );
}
