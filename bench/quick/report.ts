import { median } from '../stage/measure.js';
import type { Row, Table } from '../stage/tables.js';
import type { Figures, Workload } from './side.js';

/** The figures of one workload, round by round, of the commit and of the working tree. */
export interface Compared {
  readonly name: Workload;
  readonly commit: readonly Figures[];
  readonly workingTree: readonly Figures[];
}

export function compareTable(commit: string, compared: readonly Compared[]): Table {
  return {
    title: `The working tree compared with ${commit}`,
    columns: ['commit', 'working tree', 'ratio (lowest–highest)', 'larger than the spread'],
    rows: compared.flatMap((each) => [
      compareRow(
        each,
        'CPU per request',
        ({ cpuMs }) => cpuMs,
        (value) => `${value.toFixed(3)} ms`,
      ),
      compareRow(
        each,
        'requests per second',
        ({ rate }) => rate,
        (value) => value.toFixed(0),
      ),
    ]),
  };
}

function compareRow(
  { name, commit, workingTree }: Compared,
  what: string,
  value: (figures: Figures) => number,
  format: (value: number) => string,
): Row {
  const [before, after] = [commit.map(value), workingTree.map(value)];
  // Rounds are compared one by one, since the machine's speed changes between them.
  const ratios = after.map((each, round) => each / (before[round] ?? NaN));
  const [lowest, highest] = [Math.min(...ratios), Math.max(...ratios)];
  return {
    what: `${name}: ${what}`,
    values: [
      format(median(before)),
      format(median(after)),
      `${median(ratios).toFixed(2)} (${lowest.toFixed(2)}–${highest.toFixed(2)})`,
      lowest > 1 || highest < 1 ? '**yes**' : 'no',
    ],
  };
}
