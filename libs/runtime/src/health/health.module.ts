import {
  Controller,
  type DynamicModule,
  Get,
  Inject,
  Logger,
  Module,
  ServiceUnavailableException,
  type Type,
} from '@nestjs/common';
import {
  HealthCheckService,
  type HealthIndicatorResult,
  HealthIndicatorService,
  TerminusModule,
} from '@nestjs/terminus';
import { Public } from '../http/access.js';

/** The database that this process needs. */
interface Checked {
  /** @throws {Error} if it does not work, with the reason */
  check(): Promise<void>;
}

const DATABASE = Symbol('database');
const NAME = 'database';

@Public()
@Controller('health')
class HealthController {
  private readonly log = new Logger('health');
  /** Why the last check failed. */
  private failure: string | undefined;

  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    @Inject(DATABASE) private readonly database: Checked,
  ) {}

  /** Answers 200 as long as the process runs, so that a supervisor restarts it otherwise. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Answers 200 if the database works, else 503. The reason is only logged. */
  @Get('ready')
  async ready(): Promise<{ status: 'ok' }> {
    try {
      await this.health.check([() => this.probe()]);
      return { status: 'ok' };
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      throw new ServiceUnavailableException({ status: 'unavailable', unavailable: [NAME] });
    }
  }

  /** Logs why the database fails, once per reason, and when it recovers. */
  private async probe(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(NAME);
    try {
      await this.database.check();
      if (this.failure !== undefined) this.log.log(`Ready again: ${NAME}.`);
      this.failure = undefined;
      return indicator.up();
    } catch (error) {
      const reason = error instanceof Error ? error.message || error.name : String(error);
      if (this.failure !== reason) this.log.warn(`Not ready: ${NAME}: ${reason}`);
      this.failure = reason;
      return indicator.down();
    }
  }
}

/** Serves `/health/live` and `/health/ready`. */
@Module({})
export class HealthModule {
  /** @param database the provider of the database, from a global module */
  static register(database: Type<Checked>): DynamicModule {
    return {
      module: HealthModule,
      // Terminus would log every failed check; this controller logs changes.
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController],
      providers: [{ provide: DATABASE, useExisting: database }],
    };
  }
}
