/** `npm run check:words`: refuses words that were retired, in tracked code, docs and pages, and names what replaces them. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** Perl expressions, matched within a line and without regard to case. */
const RETIRED: readonly (readonly [pattern: string, instead: string])[] = [
  // Names of things.
  ['rate ?gate|closes? the gate', 'SpotifyRateLimiter, cooldown'],
  ['\\ballowances?\\b|\\badvances\\b', 'quota, rate limit'],
  [
    'foreseen ?calls?|busy ?lists?|memory ?saver|snapshot ?work\\b',
    'TopListCache; for the others see docs/adr',
  ],
  ['snapshot(taker|order|situation)\\b', 'SnapshotRecorder, SnapshotJobData, ListenerSnapshotState'],
  ['told ?error|mending ?of|error ?answer', 'ClientError, toGraphQLError, remedy'],
  ['judge ?grant|\\bverdict', 'evaluateGrant, decision'],
  ['\\baccount(For|Of)\\b', 'computeCoverage'],
  ['(?-i)\\bReadings\\b', 'HistoryLoader, HistoryCache'],
  ['SpotifyConnection', 'SpotifyLink'],
  // Names of functions that do not say what the function does.
  [
    '^\\s*((static|async|private|protected|public|override|get|function|export|const)\\s+)*(of|at|saw|around|look|tell|say|told|says|tells|looks)\\b\\s*(<[^>]*>)?(\\(|= (async )?\\()(?!.*;$)',
    'a verb of the field',
  ],
  // Words of translated English.
  [
    '\\b(whoever|whomever|anew|meanwhile|besides|somebody|nobody|thereupon|hitherto|in vain)\\b',
    'plain words, the subject first',
  ],
  ['\\b(of ours|of theirs|of yours)\\b', 'our, their, your'],
  ['\\bfor patience|little patience', 'limits requests'],
  // One word for one thing.
  ['connect with spotify', 'Sign in with Spotify'],
  ['\\b(take it along|bring it (in|back)|keep it all)\\b', 'export, import, cancel'],
];

const FILES = ['*.ts', '*.tsx', '*.cts', '*.mts', '*.md', '*.graphql', '*.hbs', '*.yml'];
/** Where retired words are data, history, or this list. */
const EXCEPT = [
  'scripts/check-words.ts',
  'CHANGELOG.md',
  'bench/ablation.md',
  'bench/results',
  'docs/adr',
  'apps/simulator/src/lists',
  'prisma/migrations',
];

for (const [pattern, instead] of RETIRED) {
  const { status, stdout, stderr } = spawnSync(
    'git',
    ['grep', '-nIiP', pattern, '--', ...FILES, ...EXCEPT.map((path) => `:!${path}`)],
    { cwd: resolve(import.meta.dirname, '..'), encoding: 'utf8' },
  );
  if (status !== 0 && status !== 1) throw new Error(`git grep failed: ${stderr}`);
  if (status === 1) continue;
  process.stdout.write(`Retired; write ${instead} instead:\n${stdout}`);
  process.exitCode = 1;
}
