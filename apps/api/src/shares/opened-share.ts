import type { OpenShare } from '#database';
import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import type { Request } from 'express';
import { SharedCharts } from './shared-charts.service.js';

/** Counts a view, and finds the share whose token is in the path of a request. */
@Injectable()
export class ShareByTokenPipe implements PipeTransform<Request<{ token: string }>, Promise<OpenShare>> {
  constructor(private readonly charts: SharedCharts) {}

  transform(request: Request<{ token: string }>): Promise<OpenShare> {
    return this.charts.open(request.params.token, request);
  }
}

const HttpRequest = createParamDecorator(
  (_: unknown, context: ExecutionContext): Request<{ token: string }> => context.switchToHttp().getRequest(),
);

/** Passes the share that a path `/s/:token` names to a handler. Fails as {@link SharedCharts.open} does. */
export function OpenedShare(): ParameterDecorator {
  return HttpRequest(ShareByTokenPipe);
}
