import { Controller, Get, Module } from '@nestjs/common';
import { projectFile } from '../files/project-file.js';
import { Public } from '../http/access.js';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const buildInfo = z.object({
  name: z.string(),
  version: z.string(),
  /** The commit of the build, with `-dirty` if tracked files differed from it. Null if unknown. */
  commit: z.string().nullable(),
});

/** The release that this process runs. */
export type BuildInfo = Readonly<z.output<typeof buildInfo>>;

/** Written by the build (`scripts/build-info.ts`). */
const FILE = projectFile('build-info.json');

/** Reads version and commit of the build. Without a build the version is `unknown` and the commit null. */
export function readBuildInfo(): BuildInfo {
  if (!existsSync(FILE)) return { name: 'headliner', version: 'unknown', commit: null };
  return buildInfo.parse(JSON.parse(readFileSync(FILE, 'utf8')));
}

@Public()
@Controller('version')
class VersionController {
  private readonly build = readBuildInfo();

  /** Returns release and commit of this process. */
  @Get()
  version(): BuildInfo {
    return this.build;
  }
}

/** Serves `GET /version`. */
@Module({ controllers: [VersionController] })
export class VersionModule {}
