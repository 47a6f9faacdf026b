import { type MiddlewareConsumer, Module, type NestModule, RequestMethod } from '@nestjs/common';
import { SessionMiddleware } from '../auth/session.js';
import { ChartsModule } from '../charts/charts.module.js';
import { ViewerModule } from '../viewer/viewer.module.js';
import { SharedChartsResolver, SharesResolver } from './shares.resolver.js';
import { SharedChartsService } from './shared-charts.service.js';
import { CardPictures } from './share-card.js';
import { SharesController } from './shares.controller.js';
import { SharesService } from './shares.service.js';

/** Links that show a chart to anyone who has them. */
@Module({
  imports: [ViewerModule, ChartsModule],
  controllers: [SharesController],
  providers: [CardPictures, SharedChartsService, SharedChartsResolver, SharesResolver, SharesService],
})
export class SharesModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    // Only pages depend on who is signed in. Pictures and feeds are the same for everyone.
    const paths = ['s/:token', 's/:token/compare'];
    const pages = paths.map((path) => ({ path, method: RequestMethod.GET }));
    consumer.apply(SessionMiddleware).forRoutes(...pages);
  }
}
