import { Module } from '@nestjs/common';
import { ViewerModule } from '../viewer/viewer.module.js';
import { ListenerSettingsResolver } from './listener-settings.resolver.js';
import { ListenerSettingsService } from './listener-settings.service.js';

/** The settings that listeners choose for themselves. */
@Module({
  imports: [ViewerModule],
  providers: [ListenerSettingsResolver, ListenerSettingsService],
  exports: [ListenerSettingsService],
})
export class ListenerSettingsModule {}
