import { describe, expect, it } from '@jest/globals';
import { publicAddress, publicUrl } from './setting.js';

describe('the public address', () => {
  it.each([
    ['127.0.0.1', 3_000, 'http://127.0.0.1:3000'],
    ['0.0.0.0', 3_000, 'http://127.0.0.1:3000'],
    ['::', 3_000, 'http://127.0.0.1:3000'],
    ['::1', 3_000, 'http://[::1]:3000'],
    ['127.0.0.1', 80, 'http://127.0.0.1'],
  ])('is derived from HOST=%s and PORT=%d if PUBLIC_URL is not set', (HOST, PORT, address) => {
    expect(publicAddress({ HOST, PORT })).toBe(address);
  });

  it.each(['192.168.1.20', '127.0.0.2', 'fd00::2', 'server.example.org'])(
    'must be set if HOST is %s',
    (HOST) => {
      expect(() => publicAddress({ HOST, PORT: 3_000 })).toThrow('PUBLIC_URL: missing; HOST is neither');
      const PUBLIC_URL = 'https://charts.example.org';
      expect(publicAddress({ HOST, PORT: 3_000, PUBLIC_URL })).toBe(PUBLIC_URL);
    },
  );

  it.each([
    ['https://charts.example.org/', 'https://charts.example.org'],
    ['https://Charts.EXAMPLE.org', 'https://charts.example.org'],
    ['HTTPS://charts.example.org:443', 'https://charts.example.org'],
    ['http://127.0.0.1:80/', 'http://127.0.0.1'],
    ['https://charts.example.org:8443', 'https://charts.example.org:8443'],
    ['https://b\u00fccher.example', 'https://xn--bcher-kva.example'],
    ['http://[0:0:0:0:0:0:0:1]:3000', 'http://[::1]:3000'],
  ])('is normalized as browsers do: %s', (given, address) => {
    expect(publicUrl().parse(given)).toBe(address);
  });

  it.each([
    'https://charts.example.org/path',
    'https://charts.example.org/?a',
    'https://:password@charts.example.org',
    'http://charts.example.org',
    'http://localhost:3000',
    'https://LOCALHOST',
  ])('is rejected: %s', (given) => {
    expect(publicUrl().safeParse(given).success).toBe(false);
  });
});
