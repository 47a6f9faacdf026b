import { readFileSync } from 'node:fs';

/** The path of a documentation page, from the root of the project. */
export type Page = 'README.md' | `docs/${string}.md`;

export interface Snippet {
  readonly language: string;
  readonly text: string;
}

/** Returns the code blocks under a heading, in order. */
export function snippetsOf(page: Page, heading: string): Snippet[] {
  return [...sectionOf(page, heading).matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
    ([, language = '', text = '']) => ({ language, text }),
  );
}

/** Returns the first two columns of the tables under a heading whose first column is code, without backticks. */
export function columnsOf(page: Page, heading: string): [first: string, second: string][] {
  return [...sectionOf(page, heading).matchAll(/^\| `([^`]+)`[^|]*\|([^|]*)\|/gm)].map(
    ([, first = '', second = '']) => [first, second.replaceAll('`', '').trim()],
  );
}

/** Returns every operation of a page: in a code block, or next to a question in a table. */
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
