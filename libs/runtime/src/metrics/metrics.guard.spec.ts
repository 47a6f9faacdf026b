import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { ForbiddenException, UnauthorizedException } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { MetricsGuard } from './metrics.guard.js';

/** Whether the guard lets through who comes from this address with these headers. */
function letsThrough(
  token: string | undefined,
  remoteAddress: string | undefined,
  headers: IncomingHttpHeaders = {},
): boolean {
  const request = { headers: { host: '127.0.0.1:3001', ...headers }, socket: { remoteAddress } };
  const response = { setHeader: () => response };
  return new MetricsGuard({ token, listenHost: 'Headliner-1' }).canActivate(
    new ExecutionContextHost([request, response]),
  );
}

describe('without a token', () => {
  it.each(['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1'])('lets %s through', (address) => {
    expect(letsThrough(undefined, address)).toBe(true);
  });

  it.each(['192.168.1.7', '10.0.0.1', '128.0.0.1', '0.0.0.0', '::', '::2', 'fe80::1', '::ffff:10.0.0.1'])(
    'refuses %s, whatever its headers say',
    (address) => {
      expect(() => letsThrough(undefined, address)).toThrow(ForbiddenException);
      const headers = { 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1', host: 'localhost' };
      expect(() => letsThrough(undefined, address, headers)).toThrow(ForbiddenException);
      expect(() => letsThrough(undefined, address, { authorization: 'Bearer null' })).toThrow(
        ForbiddenException,
      );
    },
  );

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])(
    'refuses what a proxy on this machine hands on, with %s',
    (name) => {
      expect(() => letsThrough(undefined, '127.0.0.1', { [name]: '127.0.0.1' })).toThrow(ForbiddenException);
    },
  );

  it.each(['localhost:3001', 'LOCALHOST', '127.0.0.1', '127.9.9.9:80', '[::1]:3001', 'headliner-1:3001'])(
    'lets this machine through by its name %s',
    (host) => {
      expect(letsThrough(undefined, '127.0.0.1', { host })).toBe(true);
    },
  );

  it.each([
    'evil.example',
    'evil.example:3001',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'headliner-1.evil.example',
    '127.0.0.1@evil.example',
    'evil.example@127.0.0.1',
    '127.0.0.1/evil.example',
    '10.0.0.1',
    '0.0.0.0',
    '[::2]',
    '[::1',
    '',
  ])('refuses this machine by the foreign name "%s"', (host) => {
    expect(() => letsThrough(undefined, '127.0.0.1', { host })).toThrow(/Host header names another machine/);
  });

  it('refuses a request without a Host', () => {
    expect(() => letsThrough(undefined, '::1', { host: undefined })).toThrow(ForbiddenException);
  });

  it('refuses a socket that is gone', () => {
    expect(() => letsThrough(undefined, undefined)).toThrow(ForbiddenException);
  });
});

describe('with a token', () => {
  it('takes it by any host name', () => {
    const headers = { authorization: 'Bearer secret', host: 'metrics.example.org' };
    expect(letsThrough('secret', '192.168.1.7', headers)).toBe(true);
  });

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
