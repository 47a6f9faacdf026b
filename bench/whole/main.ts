import { parseArgs } from 'node:util';
import { thisMachine } from '../stage/machine.js';
import { PARTS, runPart } from './parts.js';
import { fillPlaces, keep, kept } from './places.js';
import { type Report, wholeReport } from './report.js';

const { values: wanted } = parseArgs({
  options: {
    /** Keep the report, and update the tables in bench/README.md and docs/operating/scaling.md. */
    write: { type: 'boolean', default: false },
    /** Measure nothing; update the tables from the report that was kept last. */
    readme: { type: 'boolean', default: false },
  },
});

if (wanted.readme) await fillPlaces(kept());
else {
  const report = await measure();
  process.stdout.write(wholeReport(report));
  if (wanted.write) {
    await keep(report);
    await fillPlaces(report);
  }
}

/** @throws when anything failed: there is no report then, and nothing is written */
async function measure(): Promise<Report> {
  const parts: Report['parts'] = [];
  for (const name of PARTS) {
    const { tables, seconds } = await runPart(name);
    parts.push({ name, seconds, tables });
    process.stderr.write(`${name}: ${Math.round(seconds)} s\n`);
  }
  return { machine: thisMachine(), parts };
}
