import {
  Controller,
  type DynamicModule,
  Get,
  Inject,
  Module,
  ServiceUnavailableException,
} from '@nestjs/common';

/** What has to answer before this process can do its work. */
export interface Readiness {
  /** What it is called in the answer. */
  readonly name: string;
  answers(): Promise<boolean>;
}

const READINESS = Symbol('readiness');

@Controller('health')
class HealthController {
  constructor(@Inject(READINESS) private readonly parts: readonly Readiness[]) {}

  /** The process runs: 200, whatever else is away. A supervisor restarts it on anything else. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The process can do its work: 200, or 503 naming the parts that do not answer. */
  @Get('ready')
  async ready(): Promise<{ status: 'ok' }> {
    const answers = await Promise.all(this.parts.map((part) => part.answers()));
    const unavailable = this.parts.filter((_, index) => !answers[index]).map(({ name }) => name);
    if (unavailable.length > 0) throw new ServiceUnavailableException({ status: 'unavailable', unavailable });
    return { status: 'ok' };
  }
}

/** `/health/live` and `/health/ready`, the same on every process. */
@Module({})
export class HealthModule {
  /** @param inject providers of global modules that `parts` takes, in order */
  static register<T extends unknown[]>(options: {
    readonly inject: { [K in keyof T]: abstract new (...args: never[]) => T[K] };
    readonly parts: (...injected: T) => readonly Readiness[];
  }): DynamicModule {
    return {
      module: HealthModule,
      controllers: [HealthController],
      providers: [{ provide: READINESS, useFactory: options.parts, inject: [...options.inject] }],
    };
  }
}
