import {
  Controller,
  type DynamicModule,
  Get,
  Inject,
  Logger,
  Module,
  ServiceUnavailableException,
} from '@nestjs/common';
import {
  HealthCheckService,
  type HealthIndicatorResult,
  HealthIndicatorService,
  TerminusModule,
} from '@nestjs/terminus';
import { Public } from '../http/access.js';

/** A dependency that this process needs, such as the database. */
export interface Readiness {
  /** Its name in the response. */
  readonly name: string;
  /** @throws {Error} if it does not work, with the reason */
  check(): Promise<void>;
}

const READINESS = Symbol('readiness');

@Public()
@Controller('health')
class HealthController {
  private readonly log = new Logger('health');
  /** The last reason of each failing part. */
  private readonly failing = new Map<string, string>();

  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    @Inject(READINESS) private readonly parts: readonly Readiness[],
  ) {}

  /** Answers 200 as long as the process runs, so that a supervisor restarts it otherwise. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Answers 200 if all dependencies work, else 503 with the names of the others. Reasons are only logged. */
  @Get('ready')
  async ready(): Promise<{ status: 'ok' }> {
    try {
      await this.health.check(this.parts.map((part) => () => this.probe(part)));
      return { status: 'ok' };
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      const unavailable = this.parts.map(({ name }) => name).filter((name) => this.failing.has(name));
      throw new ServiceUnavailableException({ status: 'unavailable', unavailable });
    }
  }

  /** Logs why a part fails, once per reason, and when it recovers. */
  private async probe({ name, check }: Readiness): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(name);
    try {
      await check();
      if (this.failing.delete(name)) this.log.log(`Ready again: ${name}.`);
      return indicator.up();
    } catch (error) {
      const reason = error instanceof Error ? error.message || error.name : String(error);
      if (this.failing.get(name) !== reason) this.log.warn(`Not ready: ${name}: ${reason}`);
      this.failing.set(name, reason);
      return indicator.down();
    }
  }
}

/** Serves `/health/live` and `/health/ready`. */
@Module({})
export class HealthModule {
  /** @param inject providers of global modules, passed to `parts` in this order */
  static register<T extends unknown[]>(options: {
    readonly inject: { [K in keyof T]: abstract new (...args: never[]) => T[K] };
    readonly parts: (...injected: T) => readonly Readiness[];
  }): DynamicModule {
    return {
      module: HealthModule,
      // Terminus would log every failed check; this controller logs changes.
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController],
      providers: [{ provide: READINESS, useFactory: options.parts, inject: [...options.inject] }],
    };
  }
}
