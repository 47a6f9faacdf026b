import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '#runtime';
import { DirectoryInUseError, lockDirectory, type DirectoryLock } from './directory-lock.js';
import { SHARED_DIRECTORY } from './location.js';
import { isPostgresRunning } from './server.js';

const LOCATION_NAME = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const OWNER_FILE = 'owner.json';

const ownerFile = z.object({
  /** The data directory that these databases belong to. */
  dataDirectory: z.string(),
  /** The device of its file system, which reveals an unmounted disk. */
  device: z.number(),
  /** Whether any database here holds more than demo data. */
  holdsRealData: z.boolean(),
});
type Owner = z.output<typeof ownerFile>;

/** Records which data directory the databases in `location` belong to. */
export function recordOwner(location: string, directory: string, holdsRealData: boolean): void {
  const dataDirectory = realpathSync(directory);
  const owner: Owner = { dataDirectory, device: statSync(dataDirectory).dev, holdsRealData };
  writeDurably(join(location, OWNER_FILE), `${JSON.stringify(owner, null, 2)}\n`);
}

/**
 * Removes databases outside of their data directory if that was deleted and they hold demo data only. Reports real
 * data, and data directories that are on an unmounted disk or use other databases. Ignores databases without an owner.
 */
export function handleAbandonedDatabases(print: (text: string) => void, shared = SHARED_DIRECTORY): void {
  if (process.getuid?.() !== 0 || !existsSync(shared)) return;
  for (const name of readdirSync(shared).filter((entry) => LOCATION_NAME.test(entry))) {
    const location = join(shared, name);
    const owner = readOwner(location);
    if (owner && !refersTo(owner.dataDirectory, location)) handle(location, owner, print);
  }
}

function handle(location: string, owner: Owner, print: (text: string) => void): void {
  const lock = tryLock(location);
  if (!lock) return;
  try {
    if (isPostgresRunning(join(location, 'cluster'))) return;
    if (usesOtherDatabases(owner)) {
      print(
        `The databases in ${location} are not in use: ${join(owner.dataDirectory, 'postgres')} leads elsewhere. ` +
          `If you do not need them, remove them: rm -r ${location}`,
      );
    } else if (isDeleted(owner) && !owner.holdsRealData) {
      rmSync(location, { recursive: true });
      print(
        `Removed the demo's databases in ${location}: their data directory ${owner.dataDirectory} was deleted.`,
      );
    } else {
      print(
        `The data directory ${owner.dataDirectory} of the databases in ${location} was not found. ` +
          `If you deleted it, remove them: rm -r ${location}`,
      );
    }
  } finally {
    lock.release();
  }
}

function readOwner(location: string): Owner | undefined {
  try {
    return ownerFile.parse(JSON.parse(readFileSync(join(location, OWNER_FILE), 'utf8')));
  } catch {
    return undefined;
  }
}

function refersTo(dataDirectory: string, location: string): boolean {
  try {
    return realpathSync(join(dataDirectory, 'postgres')) === realpathSync(location);
  } catch {
    return false;
  }
}

/** The link in the data directory was changed, or its databases were moved. */
function usesOtherDatabases({ dataDirectory }: Owner): boolean {
  return lstatSync(join(dataDirectory, 'postgres'), { throwIfNoEntry: false }) !== undefined;
}

/** If the disk is unmounted, the nearest existing parent is on another device. */
function isDeleted({ dataDirectory, device }: Owner): boolean {
  let nearest = dataDirectory;
  while (!existsSync(nearest)) nearest = dirname(resolve(nearest));
  return statSync(nearest).dev === device;
}

function tryLock(location: string): DirectoryLock | undefined {
  try {
    return lockDirectory(location);
  } catch (error) {
    if (error instanceof DirectoryInUseError) return undefined;
    throw error;
  }
}
