import { Controller, Get, Header, HttpCode, Module, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ListenerId } from '../auth/auth.guard.js';
import { ListenerSettingsModule } from '../listener-settings/listener-settings.module.js';
import { ListeningHistoryModule } from '../listening-history/listening-history.module.js';
import type { ListeningHistoryOutcome } from '../listening-history/listening-history.service.js';
import { ViewerModule } from '../viewer/viewer.module.js';
import { ExportService } from './export.service.js';
import { type ImportOutcome, ImportService } from './import.service.js';
import { Transfers } from './transfers.js';

@Controller('export')
export class ExportController {
  constructor(private readonly service: ExportService) {}

  @Get()
  export(@ListenerId() listenerId: number, @Res() response: Response): Promise<void> {
    return this.service.send(listenerId, response);
  }
}

@Controller('import')
export class ImportController {
  constructor(private readonly service: ImportService) {}

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  import(
    @ListenerId() listenerId: number,
    @Req() request: Request,
  ): Promise<ImportOutcome | ListeningHistoryOutcome> {
    return this.service.import(listenerId, request);
  }
}

/** Export and import of a listener's own data. */
@Module({
  imports: [ViewerModule, ListenerSettingsModule, ListeningHistoryModule],
  controllers: [ExportController, ImportController],
  providers: [ExportService, ImportService, Transfers],
})
export class DataPortabilityModule {}
