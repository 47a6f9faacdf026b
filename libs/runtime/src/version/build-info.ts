import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const buildInfo = z.object({
  name: z.string(),
  version: z.string(),
  /** The commit that the build was made from; it ends with `-dirty` where files differed. Null where it is unknown. */
  commit: z.string().nullable(),
});

/** Which release this process is. */
export type BuildInfo = Readonly<z.output<typeof buildInfo>>;

/** Written by the build (`scripts/build-info.ts`). */
const FILE = new URL('../../../../build-info.json', import.meta.url);

/** Reads what the build says of itself. Code that runs without a build knows neither its version nor its commit. */
export function readBuildInfo(): BuildInfo {
  if (!existsSync(FILE)) return { name: 'headliner', version: 'unknown', commit: null };
  return buildInfo.parse(JSON.parse(readFileSync(FILE, 'utf8')));
}
