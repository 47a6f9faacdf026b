import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { extname } from 'node:path';
import { renderProblem } from '../pages/problem.js';
import { GraphiqlBundle } from './graphiql-bundle.js';
import { graphiqlPolicy } from './graphiql-policy.js';

@Controller('graphiql')
export class GraphiqlController {
  constructor(private readonly bundle: GraphiqlBundle) {}

  @Get()
  page(@Res() response: Response): void {
    const page = this.bundle.page();
    if (!page) return renderProblem(response, notBuilt);
    response.set({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': graphiqlPolicy });
    response.sendFile(page, { cacheControl: false });
  }

  /** An asset's name changes with its content, so whoever has it never asks for it again. */
  @Get('assets/:name')
  asset(@Param('name') name: string, @Req() request: Request, @Res() response: Response): void {
    const asset = this.bundle.asset(name);
    if (!asset) throw new NotFoundException(`GraphiQL has no file ${name}. Reload the page.`);
    const compressed = request.acceptsEncodings('br') ? this.bundle.asset(`${name}.br`) : undefined;
    response.type(extname(name)).vary('Accept-Encoding');
    if (compressed) response.set('Content-Encoding', 'br');
    response.sendFile(compressed ?? asset, { maxAge: '365 days', immutable: true });
  }
}

const notBuilt = {
  status: 503,
  title: 'GraphiQL has not been built',
  explanation:
    'Its files are missing from this installation. Run “npm run build” in its directory, then reload this page.',
};
