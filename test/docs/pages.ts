import { readFileSync } from 'node:fs';

/** A page of the documentation, from the root of the project. */
export type Page = 'README.md' | `docs/${string}.md`;

export interface Snippet {
  readonly language: string;
  readonly text: string;
}

/** What a page shows to copy under a heading, in its order. */
export function snippetsOf(page: Page, heading: string): Snippet[] {
  return [...sectionOf(page, heading).matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
    ([, language = '', text = '']) => ({ language, text }),
  );
}

/** The first two columns of the tables under a heading whose first one holds code; without the marks of code. */
export function columnsOf(page: Page, heading: string): [first: string, second: string][] {
  return [...sectionOf(page, heading).matchAll(/^\| `([^`]+)`[^|]*\|([^|]*)\|/gm)].map(
    ([, first = '', second = '']) => [first, second.replaceAll('`', '').trim()],
  );
}

/** Every operation that a page shows: in a block, or beside a question in a table. */
export function queriesOf(page: string): string[] {
  const text = readFileSync(page, 'utf8');
  const blocks = [...text.matchAll(/^```graphql\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const answers = [...text.matchAll(/^\| [^|]+\? +\| `([^`]+)` +\|$/gm)].map(
    ([, fields = '']) => `{ ${fields} }`,
  );
  return [...blocks, ...answers];
}

function sectionOf(page: Page, heading: string): string {
  const [, section] = readFileSync(page, 'utf8').split(`\n## ${heading}\n`);
  if (section === undefined) throw new Error(`${page} has no heading "${heading}"`);
  return section.split('\n## ', 1)[0] ?? '';
}
