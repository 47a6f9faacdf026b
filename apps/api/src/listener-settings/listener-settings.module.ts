import { Module } from '@nestjs/common';
import { ViewerModule } from '../viewer/viewer.module.js';
import { ListenerSettingsService } from './listener-settings.service.js';
import { UpdateSettingsResolver } from './update-settings.resolver.js';

@Module({
  imports: [ViewerModule],
  providers: [UpdateSettingsResolver, ListenerSettingsService],
  exports: [ListenerSettingsService],
})
export class ListenerSettingsModule {}
