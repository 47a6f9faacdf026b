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

/** How many lines of a kind brought something new, and how many did not. */
export interface Tally {
  readonly added: number;
  readonly kept: number;
}

/** What came of an import. */
export interface ImportOutcome {
  readonly snapshots: Tally;
  readonly gaps: Tally;
  /** Added: those not known before, neither through Spotify nor through an earlier import of this listener's. */
  readonly artists: Tally;
}
