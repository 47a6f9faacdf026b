import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { ForbiddenException, UnauthorizedException } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { MetricsGuard } from './metrics.module.js';

/** Whether the guard allows a request from this address with these headers. */
function allows(
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

describe('MetricsGuard without a token', () => {
  it.each(['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1'])(
    'allows requests from %s',
    (address) => {
      expect(allows(undefined, address)).toBe(true);
    },
  );

  it.each(['192.168.1.7', '10.0.0.1', '128.0.0.1', '0.0.0.0', '::', '::2', 'fe80::1', '::ffff:10.0.0.1'])(
    'rejects requests from %s, whatever their headers say',
    (address) => {
      expect(() => allows(undefined, address)).toThrow(ForbiddenException);
      const headers = { 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1', host: 'localhost' };
      expect(() => allows(undefined, address, headers)).toThrow(ForbiddenException);
      expect(() => allows(undefined, address, { authorization: 'Bearer null' })).toThrow(ForbiddenException);
    },
  );

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])(
    'rejects requests that a proxy on this machine forwards with %s',
    (name) => {
      expect(() => allows(undefined, '127.0.0.1', { [name]: '127.0.0.1' })).toThrow(ForbiddenException);
    },
  );

  it.each(['localhost:3001', 'LOCALHOST', '127.0.0.1', '127.9.9.9:80', '[::1]:3001', 'headliner-1:3001'])(
    'allows the Host %s',
    (host) => {
      expect(allows(undefined, '127.0.0.1', { host })).toBe(true);
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
  ])('rejects the foreign Host "%s"', (host) => {
    expect(() => allows(undefined, '127.0.0.1', { host })).toThrow(/Host header names another machine/);
  });

  it('rejects a request without a Host', () => {
    expect(() => allows(undefined, '::1', { host: undefined })).toThrow(ForbiddenException);
  });

  it('rejects a request whose socket is closed', () => {
    expect(() => allows(undefined, undefined)).toThrow(ForbiddenException);
  });
});

describe('MetricsGuard with a token', () => {
  it('allows any Host', () => {
    const headers = { authorization: 'Bearer secret', host: 'metrics.example.org' };
    expect(allows('secret', '192.168.1.7', headers)).toBe(true);
  });

  it.each(['Bearer secret', 'bearer secret', 'BEARER  secret '])(
    'allows "%s" from any address',
    (authorization) => {
      expect(allows('secret', '192.168.1.7', { authorization })).toBe(true);
    },
  );

  it.each([undefined, '', 'Bearer', 'Bearer ', 'Bearer secre', 'Bearer secret2', 'Bearer SECRET', 'secret'])(
    'rejects "%s" even from this machine',
    (authorization) => {
      const headers = authorization === undefined ? {} : { authorization };
      expect(() => allows('secret', '127.0.0.1', headers)).toThrow(UnauthorizedException);
    },
  );
});
