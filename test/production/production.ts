import { randomBytes } from 'node:crypto';
import { expect } from '@jest/globals';
import type { QueryResultRow } from 'pg';
import { DEMO_APP, type Simulator, startSimulator } from '../support/simulators.js';
import { freePort } from '../support/free-port.js';
import type { RunningCommand } from '../support/command.js';
import { ComposeServices } from '../support/compose-services.js';
import { Client } from '../support/index.js';
import { untilReady } from '../support/our-process.js';
import { SharedPostgres } from '../support/shared-postgres.js';
import { HOST, type ReverseProxy, startReverseProxy } from './reverse-proxy.js';
import { ThroughProxy } from './through-proxy.js';

/** The public URL of the instance. */
export const PUBLIC_URL = `https://${HOST}`;

const PORT_OF = { api: 'PORT', worker: 'WORKER_PORT' } as const;

/** Long, because several processes start at the same time on a busy machine. */
const READY_WITHIN_MS = 180_000;

/** One process of a service. Its successor uses the same port. */
export interface Replica {
  readonly service: keyof typeof PORT_OF;
  readonly port: number;
  process: RunningCommand;
}

export interface ProductionOptions {
  /** The number of APIs; 2 by default, as many as the example configurations name. */
  readonly apis?: 1 | 2;
  /** The number of workers; 0 by default. */
  readonly workers?: number;
  readonly settings?: Readonly<Record<string, string>>;
  /** Starts the proxy in front of the APIs; nginx by default. */
  readonly startProxy?: (apiPorts: readonly number[]) => Promise<ReverseProxy>;
}

/**
 * A production instance: the migration job, the APIs and the workers as the image and the compose file start them, and a reverse
 * proxy in front of the APIs. The simulator replaces Spotify. The database is in the run's PostgreSQL, with a role that owns it and
 * may do nothing else; both stay until the run ends.
 */
export class Production {
  readonly apis: Replica[] = [];
  readonly workers: Replica[] = [];
  private readonly proxies: ReverseProxy[] = [];
  private readonly ways: ThroughProxy[] = [];

  private constructor(
    private readonly postgres: SharedPostgres,
    private readonly database: string,
    readonly simulator: Simulator,
    private readonly services: ComposeServices,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  static async start({
    apis = 2,
    workers = 0,
    settings = {},
    startProxy = startReverseProxy,
  }: ProductionOptions = {}): Promise<Production> {
    const postgres = await SharedPostgres.ofRun();
    const database = `production_${randomBytes(8).toString('hex')}`;
    const databaseUrl = await postgres.makeDatabase(database);
    const simulator = await startSimulator({ redirectUris: [`${PUBLIC_URL}/auth/spotify/callback`] });
    const services = new ComposeServices({ databaseUrl, spotifyClientSecret: DEMO_APP.secret });
    const production = new Production(postgres, database, simulator, services, settings);
    try {
      await production.startProcesses([
        ...Array.from({ length: apis }, () => 'api' as const),
        ...Array.from({ length: workers }, () => 'worker' as const),
      ]);
      await production.addProxy(startProxy);
      return production;
    } catch (error) {
      await production.stop();
      throw error;
    }
  }

  /** The first proxy, for tests that have one. */
  get proxy(): ReverseProxy {
    const [first] = this.proxies;
    if (!first) throw new Error('the proxy starts last');
    return first;
  }

  /** Runs a statement in the database of the instance, as PostgreSQL's administrator. */
  sql<Row extends QueryResultRow>(statement: string): Promise<Row[]> {
    return this.postgres.sql<Row>(statement, this.database);
  }

  /** Returns a client behind a proxy at a loopback address such as 127.0.0.2. */
  client(address: string, proxy = this.proxy): Client {
    return new Client(PUBLIC_URL, this.simulator.control, this.wayFrom(address, proxy).fetch);
  }

  /** Returns a connection through a proxy from a loopback address. */
  wayFrom(address: string, proxy = this.proxy): ThroughProxy {
    const way = new ThroughProxy(proxy, address);
    this.ways.push(way);
    return way;
  }

  /** Returns a client of one API without the proxy. */
  clientAt({ port }: Replica): Client {
    return new Client(`http://127.0.0.1:${port}`, this.simulator.control);
  }

  /** Starts a successor of an ended process on the same port, and waits until it is ready. */
  async startAgain(replica: Replica): Promise<void> {
    replica.process = this.spawn(replica.service, replica.port);
    await untilServing(replica);
  }

  /** Starts another reverse proxy in front of the same APIs. With one API, both of its addresses are that of this one. */
  async addProxy(startProxy: NonNullable<ProductionOptions['startProxy']>): Promise<ReverseProxy> {
    const ports = this.apis.map(({ port }) => port);
    const proxy = await startProxy(ports.length === 1 ? [...ports, ...ports] : ports);
    this.proxies.push(proxy);
    return proxy;
  }

  async stop(): Promise<void> {
    for (const way of this.ways) way.close();
    const processes = [...this.apis, ...this.workers, ...this.proxies].map(({ process }) => process);
    await Promise.all(processes.map((process) => process.stop()));
    await this.simulator.close();
  }

  private async startProcesses(services: readonly Replica['service'][]): Promise<void> {
    const migration = this.services.start('migrate', {});
    expect([await migration.ended, migration.logs]).toEqual([
      { code: 0, signal: null },
      expect.stringContaining('Applied '),
    ]);
    for (const service of services) {
      const port = await freePort();
      this[`${service}s`].push({ service, port, process: this.spawn(service, port) });
    }
    await Promise.all([...this.apis, ...this.workers].map(untilServing));
  }

  private spawn(service: Replica['service'], port: number): RunningCommand {
    return this.services.start(service, {
      PUBLIC_URL,
      TRUSTED_PROXIES: '1',
      SPOTIFY_CLIENT_ID: DEMO_APP.id,
      SPOTIFY_ACCOUNTS_URL: this.simulator.url,
      SPOTIFY_API_URL: this.simulator.url,
      SNAPSHOT_TICK_CRON: '* * * * * *',
      // A container listens at its own address; here only this machine may connect.
      HOST: '127.0.0.1',
      ...this.settings,
      [PORT_OF[service]]: String(port),
    });
  }
}

function untilServing({ process, port }: Replica): Promise<void> {
  return untilReady(process, `http://127.0.0.1:${port}/health/ready`, READY_WITHIN_MS);
}
