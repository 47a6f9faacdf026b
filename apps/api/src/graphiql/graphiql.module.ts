import { Module, Injectable, Controller, Get, Param, Req, Res } from '@nestjs/common';
import { Bundle, builtApp, notBuilt } from '../bundle/bundle.js';
import { Public } from '#runtime';
import type { Request, Response } from 'express';
import { renderProblem } from '../pages/problem.js';

/** The files that `vite build apps/graphiql` made. */
@Injectable()
export class GraphiqlBundle extends Bundle {
  readonly directory: string = builtApp('graphiql');
}

const policy: Record<string, string> = {
  'default-src': "'self'",
  // Monaco writes its theme into style elements and the place of each line into style attributes: without either
  // the editor falls apart.
  'style-src': "'self' 'unsafe-inline'",
  // Monaco underlines mistakes with a picture that its theme holds as a `data:` address.
  'img-src': "'self' data:",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
};

/** The content security policy of the GraphiQL page: nothing from elsewhere, no inline script, no frame. */
export const graphiqlPolicy = Object.entries(policy)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');

@Public()
@Controller('graphiql')
export class GraphiqlController {
  constructor(private readonly bundle: GraphiqlBundle) {}

  @Get()
  page(@Res() response: Response): void {
    const page = this.bundle.document('index.html');
    if (!page) return renderProblem(response, notBuilt('GraphiQL'));
    response.set({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': graphiqlPolicy });
    response.sendFile(page, { cacheControl: false });
  }

  @Get('assets/:name')
  asset(@Param('name') name: string, @Req() request: Request, @Res() response: Response): void {
    this.bundle.send(name, request, response);
  }
}

/** GraphiQL, from our own files. */
@Module({ controllers: [GraphiqlController], providers: [GraphiqlBundle] })
export class GraphiqlModule {}
