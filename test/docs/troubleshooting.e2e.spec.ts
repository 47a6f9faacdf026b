import { globSync, readFileSync } from 'node:fs';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { describe, expect, it } from '@jest/globals';
import type { SignInProblemKind } from '../../apps/api/src/auth/sign-in.problem.js';
import { GapReason } from '../../apps/api/src/coverage/gap-reason.enum.js';
import { errorAnswer } from '../../apps/api/src/graphql/error-answer.js';
import { apiProblem } from '../../apps/api/src/problems/api.problems.js';
import { databaseProblem } from '../../apps/api/src/problems/database.problem.js';
import { signInProblem } from '../../apps/api/src/problems/sign-in.problems.js';
import { spotifyProblem } from '../../apps/api/src/problems/spotify.problems.js';
import { API_ERRORS, SPOTIFY_FAILURES } from './every-error.js';
import { columnsOf } from './pages.js';

const PAGE = 'docs/operating/troubleshooting.md';
const apiErrors = Object.values(API_ERRORS);
const failures = Object.values(SPOTIFY_FAILURES);

const firstColumn = (page: typeof PAGE | 'docs/graphql.md', heading: string): string[] =>
  columnsOf(page, heading).map(([first]) => first);

function sorted(words: Iterable<string>): string[] {
  return [...new Set(words)].sort();
}

describe('the codes of GraphQL', () => {
  // What nobody foresaw is INTERNAL here, and queries by hash are supported.
  const never = new Set(['INTERNAL_SERVER_ERROR', 'PERSISTED_QUERY_NOT_SUPPORTED']);
  const codes = sorted([
    ...[...apiErrors, ...failures].map((error) => errorAnswer(error, '').extensions.code),
    ...Object.values<string>(ApolloServerErrorCode).filter((code) => !never.has(code)),
    'INTERNAL',
  ]);

  it('are all explained to operators, and to those who write clients', () => {
    expect(codes.length).toBeGreaterThan(15);
    expect(sorted(firstColumn(PAGE, 'GraphQL error codes'))).toEqual(codes);
    expect(sorted(firstColumn('docs/graphql.md', 'Errors'))).toEqual(codes);
  });
});

describe('the pages of problems', () => {
  const kinds: Record<SignInProblemKind, true> = {
    RETURN_TO_REFUSED: true,
    STATE_UNKNOWN: true,
    COOKIES_MISSING: true,
    CONSENT_REFUSED: true,
    AUTHORIZATION_FAILED: true,
    NOT_ALLOWED: true,
  };
  const problems = [
    ...(Object.keys(kinds) as SignInProblemKind[]).map(signInProblem),
    ...apiErrors.map(apiProblem),
    ...failures.map(spotifyProblem),
    databaseProblem('id'),
  ];

  it('are all explained, with their status', () => {
    const rows = columnsOf(PAGE, 'Pages that people see').map(([title, status]) => `${title} (${status})`);
    const foreseen = sorted(problems.map(({ title, status }) => `${title} (${status})`));
    expect(rows).toEqual(expect.arrayContaining(foreseen));
    // The two that the filter itself words.
    const others = rows.filter((row) => !foreseen.includes(row));
    expect(sorted(others)).toEqual([
      'Something went wrong inside Headliner (500)',
      'There is no such page (404)',
    ]);
    const filter = readFileSync('apps/api/src/problems/problem.filter.ts', 'utf8');
    for (const row of others) expect(filter).toContain(row.replace(/ \(\d+\)$/, ''));
  });
});

describe('refusals to start and to migrate', () => {
  const rows = [...firstColumn(PAGE, 'Startup errors'), ...firstColumn(PAGE, 'Migration errors')];
  const refusing = globSync(['apps/*/src/**/*.ts', 'libs/*/src/**/*.ts', 'scripts/check-install.cjs'])
    .filter((file) => !/\.spec\.ts$|generated|worker\/src\/demo/.test(file))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
    .filter(({ text }) =>
      /new ExplainedError\(|readonly explained = true|cannot start with|not installed completely|^ {2}readonly code = 'MIGRATION/m.test(
        text,
      ),
    )
    .filter(({ file }) => !file.endsWith('explained.error.ts'));

  it('are found', () => expect(refusing.length).toBeGreaterThan(12));

  it.each(refusing)('are all explained: $file', ({ text }) => {
    expect(rows.filter((words) => text.includes(words))).not.toEqual([]);
  });

  it('are quoted as they are written', () => {
    const all = refusing.map(({ text }) => text).join();
    expect(rows.filter((words) => !all.includes(words))).toEqual([]);
  });
});

it('what is said of settings is quoted as it is written', () => {
  const files = globSync([
    'libs/runtime/src/{environment/*,process/listening}.ts',
    'apps/standalone/src/{*,settings/*}.ts',
  ]);
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const quoted = firstColumn(PAGE, 'Settings errors and warnings');
  expect(quoted.length).toBeGreaterThan(8);
  expect(quoted.filter((words) => !text.includes(words))).toEqual([]);
});

it('every reason of a gap is explained', () => {
  expect(sorted(firstColumn(PAGE, 'Gaps'))).toEqual(sorted(Object.values(GapReason)));
});
