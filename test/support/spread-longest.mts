import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import TestSequencer from '@jest/test-sequencer';

/**
 * Files that take the longest, most of it waiting in real time. Begun last, one of them would be waited for alone; two that wait
 * longest should not be neighbours.
 */
const LONGEST = [
  'worker/outage',
  'api/sign-in-failures',
  'api/top-artists-failures',
  'worker/artist-links',
  'worker/failures',
  'api/stalled-transfers',
  'browser/graphiql',
  'worker/drain',
  'api/refresh',
  'standalone/demo-mode',
  'worker/queue',
  'worker/kills',
  'api/outage',
  'browser/policy',
  'api/mixed-load',
  'production/rehearsal-restarts',
  'api/shutdown',
];

// The package's types describe its CommonJS form, whose default export lies one level deeper.
const Sequencer = TestSequencer as unknown as typeof TestSequencer.default;

/**
 * Spreads the longest files over the end-to-end tests, so that others use the processors while they wait; unit tests come last. No
 * earlier run has to tell their times. The others are mixed: files of one directory would all take CPU, or all wait, at a time.
 */
export default class SpreadLongest extends Sequencer {
  override sort(tests: Parameters<InstanceType<typeof Sequencer>['sort']>[0]): typeof tests {
    const rank = ({ path }: { readonly path: string }): number => {
      const longest = LONGEST.findIndex((name) => path.includes(`/test/${name}.e2e.spec.ts`));
      if (longest !== -1) return longest / LONGEST.length;
      if (!path.endsWith('.e2e.spec.ts')) return 1;
      return createHash('md5').update(basename(path)).digest().readUInt32BE() / 2 ** 32;
    };
    return tests.toSorted((one, other) => rank(one) - rank(other));
  }
}
