import { Module } from '@nestjs/common';
import { ViewerModule } from '../viewer/viewer.module.js';
import { AccountController } from './account.controller.js';
import { AccountResolver } from './account.resolver.js';
import { AccountService } from './account.service.js';

/** Account deletion, through GraphQL or on a page. */
@Module({
  imports: [ViewerModule],
  controllers: [AccountController],
  providers: [AccountService, AccountResolver],
})
export class AccountModule {}
