import { type DynamicModule, Module, Controller, Get, Header, UseGuards } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { readBuildInfo } from '../version/version.module.js';
import { METRICS_ACCESS, type MetricsAccess, MetricsGuard } from './metrics.guard.js';
import { Public } from '../http/public.js';

/** `GET /metrics`, the same on every process: the process's own, and whatever is added to the {@link Registry}. */
@Module({})
export class MetricsModule {
  static register(access: MetricsAccess): DynamicModule {
    return {
      module: MetricsModule,
      global: true,
      controllers: [MetricsController],
      providers: [
        { provide: Registry, useFactory: makeRegistry },
        { provide: METRICS_ACCESS, useValue: access },
      ],
      exports: [Registry],
    };
  }
}

function makeRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
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

  /** Everything that is measured, in Prometheus's text format. */
  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  @Header('cache-control', 'no-store')
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
