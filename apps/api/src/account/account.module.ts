import { type MiddlewareConsumer, Module, type NestModule, RequestMethod } from '@nestjs/common';
import { urlencoded } from 'express';
import { PageSettings } from '../pages/page-settings.js';
import { ApiSettings } from '../settings/api-settings.js';
import { ViewerModule } from '../viewer/viewer.module.js';
import { AccountController } from './account.controller.js';
import { AccountService } from './account.service.js';
import { DeleteAccountResolver } from './delete-account.resolver.js';

/** Leaving: everything of a listener is forgotten, by GraphQL or on a page. */
@Module({
  imports: [ViewerModule],
  controllers: [AccountController],
  providers: [AccountService, DeleteAccountResolver, { provide: PageSettings, useExisting: ApiSettings }],
})
export class AccountModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply(urlencoded({ extended: false, limit: 1_000 }))
      .forRoutes({ path: 'account/delete', method: RequestMethod.POST });
  }
}
