import { readFileSync } from 'node:fs';

interface Snippet {
  readonly language: string;
  readonly text: string;
}

/** What the README shows to copy under a heading, in its order. */
export function readmeSnippets(heading: string): Snippet[] {
  const [, section] = readFileSync('README.md', 'utf8').split(`\n## ${heading}\n`);
  if (section === undefined) throw new Error(`README.md has no heading "${heading}"`);
  const [text = ''] = section.split('\n## ', 1);
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', code = '']) => ({
    language,
    text: code,
  }));
}

/** Every operation that the README shows: in a block, or beside a question in a table. */
export function readmeQueries(): string[] {
  const text = readFileSync('README.md', 'utf8');
  const blocks = [...text.matchAll(/^```graphql\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const answers = [...text.matchAll(/^\| [^|]+\? +\| `([^`]+)` +\|$/gm)].map(
    ([, fields = '']) => `{ ${fields} }`,
  );
  return [...blocks, ...answers];
}
