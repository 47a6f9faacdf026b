import { globSync, readFileSync } from 'node:fs';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { describe, expect, it } from '@jest/globals';
import { GapReason } from '../../apps/api/src/coverage/coverage.models.js';
import { codeOf, toProblem } from '../../apps/api/src/errors/public-error.js';
import { OTHER_ERRORS } from '../../apps/api/src/errors/error-table.js';
import { CLIENT_FAILURES, SPOTIFY_FAILURES } from './every-error.js';
import { columnsOf } from './pages.js';

const PAGE = 'docs/operating/troubleshooting.md';
const failures = [...CLIENT_FAILURES, ...Object.values(SPOTIFY_FAILURES)];

const firstColumn = (page: typeof PAGE | 'docs/graphql.md', heading: string): string[] =>
  columnsOf(page, heading).map(([first]) => first);

function sorted(words: Iterable<string>): string[] {
  return [...new Set(words)].sort();
}

describe('GraphQL error codes', () => {
  // Unexpected errors have the code INTERNAL, and queries by hash are supported.
  const unused = new Set(['INTERNAL_SERVER_ERROR', 'PERSISTED_QUERY_NOT_SUPPORTED']);
  const codes = sorted([
    ...failures.map(codeOf),
    ...Object.values<string>(ApolloServerErrorCode).filter((code) => !unused.has(code)),
    ...Object.values(OTHER_ERRORS).map(({ code }) => code),
  ]);

  it('are all explained in troubleshooting.md and in docs/graphql.md', () => {
    expect(codes.length).toBeGreaterThan(15);
    expect(sorted(firstColumn(PAGE, 'GraphQL error codes'))).toEqual(codes);
    expect(sorted(firstColumn('docs/graphql.md', 'Errors'))).toEqual(codes);
  });
});

describe('error pages', () => {
  const problems = [...failures.map(toProblem), ...Object.values(OTHER_ERRORS)];

  it('are all explained in troubleshooting.md, with their status', () => {
    const rows = columnsOf(PAGE, 'Pages that people see').map(([title, status]) => `${title} (${status})`);
    expect(sorted(rows)).toEqual(sorted(problems.map(({ title, status }) => `${title} (${status})`)));
  });
});

describe('startup and migration errors', () => {
  const rows = [...firstColumn(PAGE, 'Startup errors'), ...firstColumn(PAGE, 'Migration errors')];
  const sources = globSync(['apps/*/src/**/*.ts', 'libs/*/src/**/*.ts', 'scripts/check-install.cjs'])
    .filter((file) => !/\.spec\.ts$|generated|worker\/src\/demo/.test(file))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
    .filter(({ text }) =>
      /new ExplainedError\(|readonly explained = true|cannot start with|not installed completely|^ {2}readonly code = 'MIGRATION/m.test(
        text,
      ),
    )
    .filter(({ file }) => !file.endsWith('libs/runtime/src/errors.ts'));

  it('are found in more than 12 source files', () => expect(sources.length).toBeGreaterThan(12));

  it.each(sources)('are explained in troubleshooting.md: $file', ({ text }) => {
    expect(rows.filter((words) => text.includes(words))).not.toEqual([]);
  });

  it('are quoted in troubleshooting.md as in the source', () => {
    const all = sources.map(({ text }) => text).join();
    expect(rows.filter((words) => !all.includes(words))).toEqual([]);
  });
});

it('errors and warnings about settings are quoted in troubleshooting.md as in the source', () => {
  const files = globSync([
    'libs/runtime/src/{environment/*,process/run-process}.ts',
    'apps/standalone/src/{*,settings/*}.ts',
  ]);
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const quoted = firstColumn(PAGE, 'Settings errors and warnings');
  expect(quoted.length).toBeGreaterThan(8);
  expect(quoted.filter((words) => !text.includes(words))).toEqual([]);
});

it('every gap reason is explained in troubleshooting.md', () => {
  expect(sorted(firstColumn(PAGE, 'Gaps'))).toEqual(sorted(Object.values(GapReason)));
});
