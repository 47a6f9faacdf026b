/**
 * `npm run check [-- part...]`: runs these parts, or all scripts `check:<part>` of package.json, two at a time. package.json
 * has the slowest first. Prints how each ended, and the output of those that failed.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const CONCURRENCY = 2;

const manifest: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);
const all = Object.keys(manifest.scripts).flatMap((name) => /^check:(.+)$/.exec(name)?.[1] ?? []);
const wanted = process.argv.length > 2 ? process.argv.slice(2) : all;
const unknown = wanted.filter((part) => !all.includes(part));
if (unknown.length > 0) {
  throw new Error(`Unknown part: ${unknown.join(', ')}. Known parts: ${all.join(', ')}.`);
}

const queue = [...wanted];
await Promise.all(Array.from({ length: CONCURRENCY }, work));

async function work(): Promise<void> {
  for (let part = queue.shift(); part !== undefined; part = queue.shift()) {
    const startedAt = performance.now();
    const { code, output } = await run(part);
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    process.stdout.write(
      `${code === 0 ? 'ok    ' : 'FAILED'} ${part} (${seconds} s)\n${code === 0 ? '' : output}`,
    );
    if (code !== 0) process.exitCode = 1;
  }
}

function run(part: string): Promise<{ code: number | null; output: string }> {
  const child = spawn('npm', ['run', '--silent', `check:${part}`], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const append = (text: string): void => void (output += text);
  child.stdout.setEncoding('utf8').on('data', append);
  child.stderr.setEncoding('utf8').on('data', append);
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', (code) => done({ code, output }));
  });
}
