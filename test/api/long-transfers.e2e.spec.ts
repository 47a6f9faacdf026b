import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { importFile, signedInAt, exportFile } from './portable-history.js';
import { fillHistory } from './long-history.js';

const TEN_YEARS = 3_653;
const MIB = 1024 * 1024;

// A small heap keeps uncollected garbage out of the measurement.
const stage = setStage({ NODE_OPTIONS: '--max-semi-space-size=2 --max-old-space-size=128' });

/** Returns the peak memory of the API since the last call, in bytes. */
function peakMemory(): number {
  const status = readFileSync(`/proc/${stage.api.pid}/status`, 'utf8');
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  writeFileSync(`/proc/${stage.api.pid}/clear_refs`, '5');
  return Number(kilobytes) * 1024;
}

/** Only Linux reports the peak memory of a process. */
const itOnLinux = process.platform === 'linux' ? it : it.skip;

itOnLinux(
  'ten years of history can be exported and imported, and a file four times as long takes no more memory',
  async () => {
    await stage.client.signIn();
    await fillHistory(stage.instance, TEN_YEARS);
    const other = await signedInAt(stage.instance, stage.api, 'demo_02');

    const file = await exportFile(stage.client);
    expect(file.length).toBeGreaterThan(10 * MIB);
    expect((await importFile(other, file)).body).toEqual({
      snapshots: { added: 3 * TEN_YEARS, kept: 0 },
      gaps: { added: 0, kept: 0 },
      artists: { added: 0, kept: 2_000 },
    });
    const once = peakMemory();
    expect((await exportFile(other)).split('\n').slice(1)).toEqual(file.split('\n').slice(1));
    const [, ...lines] = file.split('\n');
    const fourTimes = file + lines.join('\n').repeat(3);
    expect(fourTimes.length).toBeGreaterThan(50 * MIB);
    expect((await importFile(other, fourTimes)).body).toMatchObject({
      snapshots: { added: 0, kept: 12 * TEN_YEARS },
    });
    expect((peakMemory() - once) / MIB).toBeLessThan(32);
  },
  300_000,
);
