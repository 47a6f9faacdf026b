import TestSequencer from '@jest/test-sequencer';

/** Files that wait in real time, for half a minute and more: one of them begun last would be waited for alone. */
const LONGEST = [
  'worker/outage',
  'production/other-proxies',
  'api/stalled-transfers',
  'api/outage',
  'api/refresh',
  'api/top-artists-failures',
  'api/sign-in-failures',
  'worker/kills',
  'worker/drain',
  'standalone/full-disk',
  'standalone/users',
  'standalone/signals',
  'standalone/kills',
  'standalone/keyring',
  'browser/web-trends',
  'browser/graphiql',
];

// The package's types describe its CommonJS form, whose default export lies one level deeper.
const Sequencer = TestSequencer as unknown as typeof TestSequencer.default;

/** The longest files first, then the other end-to-end tests, then unit tests; no earlier run has to tell their times. */
export default class LongestFirst extends Sequencer {
  override sort(tests: Parameters<InstanceType<typeof Sequencer>['sort']>[0]): typeof tests {
    const rank = ({ path }: { readonly path: string }): number => {
      const longest = LONGEST.findIndex((name) => path.includes(`/test/${name}.e2e.spec.ts`));
      if (longest !== -1) return longest;
      return path.endsWith('.e2e.spec.ts') ? LONGEST.length : LONGEST.length + 1;
    };
    return tests.toSorted((one, other) => rank(one) - rank(other));
  }
}
