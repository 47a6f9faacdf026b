import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { readEnvironment } from '#runtime';
import { describeWhere } from '../support/describe-where.js';

/** The paths of the proxies. */
export const proxySettings = readEnvironment(
  z.object({
    NGINX_PATH: z.string().default('/usr/sbin/nginx'),
    CADDY_PATH: z.string().default('/usr/bin/caddy'),
    HAPROXY_PATH: z.string().default('/usr/sbin/haproxy'),
  }),
);

/**
 * A `describe` for tests that need one of these proxies, and openssl for its certificate. It is skipped with the reason
 * if one of them is missing.
 */
export function describeBehind(setting: keyof typeof proxySettings, name: string, tests: () => void): void {
  const path = proxySettings[setting];
  const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
  const reason = existsSync(path)
    ? 'no openssl: install it'
    : `nothing at ${path}: install it, or set ${setting}`;
  describeWhere(existsSync(path) && hasOpenssl, reason, name, tests);
}

export function describeBehindNginx(name: string, tests: () => void): void {
  describeBehind('NGINX_PATH', name, tests);
}
