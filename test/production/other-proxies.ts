import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { startCommand } from '../support/command.js';
import { runDirectory } from '../support/index.js';
import { untilReady } from '../support/our-process.js';
import { makeCertificate } from './certificate.js';
import { proxySettings } from './describe-behind-nginx.js';
import { exampleOf, HOST, type ReverseProxy } from './reverse-proxy.js';

/** Starts Caddy with the example configuration in front of two APIs, with all files in a directory of its own. */
export async function startCaddy(apiPorts: readonly number[]): Promise<ReverseProxy> {
  const directory = mkdtempSync(join(runDirectory(), 'caddy-'));
  const [httpPort, httpsPort] = [await freePort(), await freePort()];
  const { certificateFile, keyFile, text: certificate } = makeCertificate(HOST, directory);
  const ports = `http_port ${httpPort}\n\thttps_port ${httpsPort}`;
  writeFileSync(
    join(directory, 'Caddyfile'),
    exampleOf('Caddyfile', {
      '{\n\t# Log the path': `{\n\tadmin off\n\tdefault_bind 127.0.0.1\n\t${ports}\n\t# Log the path`,
      [`${HOST} {`]: `${HOST} {\n\ttls ${certificateFile} ${keyFile}`,
      '127.0.0.1:3000 127.0.0.1:3010': apiPorts.map((port) => `127.0.0.1:${port}`).join(' '),
    }),
  );
  const process = startCommand(
    [proxySettings.CADDY_PATH, 'run', '--config', join(directory, 'Caddyfile'), '--adapter', 'caddyfile'],
    { directory, environment: { HOME: directory } },
  );
  await process.untilOutput('serving initial configuration');
  return {
    process,
    httpPort,
    httpsPort,
    certificate,
    log: () => process.logs.split('\n').filter((line) => line.includes('"http.log.')),
  };
}

/** Starts HAProxy with the example configuration in front of two APIs, with all files in a directory of its own. */
export async function startHaproxy(apiPorts: readonly number[]): Promise<ReverseProxy> {
  const directory = mkdtempSync(join(runDirectory(), 'haproxy-'));
  const [httpPort, httpsPort, readyPort] = [await freePort(), await freePort(), await freePort()];
  const { keyFile, text: certificate } = makeCertificate(HOST, directory);
  const pem = join(directory, 'charts.pem');
  writeFileSync(pem, certificate + readFileSync(keyFile, 'utf8'));
  const example = exampleOf('haproxy.cfg', {
    'log /dev/log local0': 'log stdout format raw local0',
    // Only root may become another user.
    '    user haproxy\n    group haproxy\n': '',
    'bind :80\n': `bind 127.0.0.1:${httpPort}\n`,
    'bind :443 ': `bind 127.0.0.1:${httpsPort} `,
    [`/etc/haproxy/${HOST}.pem`]: pem,
    '127.0.0.1:3000': `127.0.0.1:${apiPorts[0]}`,
    '127.0.0.1:3010': `127.0.0.1:${apiPorts[1]}`,
  });
  const ready = `frontend ready\n    bind 127.0.0.1:${readyPort}\n    no log\n    http-request return status 200\n`;
  writeFileSync(join(directory, 'haproxy.cfg'), `${example}\n${ready}`);
  const process = startCommand([proxySettings.HAPROXY_PATH, '-db', '-f', join(directory, 'haproxy.cfg')], {
    directory,
    environment: {},
  });
  await untilReady(process, `http://127.0.0.1:${readyPort}/`);
  return {
    process,
    httpPort,
    httpsPort,
    certificate,
    log: () => process.logs.split('\n').filter((line) => / HTTP\/[\d.]+" \d{3} /.test(line)),
  };
}
