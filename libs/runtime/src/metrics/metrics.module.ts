import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type CanActivate,
  Controller,
  type DynamicModule,
  type ExecutionContext,
  ForbiddenException,
  Get,
  Header,
  Inject,
  Injectable,
  Module,
  UnauthorizedException,
  UseGuards,
} from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { z } from 'zod';
import { FOREIGN_HOST, isFromThisMachine, namesThisMachine, Public } from '../http/access.js';
import { readBuildInfo } from '../version/version.module.js';

/** A gauge that takes its value from data read at each scrape. */
export interface LiveGauge<Data> {
  /** Ends with the unit, as is usual with Prometheus. */
  readonly name: string;
  readonly help: string;
  value(data: Data): number;
}

/** How long a scrape waits for the data. Prometheus itself gives up after 10 s. */
const MAX_WAIT_MS = 2_000;

/** Adds gauges whose values come from one `read` per scrape. A scrape omits them if `read` fails or takes too long. */
export function addLiveGauges<Data extends object>(
  registry: Registry,
  read: () => Promise<Data>,
  gauges: readonly LiveGauge<Data>[],
): void {
  let pending: Promise<Data> | undefined;
  const readInTime = (): Promise<Data | undefined> => {
    // All gauges of a scrape share one read, and later scrapes wait for one that hangs.
    pending ??= read().finally(() => (pending = undefined));
    const timeout = delay(MAX_WAIT_MS, undefined, { ref: false });
    return Promise.race([pending, timeout]).catch(() => undefined);
  };
  for (const { name, help, value } of gauges) {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const data = await readInTime();
        if (data === undefined) gauge.remove();
        else gauge.set(value(data));
      },
    });
  }
}

/** Injection token of {@link MetricsAccess}. */
export const METRICS_ACCESS = Symbol('metrics access');

/** Who may read metrics. */
export interface MetricsAccess {
  /** Required from every reader. If undefined, only this machine can read. */
  readonly token: string | undefined;
  /** The host that the process listens on. Accepted in `Host`, like loopback names. */
  readonly listenHost: string;
}

/** Allows requests with `METRICS_TOKEN`; without that setting, requests from this machine. */
@Injectable()
export class MetricsGuard implements CanActivate {
  constructor(@Inject(METRICS_ACCESS) private readonly access: MetricsAccess) {}

  /**
   * @throws {UnauthorizedException} if the request lacks the token that is set
   * @throws {ForbiddenException} if no token is set and the request comes from elsewhere, through a proxy, or for a foreign host
   */
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<IncomingMessage>();
    const { token, listenHost } = this.access;
    if (token === undefined) {
      if (!isFromThisMachine(request))
        throw new ForbiddenException('Without METRICS_TOKEN, metrics are only served to this machine.');
      if (!namesThisMachine(request, listenHost)) throw new ForbiddenException(FOREIGN_HOST);
      return true;
    }
    const sent = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
    if (sent !== undefined && timingSafeEqual(digest(sent), digest(token))) return true;
    context.switchToHttp().getResponse<ServerResponse>().setHeader('WWW-Authenticate', 'Bearer');
    throw new UnauthorizedException('Metrics need METRICS_TOKEN, sent as: Authorization: Bearer <token>.');
  }
}

/** Has one length for every token, as the comparison in constant time needs it. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

const TOKEN = 'a secret without spaces, such as the output of: openssl rand -hex 32';

/** The setting that restricts access to metrics. */
export const metricsEnv = z.object({
  METRICS_TOKEN: z
    .string(TOKEN)
    .regex(/^[!-~]+$/, TOKEN)
    .optional(),
});

/** Serves `GET /metrics`: Node's default metrics and all that providers add to the {@link Registry}. */
@Module({})
export class MetricsModule {
  static register(access: MetricsAccess): DynamicModule {
    return {
      module: MetricsModule,
      global: true,
      controllers: [MetricsController],
      providers: [
        { provide: Registry, useFactory: createRegistry },
        { provide: METRICS_ACCESS, useValue: access },
      ],
      exports: [Registry],
    };
  }
}

/** The time between samples of the event loop's delay, in milliseconds. With 10, the default, an idle process is 1 % busy. */
const DELAY_SAMPLE_MS = 100;

function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: DELAY_SAMPLE_MS });
  const { version, commit } = readBuildInfo();
  new Gauge({
    name: 'headliner_build_info',
    help: 'Always 1: the version and the commit of this process, as labels.',
    labelNames: ['version', 'commit'],
    registers: [registry],
  }).set({ version, commit: commit ?? 'unknown' }, 1);
  return registry;
}

@Public()
@Controller('metrics')
@UseGuards(MetricsGuard)
export class MetricsController {
  constructor(private readonly registry: Registry) {}

  /** Returns all metrics in Prometheus's text format. */
  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  @Header('cache-control', 'no-store')
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
