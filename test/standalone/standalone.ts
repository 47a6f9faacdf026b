import { chmodSync, lstatSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { Client, type QueryResultRow } from 'pg';
import { freePort } from '../support/free-port.js';
import { buildOnce } from '../support/build-once.js';
import { startCommand, type RunningCommand } from '../support/command.js';
import { linkCheckout } from '../support/project-copy.js';
import { runDirectory } from '../support/test-run.js';

const PORTS = ['PORT', 'WORKER_PORT', 'SIMULATOR_PORT', 'EMBEDDED_POSTGRES_PORT'] as const;
export type PortSetting = (typeof PORTS)[number];

export interface StartOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** The command; by default the built program, in a directory without `.env`. */
  readonly command?: readonly [string, ...string[]];
  readonly directory?: string;
  readonly ownGroup?: boolean;
}

/** A data directory and four ports for `npm start`, kept across restarts. */
export class Home {
  private constructor(
    /** The parent of the data directory; can be given to another user. */
    readonly directory: string,
    readonly ports: Readonly<Record<PortSetting, number>>,
  ) {}

  static async open(): Promise<Home> {
    const ports = { PORT: 0, WORKER_PORT: 0, SIMULATOR_PORT: 0, EMBEDDED_POSTGRES_PORT: 0 };
    for (const name of PORTS) ports[name] = await freePort();
    const directory = mkdtempSync(join(runDirectory(), 'home-'));
    // PostgreSQL's user may traverse it, like most parents of a data directory.
    chmodSync(directory, 0o711);
    return new Home(directory, ports);
  }

  get data(): string {
    return join(this.directory, 'data');
  }

  get address(): string {
    return `http://127.0.0.1:${this.ports.PORT}`;
  }

  start({ environment = {}, command, directory, ownGroup = false }: StartOptions = {}): RunningCommand {
    buildOnce();
    return startCommand(command ?? ['node', resolve('dist/apps/standalone/src/main.js')], {
      directory: directory ?? this.directory,
      ownGroup,
      environment: {
        HOME: this.directory,
        DATA_DIR: this.data,
        ...Object.fromEntries(PORTS.map((name) => [name, String(this.ports[name])])),
        ...environment,
      },
    });
  }

  /** Starts it and waits until it reports that it is running. */
  async run(options: StartOptions = {}): Promise<RunningCommand> {
    const started = this.start(options);
    await started.untilOutput('Headliner is running');
    await started.untilOutput('Ctrl-C');
    return started;
  }

  /** Returns which of the four ports are open. */
  async listening(): Promise<PortSetting[]> {
    const answers = await Promise.all(
      PORTS.map(async (name) => ((await reaches(this.ports[name])) ? [name] : [])),
    );
    return answers.flat();
  }

  /** The status with which the API reports whether it is ready; undefined while it does not answer. */
  async status(): Promise<number | undefined> {
    return (await fetch(`${this.address}/health/ready`).catch(() => undefined))?.status;
  }

  /** Waits up to 15 s until these ports are closed. Returns those that are still open. */
  async left(ports: readonly PortSetting[]): Promise<PortSetting[]> {
    const limit = performance.now() + 15_000;
    for (;;) {
      const open = (await this.listening()).filter((name) => ports.includes(name));
      if (open.length === 0 || performance.now() > limit) return open;
      await delay(50);
    }
  }

  /** Runs one statement as the administrator of the embedded PostgreSQL, in its database `postgres` by default. */
  async query<Row extends QueryResultRow>(
    statement: string,
    { data = this.data, database = 'postgres' }: { readonly data?: string; readonly database?: string } = {},
  ): Promise<Row[]> {
    const password = readFileSync(join(data, 'postgres-password'), 'utf8').trim();
    const server = { host: '127.0.0.1', port: this.ports.EMBEDDED_POSTGRES_PORT, database };
    const client = new Client({ ...server, user: 'headliner', password });
    await client.connect();
    try {
      return (await client.query<Row>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  /** Signals a running start, itself or its process group, and expects all of it to be gone within 10 s. */
  async expectStop(
    running: RunningCommand,
    signal: NodeJS.Signals,
    target: 'itself' | 'group',
  ): Promise<void> {
    const began = performance.now();
    process.kill(target === 'group' ? -running.pid : running.pid, signal);
    await running.ended;
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(running.logs).toContain('Stopped. Your data is kept.');
    expect(await this.listening()).toEqual([]);
  }

  /** The directory of PostgreSQL's files. */
  get postgres(): string {
    return realpathSync(join(this.data, 'postgres'));
  }

  remove(): void {
    if (lstatSync(join(this.data, 'postgres'), { throwIfNoEntry: false })) {
      rmSync(this.postgres, { recursive: true, force: true });
    }
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** How npm starts it, in a checkout of its own and as from a terminal. */
export function npmStart(): Required<Pick<StartOptions, 'command' | 'directory' | 'ownGroup'>> {
  const directory = mkdtempSync(join(runDirectory(), 'checkout-'));
  linkCheckout(directory);
  return { command: ['npm', 'start'], directory, ownGroup: true };
}

/** The pid of the app that a supervisor has started, as Linux shows it. */
export function childOf(supervisor: number, app: 'api' | 'worker' | 'simulator'): number {
  const children = readFileSync(`/proc/${supervisor}/task/${supervisor}/children`, 'utf8').trim().split(' ');
  const found = children.find((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`/dist/apps/${app}/src/main.js`),
  );
  if (!found) throw new Error(`There is no child that runs ${app}.`);
  return Number(found);
}

function reaches(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
    socket.once('connect', () => socket.destroy());
  });
}
