import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The project's root: the nearest directory above this file that holds `prisma/schema.prisma`. It is the same
 * one whether this runs from `libs/` or, compiled, from `dist/libs/`.
 */
export function projectRoot(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'prisma', 'schema.prisma'))) {
    const parent = dirname(directory);
    if (parent === directory) {
      throw new Error(
        `prisma/schema.prisma is in no directory above ${fileURLToPath(import.meta.url)}. Run Headliner from a ` +
          'whole checkout, with its prisma/ directory.',
      );
    }
    directory = parent;
  }
  return directory;
}
