import { Public } from '#runtime';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { notBuilt } from '../bundle/bundle.js';
import { renderProblem } from '../pages/problem.js';
import { WebBundle, WEB_PAGES } from './web-bundle.js';
import { WebDocuments } from './web-documents.js';

/** The web page: the app for signed-in listeners, the landing page for everybody else. */
@Public()
@Controller()
export class WebController {
  constructor(
    private readonly documents: WebDocuments,
    private readonly bundle: WebBundle,
  ) {}

  @Get(WEB_PAGES)
  page(@Req() request: Request, @Res() response: Response): void {
    const isSignedIn = request.session.listenerId !== undefined;
    const html = isSignedIn ? this.documents.app() : this.documents.landing(request.originalUrl);
    if (html === undefined) return renderProblem(response, notBuilt('Headliner’s page'));
    response.set('Cache-Control', 'no-store').type('html').send(html);
  }

  @Get('web/assets/:name')
  asset(@Param('name') name: string, @Req() request: Request, @Res() response: Response): void {
    this.bundle.send(name, request, response);
  }
}
