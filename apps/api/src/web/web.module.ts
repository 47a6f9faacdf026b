import { Public } from '#runtime';
import {
  Controller,
  Get,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  Param,
  Req,
  RequestMethod,
  Res,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { SessionMiddleware } from '../auth/session.js';
import { renderNotBuilt } from '../pages/bundle.js';
import { WebBundle } from './web-bundle.js';

/** The paths of `apps/web/src/pages.tsx`. */
export const WEB_PAGES: string[] = [
  '/',
  '/trends',
  '/momentum',
  '/year',
  '/events',
  '/coverage',
  '/account',
  '/artist/:id',
  '/week',
  '/week/:week',
  '/compare',
];

/** Serves the web page: the app to signed-in listeners, the landing page to everyone else. */
@Public()
@Controller()
export class WebController {
  constructor(private readonly bundle: WebBundle) {}

  @Get(WEB_PAGES)
  page(@Req() request: Request, @Res() response: Response): void {
    const isSignedIn = request.session.listenerId !== undefined;
    const html = isSignedIn ? this.bundle.app() : this.bundle.landing(request.originalUrl);
    if (html === undefined) return renderNotBuilt(response, 'The web page');
    response.set('Cache-Control', 'no-store').type('html').send(html);
  }

  @Get('web/assets/:name')
  asset(@Param('name') name: string, @Req() request: Request, @Res() response: Response): void {
    this.bundle.send(name, request, response);
  }
}

@Module({ controllers: [WebController], providers: [WebBundle] })
export class WebModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    // With the method, since '/' alone would match the beginning of every path.
    const pages = WEB_PAGES.map((path) => ({ path, method: RequestMethod.GET }));
    consumer.apply(SessionMiddleware).forRoutes(...pages);
  }
}
