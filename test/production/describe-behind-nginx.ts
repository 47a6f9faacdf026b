import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { readEnvironment } from '#runtime';
import { describeWhere } from '../support/describe-where.js';

/** Where nginx is. */
export const nginxSettings = readEnvironment(z.object({ NGINX_PATH: z.string().default('/usr/sbin/nginx') }));

/** A `describe` for tests that need nginx, and openssl for its certificate: skipped with the reason where one is missing. */
export function describeBehindNginx(name: string, tests: () => void): void {
  const { NGINX_PATH } = nginxSettings;
  const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
  const reason = existsSync(NGINX_PATH)
    ? 'no openssl: install it'
    : `no nginx at ${NGINX_PATH}: install it, or set NGINX_PATH`;
  describeWhere(existsSync(NGINX_PATH) && hasOpenssl, reason, name, tests);
}
