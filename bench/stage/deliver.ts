import { writeFileSync } from 'node:fs';
import { describeMachine, thisMachine } from './machine.js';
import { markdown, type Table } from './table.js';

/** How a part is told to leave its tables in a file too, for the whole report. */
export const TABLES_FILE = '--tables=';

/** What a part has measured: on standard output in Markdown, with the machine. */
export function deliver(...tables: readonly Table[]): void {
  const file = process.argv.find((argument) => argument.startsWith(TABLES_FILE))?.slice(TABLES_FILE.length);
  if (file !== undefined) {
    writeFileSync(file, JSON.stringify(tables));
    return;
  }
  const written = tables.map((table) => `## ${table.title}\n\n${markdown(table)}\n`);
  process.stdout.write([describeMachine(thisMachine()), '', ...written, ''].join('\n'));
}
