import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Inject,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import { FOREIGN_HOST, isFromThisMachine, namesThisMachine } from '../http/this-machine.js';
import { z } from 'zod';

/** What the guard asks for: see {@link MetricsAccess}. */
export const METRICS_ACCESS = Symbol('metrics access');

/** Who may read metrics. */
export interface MetricsAccess {
  /** Required from every reader. If undefined, only this machine can read. */
  readonly token: string | undefined;
  /** The host that the process listens on. Accepted in `Host`, like loopback names. */
  readonly listenHost: string;
}

/** Allows requests with METRICS_TOKEN; without that setting, requests from this machine. */
@Injectable()
export class MetricsGuard implements CanActivate {
  constructor(@Inject(METRICS_ACCESS) private readonly access: MetricsAccess) {}

  /**
   * @throws {UnauthorizedException} a token is set, and another or none was sent
   * @throws {ForbiddenException} no token is set, and the request comes from elsewhere, through a proxy, or by a foreign
   * host name
   */
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<IncomingMessage>();
    const { token, listenHost } = this.access;
    if (token === undefined) {
      if (!isFromThisMachine(request))
        throw new ForbiddenException('Without METRICS_TOKEN, metrics are only served to this machine.');
      if (!namesThisMachine(request, listenHost)) throw new ForbiddenException(FOREIGN_HOST);
      return true;
    }
    const sent = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
    if (sent !== undefined && timingSafeEqual(digest(sent), digest(token))) return true;
    context.switchToHttp().getResponse<ServerResponse>().setHeader('WWW-Authenticate', 'Bearer');
    throw new UnauthorizedException('Metrics need METRICS_TOKEN, sent as: Authorization: Bearer <token>.');
  }
}

/** Of one length, whatever was sent, so that comparing takes the same time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

const TOKEN = 'a secret without spaces, such as the output of: openssl rand -hex 32';

/** The setting that says who may read a process's metrics. */
export const metricsEnv = z.object({
  METRICS_TOKEN: z
    .string(TOKEN)
    .regex(/^[!-~]+$/, TOKEN)
    .optional(),
});
