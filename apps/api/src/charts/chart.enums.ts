import { SnapshotSource, TimeRange } from '#database';
import { Args, registerEnumType } from '@nestjs/graphql';

export { SnapshotSource, TimeRange };

registerEnumType(TimeRange, {
  name: 'TimeRange',
  description: 'Range: how much of your listening Spotify ranks your artists over.',
  valuesMap: {
    SHORT_TERM: { description: 'About the last 4 weeks.' },
    MEDIUM_TERM: { description: 'About the last 6 months.' },
    LONG_TERM: { description: 'About the last year.' },
  },
});

/** Decorates a required argument `range`. */
export function RangeArgument(): ParameterDecorator {
  const description = 'Range: about 4 weeks, 6 months or a year of listening.';
  return Args('range', { type: () => TimeRange, description });
}

/** The length of the periods that a history is divided into. */
export enum ChartInterval {
  DAY = 'DAY',
  WEEK = 'WEEK',
  MONTH = 'MONTH',
}

registerEnumType(ChartInterval, {
  name: 'ChartInterval',
  description:
    'The length of the periods that a history is divided into. The last snapshot of a period represents it.',
  valuesMap: {
    DAY: { description: 'One calendar day.' },
    WEEK: { description: 'One ISO week, from Monday to Sunday.' },
    MONTH: { description: 'One calendar month.' },
  },
});

registerEnumType(SnapshotSource, {
  name: 'SnapshotSource',
  description: 'Where a snapshot comes from.',
  valuesMap: {
    SPOTIFY: { description: "Recorded from Spotify's list on that day." },
    RECONSTRUCTED: {
      description:
        'Computed from a listening history that you have imported, for a day before the first `SPOTIFY` snapshot of its range.',
    },
  },
});

/** How an entry of a chart compares with the baseline. */
export enum EntryStatus {
  NEW_ENTRY = 'NEW_ENTRY',
  RE_ENTRY = 'RE_ENTRY',
  MOVED_UP = 'MOVED_UP',
  MOVED_DOWN = 'MOVED_DOWN',
  NO_CHANGE = 'NO_CHANGE',
}

registerEnumType(EntryStatus, {
  name: 'EntryStatus',
  description: 'How an entry compares with the baseline, which is the chart in `Chart.comparedTo`.',
  valuesMap: {
    NEW_ENTRY: { description: 'Not in the baseline, and not in any older snapshot.' },
    RE_ENTRY: { description: 'Not in the baseline, but in an older snapshot.' },
    MOVED_UP: { description: 'Ranked higher than in the baseline.' },
    MOVED_DOWN: { description: 'Ranked lower than in the baseline.' },
    NO_CHANGE: { description: 'At the same rank as in the baseline.' },
  },
});

/** The order of a chart's entries. */
export enum EntryOrder {
  RANK = 'RANK',
  RANK_CHANGE = 'RANK_CHANGE',
}

registerEnumType(EntryOrder, {
  name: 'EntryOrder',
  description: "The order of a chart's entries.",
  valuesMap: {
    RANK: { description: 'By rank, number one first.' },
    RANK_CHANGE: {
      description:
        'By `rankChange`: the biggest climb first, the biggest fall last, then entries without a known change. Equal changes are in rank order.',
    },
  },
});

/** Where an artist is heading, judged by the three ranges of one day. */
export enum Momentum {
  BREAKOUT = 'BREAKOUT',
  RISING = 'RISING',
  STAPLE = 'STAPLE',
  FADING = 'FADING',
}

registerEnumType(Momentum, {
  name: 'Momentum',
  description:
    "Where an artist is heading, judged by their ranks in the three ranges on one day. The rule is Headliner's own. If several kinds fit, the first of BREAKOUT, FADING, RISING, STAPLE applies.",
  valuesMap: {
    BREAKOUT: { description: 'In the short-term list only.' },
    RISING: {
      description:
        'In the short-term list, and either missing from the long-term list or more than 10 ranks lower there.',
    },
    STAPLE: { description: 'In all three lists, and neither rising nor fading.' },
    FADING: {
      description:
        'In the long-term list, and either missing from the short-term list or more than 10 ranks lower there.',
    },
  },
});

/** What can change between two consecutive snapshots of a range. */
export enum ChartEventKind {
  NEW_NUMBER_ONE = 'NEW_NUMBER_ONE',
  NEW_ENTRY = 'NEW_ENTRY',
  RE_ENTRY = 'RE_ENTRY',
  NEW_PEAK = 'NEW_PEAK',
  DROP_OUT = 'DROP_OUT',
}

registerEnumType(ChartEventKind, {
  name: 'ChartEventKind',
  description: 'What can change between two consecutive snapshots of a range.',
  valuesMap: {
    NEW_NUMBER_ONE: { description: 'A different artist is at number one than in the previous snapshot.' },
    NEW_ENTRY: { description: 'An artist appears on this chart for the first time.' },
    RE_ENTRY: {
      description: 'An artist is back: missing from the previous snapshot, but present in an older one.',
    },
    NEW_PEAK: {
      description: 'An artist reaches their best rank so far. A first entry is not also a new peak.',
    },
    DROP_OUT: { description: 'An artist of the previous snapshot is no longer on the chart.' },
  },
});
