import { existsSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '#runtime';
import { DirectoryInUseError, lockDirectory, type DirectoryLock } from './directory-lock.js';
import { isRunningIn } from './left-behind.js';
import { SHARED_PLACE } from './reach.js';

const PLACE_NAME = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const OWNER_FILE = 'owner.json';

const ownerFile = z.object({
  /** The data directory whose databases these are. */
  dataDirectory: z.string(),
  /** The device of its file system, by which a disk that is not mounted shows. */
  device: z.number(),
  /** Whether there is more here than a demo: databases that nobody can make again. */
  holdsRealData: z.boolean(),
});
type Owner = z.output<typeof ownerFile>;

/** Notes in a place outside of the data directory whose databases it holds. */
export function recordOwner(place: string, directory: string, holdsRealData: boolean): void {
  const dataDirectory = realpathSync(directory);
  const owner: Owner = { dataDirectory, device: statSync(dataDirectory).dev, holdsRealData };
  writeDurably(join(place, OWNER_FILE), `${JSON.stringify(owner, null, 2)}\n`);
}

/**
 * Goes through the places outside whose data directory is not there any more and which nothing uses. One with a demo
 * alone is removed when its directory was deleted; real data, and what belongs to a disk that is not mounted, is only
 * reported. Where no owner is recorded nothing is touched.
 */
export function clearAbandoned(report: (text: string) => void, within = SHARED_PLACE): void {
  if (process.getuid?.() !== 0 || !existsSync(within)) return;
  for (const name of readdirSync(within).filter((found) => PLACE_NAME.test(found))) {
    const place = join(within, name);
    const owner = ownerOf(place);
    if (owner && !refersTo(owner.dataDirectory, place)) clear(place, owner, report);
  }
}

function clear(place: string, owner: Owner, report: (text: string) => void): void {
  const lock = tryLock(place);
  if (!lock) return;
  try {
    if (isRunningIn(join(place, 'cluster'))) return;
    if (isDeleted(owner) && !owner.holdsRealData) {
      rmSync(place, { recursive: true });
      report(
        `Removed the demo's databases in ${place}: their data directory ${owner.dataDirectory} was deleted.`,
      );
    } else {
      report(
        `The databases in ${place} belong to the data directory ${owner.dataDirectory}, which is not there. ` +
          `If it is gone for good, remove them: rm -r ${place}`,
      );
    }
  } finally {
    lock.release();
  }
}

function ownerOf(place: string): Owner | undefined {
  try {
    return ownerFile.parse(JSON.parse(readFileSync(join(place, OWNER_FILE), 'utf8')));
  } catch {
    return undefined;
  }
}

function refersTo(dataDirectory: string, place: string): boolean {
  try {
    return realpathSync(join(dataDirectory, 'postgres')) === realpathSync(place);
  } catch {
    return false;
  }
}

/** Where a disk is not mounted, what there is of its path lies on another device than the directory did. */
function isDeleted({ dataDirectory, device }: Owner): boolean {
  let nearest = dataDirectory;
  while (!existsSync(nearest)) nearest = dirname(resolve(nearest));
  return statSync(nearest).dev === device;
}

function tryLock(place: string): DirectoryLock | undefined {
  try {
    return lockDirectory(place);
  } catch (error) {
    if (error instanceof DirectoryInUseError) return undefined;
    throw error;
  }
}
