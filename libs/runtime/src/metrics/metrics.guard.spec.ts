import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { ForbiddenException, UnauthorizedException } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { MetricsGuard } from './metrics.guard.js';

/** Whether the guard lets through who comes from this address with these headers. */
function letsThrough(
  token: string | null,
  remoteAddress: string | undefined,
  headers: IncomingHttpHeaders = {},
): boolean {
  const request = { headers, socket: { remoteAddress } };
  const response = { setHeader: () => response };
  return new MetricsGuard(token).canActivate(new ExecutionContextHost([request, response]));
}

describe('without a token', () => {
  it.each(['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1'])('lets %s through', (address) => {
    expect(letsThrough(null, address)).toBe(true);
  });

  it.each(['192.168.1.7', '10.0.0.1', '128.0.0.1', '0.0.0.0', '::', '::2', 'fe80::1', '::ffff:10.0.0.1'])(
    'refuses %s, whatever its headers say',
    (address) => {
      expect(() => letsThrough(null, address)).toThrow(ForbiddenException);
      const headers = { 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1', host: 'localhost' };
      expect(() => letsThrough(null, address, headers)).toThrow(ForbiddenException);
      expect(() => letsThrough(null, address, { authorization: 'Bearer null' })).toThrow(ForbiddenException);
    },
  );

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])(
    'refuses what a proxy on this machine hands on, with %s',
    (name) => {
      expect(() => letsThrough(null, '127.0.0.1', { [name]: '127.0.0.1' })).toThrow(ForbiddenException);
    },
  );

  it('refuses a socket that is gone', () => {
    expect(() => letsThrough(null, undefined)).toThrow(ForbiddenException);
  });
});

describe('with a token', () => {
  it.each(['Bearer secret', 'bearer secret', 'BEARER  secret '])(
    'takes "%s" from anywhere',
    (authorization) => {
      expect(letsThrough('secret', '192.168.1.7', { authorization })).toBe(true);
    },
  );

  it.each([undefined, '', 'Bearer', 'Bearer ', 'Bearer secre', 'Bearer secret2', 'Bearer SECRET', 'secret'])(
    'refuses "%s", from this machine too',
    (authorization) => {
      const headers = authorization === undefined ? {} : { authorization };
      expect(() => letsThrough('secret', '127.0.0.1', headers)).toThrow(UnauthorizedException);
    },
  );
});
