import { Controller, Get, Module } from '@nestjs/common';
import { Public } from '../http/public.js';
import { type BuildInfo, readBuildInfo } from './build-info.js';

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
