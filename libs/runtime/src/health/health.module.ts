import {
  Controller,
  type DynamicModule,
  Get,
  Inject,
  Logger,
  Module,
  ServiceUnavailableException,
} from '@nestjs/common';

import { Public } from '../http/public.js';

/** What has to work before this process can do its work. */
export interface Readiness {
  /** What it is called in the answer. */
  readonly name: string;
  /** @throws {Error} it does not work, and why */
  check(): Promise<void>;
}

const READINESS = Symbol('readiness');

@Public()
@Controller('health')
class HealthController {
  private readonly log = new Logger('health');
  /** The last reason of each failing part. */
  private readonly failing = new Map<string, string>();

  constructor(@Inject(READINESS) private readonly parts: readonly Readiness[]) {}

  /** The process runs: 200, whatever else is away. A supervisor restarts it on anything else. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The process can do its work: 200, or 503 naming the parts that do not work. */
  @Get('ready')
  async ready(): Promise<{ status: 'ok' }> {
    const works = await Promise.all(this.parts.map((part) => this.works(part)));
    const unavailable = this.parts.filter((_, index) => !works[index]).map(({ name }) => name);
    if (unavailable.length > 0) throw new ServiceUnavailableException({ status: 'unavailable', unavailable });
    return { status: 'ok' };
  }

  /** Logs why a part fails, once per reason, and when it recovers. */
  private async works({ name, check }: Readiness): Promise<boolean> {
    try {
      await check();
      if (this.failing.delete(name)) this.log.log(`Ready again: ${name}.`);
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message || error.name : String(error);
      if (this.failing.get(name) !== reason) this.log.warn(`Not ready: ${name}: ${reason}`);
      this.failing.set(name, reason);
      return false;
    }
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
