import type { ChartEventKind } from '../graphql/schema-words.js';

interface KindWords {
  readonly kind: ChartEventKind;
  readonly inAddress: string;
  /** On the filter. */
  readonly label: string;
}

export const KINDS: readonly KindWords[] = [
  { kind: 'NEW_NUMBER_ONE', inAddress: 'number-ones', label: 'Number ones' },
  { kind: 'NEW_ENTRY', inAddress: 'entries', label: 'Entries' },
  { kind: 'RE_ENTRY', inAddress: 're-entries', label: 'Re-entries' },
  { kind: 'NEW_PEAK', inAddress: 'peaks', label: 'Peaks' },
  { kind: 'DROP_OUT', inAddress: 'drop-outs', label: 'Drop-outs' },
];

/** The kind that an address names; null: all. */
export function kindInAddress(text: string | null): ChartEventKind | null {
  return KINDS.find(({ inAddress }) => inAddress === text)?.kind ?? null;
}

interface Happened {
  readonly kind: ChartEventKind;
  readonly rank: number | null;
  readonly previousRank: number | null;
}

/** What happened, as it is said after the artist's name. */
export function eventWords({ kind, rank, previousRank }: Happened): string {
  switch (kind) {
    case 'NEW_NUMBER_ONE':
      return previousRank === null
        ? 'is number one, from nowhere'
        : `is number one, up from No. ${previousRank}`;
    case 'NEW_ENTRY':
      return `enters at No. ${rank ?? ''}, for the first time ever`;
    case 'RE_ENTRY':
      return `is back, at No. ${rank ?? ''}`;
    case 'NEW_PEAK':
      return previousRank === null
        ? `has never stood higher: No. ${rank ?? ''}`
        : `has never stood higher: No. ${rank ?? ''}, up from No. ${previousRank}`;
    case 'DROP_OUT':
      return `drops out, from No. ${previousRank ?? ''}`;
  }
}
