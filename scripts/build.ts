/**
 * Builds what is out of date: `node scripts/build.ts [step...]`, all steps by default. A step is out of date when the
 * hash of its inputs is not the one noted in its output, so that a deleted output is made again too.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

interface Step {
  readonly inputs: readonly string[];
  readonly ignored: RegExp;
  readonly output: string;
  /** One after the other, each a tool and its arguments. */
  readonly commands: readonly (readonly [string, ...string[]])[];
  /** Removes from the output what no input stands for any longer, where the command does not. */
  readonly prune?: () => void;
}

const root = resolve(import.meta.dirname, '..');
const inRoot = (...path: string[]): string => join(root, ...path);

/** What runs in browsers: bundled by Vite, and compressed ahead, so that the API need not. */
const browserApp = (name: string): Step => ({
  inputs: [`apps/${name}`, 'scripts/compress-assets.ts', 'package-lock.json'],
  ignored: /\.spec\.ts$|\/generated\//,
  output: `dist/apps/${name}`,
  commands: [
    ['vite', 'build', '--config', `apps/${name}/vite.config.ts`, '--logLevel', 'warn'],
    ['node', 'scripts/compress-assets.ts', `dist/apps/${name}/assets`],
  ],
});

const STEPS: Readonly<Record<string, Step>> = {
  generate: {
    inputs: ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'],
    ignored: /^$/,
    output: 'libs/database/src/generated',
    commands: [['prisma', 'generate', '--no-hints']],
  },
  server: {
    inputs: [
      ...['apps', 'libs', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json'],
      ...['scripts/bundle.ts', 'package-lock.json'],
    ],
    ignored: /\.spec\.ts$|^apps\/(graphiql|web)\//,
    output: 'dist',
    commands: [
      ['nest', 'build'],
      ['node', 'scripts/bundle.ts'],
    ],
    prune: () => ['apps', 'libs'].forEach(removeWithoutSource),
  },
  'web-types': {
    inputs: ['apps/api/src/graphql/schema.graphql', 'apps/web/tsconfig.json', 'package-lock.json'],
    ignored: /^$/,
    output: 'apps/web/src/graphql/generated',
    commands: [['gql.tada', 'generate-output', '--tsconfig', 'apps/web/tsconfig.json']],
  },
  graphiql: browserApp('graphiql'),
  web: browserApp('web'),
};

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in STEPS));
  if (unknown.length > 0)
    throw new Error(`No such step: ${unknown.join(', ')}. Steps: ${Object.keys(STEPS).join(', ')}.`);
  mkdirSync(inRoot('.cache'), { recursive: true });
  // One build at a time in a checkout; SQLite's lock goes with the process that holds it.
  const lock = new DatabaseSync(inRoot('.cache/build.lock'));
  lock.exec('PRAGMA busy_timeout = 600000; BEGIN EXCLUSIVE');
  for (const [name, step] of Object.entries(STEPS)) {
    if (names.length === 0 || names.includes(name)) await makeCurrent(name, step);
  }
  // Always: a commit changes it without changing an input.
  await run(['node', 'scripts/build-info.ts']);
  lock.close();
}

async function makeCurrent(name: string, step: Step): Promise<void> {
  const stamp = inRoot(step.output, '.inputs');
  const hash = hashOf(step);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  const began = performance.now();
  process.stdout.write(`Building: ${name} ...`);
  for (const command of step.commands) await run(command);
  step.prune?.();
  writeFileSync(stamp, hash);
  process.stdout.write(` ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
}

function hashOf({ inputs, ignored, commands }: Step): string {
  const hash = createHash('sha256').update(commands.flat().join(' '));
  for (const file of inputs.flatMap(filesOf).filter((path) => !ignored.test(path))) {
    hash.update(`\0${file}\0`).update(readFileSync(inRoot(file)));
  }
  return hash.digest('hex');
}

/** All files at or below `path`, in a fixed order; names that begin with a dot are notes of tools, not inputs. */
function filesOf(path: string): string[] {
  if (!statSync(inRoot(path)).isDirectory()) return [path];
  return readdirSync(inRoot(path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

function removeWithoutSource(room: string): void {
  if (!existsSync(inRoot('dist', room))) return;
  for (const built of filesOf(join('dist', room))) {
    const source = relative('dist', built);
    const candidates = [source, source.replace(/\.js(\.map)?$/, '.ts')];
    const isOthers = /^apps\/(graphiql|web)\//.test(source);
    if (!isOthers && !candidates.some((path) => existsSync(inRoot(path)))) rmSync(inRoot(built));
  }
}

/** Runs a tool of ours without a word, unless it fails. It ends with us, and asks no one whether it is up to date. */
async function run([tool, ...args]: Step['commands'][number]): Promise<void> {
  const child = spawn(inRoot('node_modules/.bin', tool), args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      // Generating needs no schema engine, but Prisma would download one first; any existing file stops it from that.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk));
  const stops = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => {
    const stop = (): void => {
      child.kill(signal);
      process.exit(signal === 'SIGINT' ? 130 : 143);
    };
    process.once(signal, stop);
    return () => process.off(signal, stop);
  });
  const code = await new Promise((settle, reject) => child.once('error', reject).once('close', settle));
  for (const forget of stops) forget();
  if (code !== 0) throw new Error(`${tool} failed:\n${output}`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
