import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(findPackageJSON(import.meta.url) ?? '.');
const built = join(root, 'dist');

/**
 * Returns the absolute path of a file or directory, given from the root of the project: the copy in `dist/` if this code runs from
 * there. Modules that the build has bundled do not lie beside the files that they use.
 */
export function projectFile(path: string): string {
  return join(fileURLToPath(import.meta.url).startsWith(`${built}/`) ? built : root, path);
}
