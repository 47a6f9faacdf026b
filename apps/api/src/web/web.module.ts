import { type MiddlewareConsumer, Module, type NestModule, RequestMethod } from '@nestjs/common';
import { SessionMiddleware } from '../auth/session.middleware.js';
import { PageSettings } from '../pages/page-settings.js';
import { ApiSettings } from '../settings/api-settings.js';
import { WebController } from './web.controller.js';
import { WebDocuments } from './web-documents.js';
import { WEB_PAGES, WebBundle } from './web-bundle.js';

/** The page for people, from our own files. */
@Module({
  controllers: [WebController],
  providers: [WebBundle, WebDocuments, { provide: PageSettings, useExisting: ApiSettings }],
})
export class WebModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    // By method: '/' alone would match the beginning of every path.
    const pages = WEB_PAGES.map((path) => ({ path, method: RequestMethod.GET }));
    consumer.apply(SessionMiddleware).forRoutes(...pages);
  }
}
