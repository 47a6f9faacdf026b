import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Inject,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import { isLoopbackAddress } from './loopback-address.js';

/** What the guard asks for: the token, or null where none is set. */
export const METRICS_TOKEN = Symbol('metrics token');

const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** Lets through who may read metrics: with a token set whoever brings it, without one whoever is on this machine. */
@Injectable()
export class MetricsGuard implements CanActivate {
  constructor(@Inject(METRICS_TOKEN) private readonly token: string | null) {}

  /**
   * @throws {UnauthorizedException} a token is set, and another or none was sent
   * @throws {ForbiddenException} no token is set, and the request comes from elsewhere, or through a proxy
   */
  canActivate(context: ExecutionContext): boolean {
    const { headers, socket } = context.switchToHttp().getRequest<IncomingMessage>();
    if (this.token === null) {
      // The socket's own address, for headers anyone can write; a proxy's says nothing about who is behind it.
      if (isLoopbackAddress(socket.remoteAddress) && !isForwarded(headers)) return true;
      throw new ForbiddenException('Metrics are for this machine alone, unless METRICS_TOKEN is set.');
    }
    const sent = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
    if (sent !== undefined && timingSafeEqual(digest(sent), digest(this.token))) return true;
    context.switchToHttp().getResponse<ServerResponse>().setHeader('WWW-Authenticate', 'Bearer');
    throw new UnauthorizedException('Metrics need METRICS_TOKEN, sent as: Authorization: Bearer <token>.');
  }
}

/** Whether a proxy says that it only hands this on. */
function isForwarded(headers: IncomingHttpHeaders): boolean {
  return PROXY_HEADERS.some((name) => headers[name] !== undefined);
}

/** Of one length, whatever was sent, so that comparing takes the same time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
