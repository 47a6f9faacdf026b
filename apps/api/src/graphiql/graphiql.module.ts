import { Public } from '#runtime';
import { Controller, Get, Injectable, Module, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Bundle, builtApp, renderNotBuilt } from '../pages/bundle.js';

/** The files that Vite built of `apps/graphiql`. */
@Injectable()
export class GraphiqlBundle extends Bundle {
  readonly directory: string = builtApp('graphiql');
}

const policy: Record<string, string> = {
  'default-src': "'self'",
  // Monaco sets its theme in style elements and line positions in style attributes.
  'style-src': "'self' 'unsafe-inline'",
  // Monaco underlines errors with an image from a `data:` URL.
  'img-src': "'self' data:",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
};

/** The content security policy of the GraphiQL page: no other origin, no inline script, no frame. */
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
    if (!page) return renderNotBuilt(response, 'GraphiQL');
    response.set({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': graphiqlPolicy });
    response.sendFile(page, { cacheControl: false });
  }

  @Get('assets/:name')
  asset(@Param('name') name: string, @Req() request: Request, @Res() response: Response): void {
    this.bundle.send(name, request, response);
  }
}

/** GraphiQL, served from this origin. */
@Module({ controllers: [GraphiqlController], providers: [GraphiqlBundle] })
export class GraphiqlModule {}
