import { openKeyring, TokenCipher } from '#database';
import { listenAt, type RunningProcess } from '#runtime';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import type { ApiEnvironment } from './api.env.js';
import { ApiModule } from './api.module.js';
import { compressResponses } from './compress-responses.js';
import { createDrain } from './drain.js';
import { configurePages } from './pages/pages.js';
import { parseBodies, superviseBodies } from './request-bodies.js';
import { CachedResponses } from './response-cache/cached-responses.js';
import { corsFor, securityHeaders } from './security-headers.js';
import { ApiSettings } from './settings/api-settings.js';

/** Time for pending requests at shutdown, in milliseconds. Supervisors kill the process after 30 s. */
const DRAIN_WITHIN_MS = 25_000;

/** Starts the API, and listens once it can serve requests. */
export async function startApi(environment: ApiEnvironment): Promise<RunningProcess> {
  const { keyring, warnings } = await openKeyring(environment, 'headliner-api');
  const app = await NestFactory.create<NestExpressApplication>(
    ApiModule.register(environment, new TokenCipher(keyring)),
    { bufferLogs: true, abortOnError: false, bodyParser: false },
  );
  const logger = app.get(Logger);
  app.useLogger(logger);
  for (const warning of warnings) logger.warn(warning);
  app.set('trust proxy', environment.TRUSTED_PROXIES);
  app.disable('x-powered-by');
  // Responses are never revalidated; files have an ETag of their own.
  app.set('etag', () => undefined);
  app.use(securityHeaders(app.get(ApiSettings)));
  app.enableCors(corsFor(environment.CORS_ORIGINS));
  app.use(compressResponses());
  configurePages(app);
  parseBodies(app);
  await app.init();
  const server = app.getHttpServer();
  superviseBodies(server);
  app.get(CachedResponses).attach(server);
  const drain = createDrain(server, environment.TRUSTED_PROXIES > 0);
  const { PORT: port, HOST: host } = environment;
  await listenAt({ port, host, portSetting: 'PORT', hostSetting: 'HOST' }, () => app.listen(port, host));
  return {
    async close() {
      await drain(DRAIN_WITHIN_MS);
      await app.close();
    },
  };
}
