import { Public } from '#runtime';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { notBuilt } from '../bundle/bundle.js';
import { renderProblem } from '../pages/problem.js';
import { GraphiqlBundle } from './graphiql-bundle.js';
import { graphiqlPolicy } from './graphiql-policy.js';

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
