import { Module } from '@nestjs/common';
import { ViewerModule } from '../viewer/viewer.module.js';
import { AccountController } from './account.controller.js';
import { AccountService } from './account.service.js';
import { DeleteAccountResolver } from './delete-account.resolver.js';

/** Leaving: everything of a listener is forgotten, by GraphQL or on a page. */
@Module({
  imports: [ViewerModule],
  controllers: [AccountController],
  providers: [AccountService, DeleteAccountResolver],
})
export class AccountModule {}
