import { Module } from '@nestjs/common';
import { ListenerSettingsModule } from '../listener-settings/listener-settings.module.js';
import { ViewerModule } from '../viewer/viewer.module.js';
import { ExportController } from './export.controller.js';
import { ExportService } from './export.service.js';
import { ImportController } from './import.controller.js';
import { ImportService } from './import.service.js';
import { Transfers } from './transfers.js';

/** Listeners take their own data away, and bring it back. */
@Module({
  imports: [ViewerModule, ListenerSettingsModule],
  controllers: [ExportController, ImportController],
  providers: [ExportService, ImportService, Transfers],
})
export class DataPortabilityModule {}
