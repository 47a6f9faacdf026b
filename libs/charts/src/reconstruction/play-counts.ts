import { ArtistNames, compareCodePoints } from './artist-names.js';
import { type CountVisitor, DayCounts } from './day-counts.js';

/** What is counted of a play. */
export interface CountedPlay {
  /** In epoch seconds. */
  readonly playedAt: number;
  /** The name of the main artist. */
  readonly artist: string;
  /** How long it lasted; null if unknown. */
  readonly milliseconds: number | null;
  /** `spotify:track:…`; null if unknown. */
  readonly trackUri: string | null;
}

const TRACK_URI = /^spotify:track:([0-9A-Za-z]{22})$/;
const TRACK_ID_LENGTH = 22;

/** Four days, which no play takes: sums of 20 million plays stay exact. */
const MAX_MILLISECONDS = 4 * 86_400_000;

/**
 * The plays of a listening history, counted by chart day and artist. Names that are equal after NFC and case folding are
 * one artist, with the most played spelling as its name. Memory grows with artists and their days, not with plays.
 */
export class PlayCounts {
  readonly #names = new ArtistNames();
  readonly #counts = new DayCounts();
  /** The newest track of each artist: 22 characters, or zeros. Newer tracks are less likely to be gone from Spotify. */
  #trackIds = new Uint8Array();
  #tracksPlayedAt = new Float64Array();
  #plays = 0;
  #nameOrder: Int32Array | null = null;

  /** The number of plays. */
  get plays(): number {
    return this.#plays;
  }

  /** The number of artists. They have the numbers from 0. */
  get artistCount(): number {
    return this.#names.size;
  }

  /** The number of the first day with a play; Infinity without plays. */
  get firstDay(): number {
    return this.#counts.firstDay;
  }

  /** The number of the last day with a play; -Infinity without plays. */
  get lastDay(): number {
    return this.#counts.lastDay;
  }

  /**
   * Counts a play.
   *
   * @param day the number of its chart day, by {@link ChartDayClock}
   * @throws {TooManyArtistsError}
   */
  add(day: number, { playedAt, artist: name, milliseconds, trackUri }: CountedPlay): void {
    const artist = this.#names.count(name);
    // Whole numbers, so that a window that subtracts what it added ends with the same sum.
    this.#counts.add(day, artist, Math.min(Math.round(milliseconds ?? 0), MAX_MILLISECONDS));
    this.#plays += 1;
    this.#nameOrder = null;
    if (trackUri !== null) this.#keepTrack(artist, playedAt, trackUri);
  }

  /** Calls `visit` once for each artist with plays on a day, with plays and milliseconds; unknown ones count 0. */
  visit(day: number, visit: CountVisitor): void {
    this.#counts.visit(day, visit);
  }

  /** Returns the name of each artist. */
  names(): string[] {
    return this.#names.mostPlayed();
  }

  /** Returns the folded name of each artist, by which artists are matched. See {@link foldName}. */
  foldedNames(): string[] {
    return this.#names.folded();
  }

  /** Returns the place of each artist in code-point order of the names. */
  nameOrder(): Int32Array {
    return (this.#nameOrder ??= this.#sortNames());
  }

  /** Returns the Spotify id of the track of an artist that was played last; null if none is known. */
  trackId(artist: number): string | null {
    const begin = artist * TRACK_ID_LENGTH;
    const bytes = this.#trackIds.subarray(begin, begin + TRACK_ID_LENGTH);
    return bytes.length > 0 && bytes[0] !== 0 ? String.fromCharCode(...bytes) : null;
  }

  #sortNames(): Int32Array {
    const names = this.names();
    const sorted = Int32Array.from(names.keys()).sort((one, other) =>
      compareCodePoints(names[one] ?? '', names[other] ?? ''),
    );
    const places = new Int32Array(sorted.length);
    for (const [place, artist] of sorted.entries()) places[artist] = place;
    return places;
  }

  /** Keeps the id of the newest track; of several at one time, the first in code-point order. */
  #keepTrack(artist: number, playedAt: number, trackUri: string): void {
    const id = TRACK_URI.exec(trackUri)?.[1];
    if (id === undefined) return;
    if (artist >= this.#tracksPlayedAt.length) this.#growTracks(artist);
    const newest = this.#tracksPlayedAt[artist] ?? -Infinity;
    if (playedAt < newest || (playedAt === newest && id >= (this.trackId(artist) ?? ''))) return;
    this.#tracksPlayedAt[artist] = playedAt;
    for (let index = 0; index < TRACK_ID_LENGTH; index += 1)
      this.#trackIds[artist * TRACK_ID_LENGTH + index] = id.charCodeAt(index);
  }

  #growTracks(artist: number): void {
    const [ids, times] = [this.#trackIds, this.#tracksPlayedAt];
    const capacity = Math.max(1_024, 2 * (artist + 1));
    this.#trackIds = new Uint8Array(capacity * TRACK_ID_LENGTH);
    this.#trackIds.set(ids);
    this.#tracksPlayedAt = new Float64Array(capacity).fill(-Infinity);
    this.#tracksPlayedAt.set(times);
  }
}
