import { type DynamicModule, Module } from '@nestjs/common';
import type { ApiEnvironment } from '../api.env.js';
import { ApiSettings } from './api-settings.js';

/** Makes the settings known to every feature. */
@Module({})
export class SettingsModule {
  static register(environment: ApiEnvironment): DynamicModule {
    return {
      module: SettingsModule,
      global: true,
      providers: [{ provide: ApiSettings, useValue: new ApiSettings(environment) }],
      exports: [ApiSettings],
    };
  }
}
