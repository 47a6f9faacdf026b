import { type DynamicModule, Module } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { MetricsController } from './metrics.controller.js';
import { METRICS_ACCESS, type MetricsAccess } from './metrics.guard.js';

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
  return registry;
}
