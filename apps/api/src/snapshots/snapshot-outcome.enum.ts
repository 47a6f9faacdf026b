import { registerEnumType } from '@nestjs/graphql';

/** What came of a request for a snapshot. */
export enum SnapshotOutcome {
  TAKEN = 'TAKEN',
  ALREADY_TAKEN = 'ALREADY_TAKEN',
  QUEUED = 'QUEUED',
  FAILED = 'FAILED',
}

registerEnumType(SnapshotOutcome, {
  name: 'SnapshotOutcome',
  description: 'What came of asking for a snapshot.',
  valuesMap: {
    TAKEN: { description: 'It is recorded now.' },
    ALREADY_TAKEN: { description: 'The day had one already. The first of a day stays.' },
    QUEUED: { description: 'It was not done within 10 seconds, and will be as soon as possible.' },
    FAILED: { description: 'It could not be taken; `gapReason` says why.' },
  },
});
