import { get, type IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { UnavailableError } from '#spotify';
import {
  Controller,
  Get,
  Logger,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  Res,
} from '@nestjs/common';
import type { Response } from 'express';
import { SessionMiddleware } from '../auth/session.js';
import { ApiSettings } from '../settings/api-settings.js';

/** Where the simulator has the data package of the demo's listener. */
const PACKAGE = '/data-package/demo_01';

/** Making the package takes some seconds. */
const TIMEOUT_MS = 120_000;

/** What the demo offers to try. Pages may only load from their own origin, so this passes it on from the simulator. */
@Controller('demo')
export class DemoController {
  private readonly logger = new Logger(DemoController.name);

  constructor(private readonly settings: ApiSettings) {}

  /** Sends the demo listener's own data package: an extended streaming history as Spotify sends it. */
  @Get('listening-history.zip')
  async listeningHistory(@Res() response: Response): Promise<void> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const received = await this.request(signal);
    response.set({ 'Content-Type': 'application/zip', 'Cache-Control': 'no-store' });
    response.attachment('my_spotify_data.zip');
    await pipeline(received, response, { signal }).catch((error: unknown) => {
      response.destroy();
      this.logger.warn({ err: error }, 'the data package was not sent completely');
    });
  }

  private request(signal: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const fail = (detail: string): void => reject(new UnavailableError(detail));
      get(`${this.settings.environment.SPOTIFY_API_URL}${PACKAGE}`, { signal }, (received) => {
        if (received.statusCode === 200) return resolve(received);
        received.destroy();
        return fail(`the simulator answered ${received.statusCode}`);
      }).on('error', () => fail('the simulator does not answer'));
    });
  }
}

/** Exists in demo mode only. */
@Module({ controllers: [DemoController] })
export class DemoModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(SessionMiddleware).forRoutes(DemoController);
  }
}
