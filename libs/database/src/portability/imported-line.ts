import type { GapReason, TimeRange } from '../generated/client.js';

/** An artist as a file describes them. */
export interface ImportedArtist {
  readonly type: 'artist';
  /** Spotify's id. */
  readonly id: string;
  readonly name: string;
  readonly imageUrl: string | null;
}

export interface ImportedSnapshot {
  readonly type: 'snapshot';
  readonly range: TimeRange;
  readonly day: string;
  /** ISO 8601. */
  readonly takenAt: string;
  readonly complete: boolean;
  /** Spotify's ids in rank order, each of an artist whom the file has described. */
  readonly artists: readonly string[];
}

export interface ImportedGap {
  readonly type: 'gap';
  readonly range: TimeRange;
  readonly day: string;
  readonly reason: GapReason;
}

/** A line of a file that brings a history in, found good. */
export type ImportedLine = ImportedArtist | ImportedSnapshot | ImportedGap;

/** Lines of one type, on their way from a file to the database. */
export interface LineBatch {
  readonly type: ImportedLine['type'];
  /** A JSON array of the lines. */
  readonly json: string;
}

/**
 * How many lines of each kind added something. An artist is new if neither Spotify nor an earlier import of this listener
 * has described them.
 */
export type AddedLines = Readonly<Record<ImportedLine['type'], number>>;
