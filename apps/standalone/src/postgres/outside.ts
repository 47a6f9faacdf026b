import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
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
  /** Whether any database here holds more than demo data. */
  holdsRealData: z.boolean(),
});
type Owner = z.output<typeof ownerFile>;

/** Records which data directory the databases in `place` belong to. */
export function recordOwner(place: string, directory: string, holdsRealData: boolean): void {
  const dataDirectory = realpathSync(directory);
  const owner: Owner = { dataDirectory, device: statSync(dataDirectory).dev, holdsRealData };
  writeDurably(join(place, OWNER_FILE), `${JSON.stringify(owner, null, 2)}\n`);
}

/**
 * Handles unused databases whose data directory is missing. Removes demo databases if the directory was deleted; only
 * reports real data, directories on unmounted disks and those that use other databases. Leaves databases without a recorded owner alone.
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
    if (isElsewhere(owner)) {
      report(
        `The databases in ${place} are not used: ${join(owner.dataDirectory, 'postgres')} leads elsewhere. ` +
          `If they are not needed, remove them: rm -r ${place}`,
      );
    } else if (isDeleted(owner) && !owner.holdsRealData) {
      rmSync(place, { recursive: true });
      report(
        `Removed the demo's databases in ${place}: their data directory ${owner.dataDirectory} was deleted.`,
      );
    } else {
      report(
        `The databases in ${place} belong to the data directory ${owner.dataDirectory}, which was not found. ` +
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

/** The data directory has other databases: someone has changed its link, or moved them. */
function isElsewhere({ dataDirectory }: Owner): boolean {
  return lstatSync(join(dataDirectory, 'postgres'), { throwIfNoEntry: false }) !== undefined;
}

/** If the disk is only unmounted, the nearest existing parent is on another device. */
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
