import { Controller, Get, Module } from '@nestjs/common';
import { Public } from '../http/public.js';
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

/** Reads version and commit of the build. Without a build the version is `unknown` and the commit null. */
export function readBuildInfo(): BuildInfo {
  if (!existsSync(FILE)) return { name: 'headliner', version: 'unknown', commit: null };
  return buildInfo.parse(JSON.parse(readFileSync(FILE, 'utf8')));
}

@Public()
@Controller('version')
class VersionController {
  private readonly build = readBuildInfo();

  /** Which release and commit this process runs. Public, as it names nothing but the software. */
  @Get()
  version(): BuildInfo {
    return this.build;
  }
}

/** `GET /version`. */
@Module({ controllers: [VersionController] })
export class VersionModule {}
