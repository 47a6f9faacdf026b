import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { startCommand, type RunningCommand } from '../support/command.js';
import { runDirectory } from '../support/index.js';
import { untilReady } from '../support/our-process.js';
import { makeCertificate } from './certificate.js';
import { proxySettings } from './describe-behind-nginx.js';

/** The host name in the example configurations. */
export const HOST = 'charts.example.org';

export interface ReverseProxy {
  readonly process: RunningCommand;
  /** Both ports are on the loopback interface. */
  readonly httpPort: number;
  readonly httpsPort: number;
  /** The certificate that a client has to trust. */
  readonly certificate: string;
  /** Returns the lines of the access log so far. */
  log(): string[];
}

/** Starts nginx with the example configuration in front of two APIs, in a directory of its own. */
export async function startReverseProxy(apiPorts: readonly number[]): Promise<ReverseProxy> {
  const directory = mkdtempSync(join(runDirectory(), 'nginx-'));
  const [httpPort, httpsPort, readyPort] = [await freePort(), await freePort(), await freePort()];
  const certificate = makeCertificate(HOST, directory);
  const logFile = join(directory, 'headliner.log');
  writeFileSync(
    join(directory, 'headliner.conf'),
    exampleOf('nginx.conf', {
      'server 127.0.0.1:3000 ': `server 127.0.0.1:${apiPorts[0]} `,
      'server 127.0.0.1:3010 ': `server 127.0.0.1:${apiPorts[1]} `,
      '    listen 80;': `    listen 127.0.0.1:${httpPort};`,
      '    listen 443 ': `    listen 127.0.0.1:${httpsPort} `,
      [`/etc/letsencrypt/live/${HOST}/fullchain.pem`]: certificate.certificateFile,
      [`/etc/letsencrypt/live/${HOST}/privkey.pem`]: certificate.keyFile,
      '/var/log/nginx/headliner.log': logFile,
    }),
  );
  writeFileSync(join(directory, 'nginx.conf'), frame(readyPort));
  mkdirSync(join(directory, 'temporary'));
  const process = startCommand(
    [proxySettings.NGINX_PATH, '-p', directory, '-c', join(directory, 'nginx.conf'), '-e', 'stderr'],
    { directory, environment: {} },
  );
  await untilReady(process, `http://127.0.0.1:${readyPort}/`);
  const log = (): string[] => readFileSync(logFile, 'utf8').split('\n').slice(0, -1);
  return { process, httpPort, httpsPort, certificate: certificate.text, log };
}

/** Reads an example of docs/operating and replaces values. @throws if the example does not contain one of them */
export function exampleOf(file: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce(
    (text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`docs/operating/${file} has no "${from}" any more.`);
      return text.replaceAll(from, to);
    },
    readFileSync(join('docs/operating', file), 'utf8'),
  );
}

/**
 * The main configuration, with all files in its directory. It runs one process without a master, so that ending the
 * process always ends nginx. A port of its own answers as soon as nginx serves.
 */
const frame = (readyPort: number): string => `
daemon off;
master_process off;
pid nginx.pid;
error_log stderr;
events { worker_connections 512; }
http {
  client_body_temp_path temporary/body;
  proxy_temp_path temporary/proxy;
  fastcgi_temp_path temporary/fastcgi;
  uwsgi_temp_path temporary/uwsgi;
  scgi_temp_path temporary/scgi;
  default_type application/octet-stream;
  include headliner.conf;
  server {
    listen 127.0.0.1:${readyPort};
    return 204;
  }
}
`;
