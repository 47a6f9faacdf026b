import { readFileSync } from 'node:fs';
import { Public } from '#runtime';
import {
  Controller,
  Get,
  Injectable,
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
import { builtApp, Bundle, renderNotBuilt } from '../pages/bundle.js';
import { ApiSettings } from '../settings/api-settings.js';

/** The two documents of `apps/web`. What differs between requests is filled in here. */
@Injectable()
export class WebBundle extends Bundle {
  readonly directory: string = builtApp('web');

  constructor(private readonly settings: ApiSettings) {
    super();
  }

  /** Returns the page for signed-in listeners; undefined if it has not been built. */
  app(): string | undefined {
    return this.html('app.html');
  }

  /**
   * Returns the page for everyone else; undefined if it has not been built.
   *
   * @param returnTo where its sign-in links lead back to: a path with its query
   */
  landing(returnTo: string): string | undefined {
    return this.html('landing.html')?.replaceAll(
      'returnTo=%2F"',
      () => `returnTo=${encodeURIComponent(returnTo)}"`,
    );
  }

  private html(name: string): string | undefined {
    const path = this.document(name);
    const mode = this.settings.demo ? 'demo' : 'real';
    return path && readFileSync(path, 'utf8').replace('data-mode="real"', `data-mode="${mode}"`);
  }
}

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
