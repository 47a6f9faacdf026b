/**
 * Everything but the tests: `npm run check [-- part...]`, the parts being the scripts `check:<part>` of package.json.
 * Two run at a time; each is shown when it ends, what it wrote only where it failed.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const AT_A_TIME = 2;

const manifest: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);
const all = Object.keys(manifest.scripts).flatMap((name) => /^check:(.+)$/.exec(name)?.[1] ?? []);
const wanted = process.argv.length > 2 ? process.argv.slice(2) : all;
const unknown = wanted.filter((part) => !all.includes(part));
if (unknown.length > 0) {
  throw new Error(`There is no part ${unknown.join(', ')}; there are: ${all.join(', ')}.`);
}

const waiting = [...wanted];
await Promise.all(Array.from({ length: AT_A_TIME }, work));

async function work(): Promise<void> {
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    const begun = performance.now();
    const { code, output } = await run(part);
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
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
  const keep = (text: string): void => void (output += text);
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  return new Promise((settle, reject) => {
    child.once('error', reject);
    child.once('close', (code) => settle({ code, output }));
  });
}
