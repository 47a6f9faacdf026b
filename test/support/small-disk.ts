import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { runDirectory } from './test-run.js';

/** A small disk in memory that a test can fill up. Mounting one takes root, and a kernel that permits it. */
export class SmallDisk {
  private constructor(
    /** Where it is mounted. */
    readonly path: string,
  ) {}

  static mount(megabytes: number): SmallDisk {
    const path = mkdtempSync(join(runDirectory(), 'disk-'));
    const mounted = mount(path, megabytes);
    if (mounted.status !== 0) throw new Error(`No disk could be mounted: ${mounted.stderr}`);
    return new SmallDisk(path);
  }

  /** Takes all the room there is, but for so many megabytes. */
  fill(left = 0): void {
    const ballast = openSync(this.ballast, 'a');
    const spare = join(this.path, 'spare');
    writeFileSync(spare, Buffer.alloc(left * 1024 * 1024));
    try {
      for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 16))
        fillBy(ballast, Buffer.alloc(size));
    } finally {
      closeSync(ballast);
      rmSync(spare);
    }
  }

  /** Gives the room back that `fill()` took. */
  free(): void {
    rmSync(this.ballast, { force: true });
  }

  unmount(): void {
    // Lazily: after a test that failed, processes may still use it.
    const { status, stderr } = spawnSync('umount', ['-l', this.path], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`The disk could not be unmounted: ${stderr}`);
    rmSync(this.path, { recursive: true });
  }

  private get ballast(): string {
    return join(this.path, 'ballast');
  }
}

/** Whether this machine lets us mount disks. */
export function canMount(): boolean {
  const path = mkdtempSync(join(runDirectory(), 'disk-'));
  const isMounted = mount(path, 1).status === 0;
  if (isMounted) spawnSync('umount', [path]);
  rmSync(path, { recursive: true });
  return isMounted;
}

function mount(path: string, megabytes: number): { status: number | null; stderr: string } {
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=711`, 'headliner-test', path];
  return spawnSync('mount', options, { encoding: 'utf8' });
}

function fillBy(file: number, piece: Buffer): void {
  try {
    for (;;) {
      if (writeSync(file, piece) < piece.length) return;
    }
  } catch (error) {
    if ((Object(error) as { code?: unknown }).code !== 'ENOSPC') throw error;
  }
}
