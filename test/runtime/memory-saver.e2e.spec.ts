import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const run = promisify(execFile);

/** Takes a lot for a moment, and goes on working with little; tells its resident memory in MB after three seconds. */
const program = `
  const [module, size] = process.argv.slice(1);
  const { MemorySaver } = await import(module);
  new MemorySaver(Number(size));
  const objects = (count) => Array.from({ length: count }, (_, number) => ({ number, text: String(number) }));
  objects(1_500_000);
  const inUse = [];
  const end = performance.now() + 3_000;
  while (performance.now() < end) {
    inUse.push(objects(2_000));
    if (inUse.length > 40) inUse.shift();
    await new Promise((turn) => setImmediate(turn));
  }
  process.stdout.write(String(process.memoryUsage.rss() / 1e6));
`;

async function residentMb(size: number): Promise<number> {
  const module = pathToFileURL(resolve('dist/libs/runtime/src/process/memory-saver.js')).href;
  const limits = ['--max-semi-space-size=4', '--max-old-space-size=384'];
  const args = [...limits, '--input-type=module', '-e', program, module, String(size)];
  return Number((await run('node', args)).stdout);
}

test('a process gives back what only its worst second needed, and keeps it where it may', async () => {
  const [saved, kept] = [await residentMb(70_000_000), await residentMb(1_000_000_000)];
  expect(saved).toBeGreaterThan(0);
  expect(saved).toBeLessThan(kept - 50);
});
