import { Agent, request } from 'node:http';
import type { Serving } from '../stage/child.js';
import { cpuMs, quantile, treeCpuMs } from '../stage/measure.js';
import type { Stage } from '../stage/stage.js';
import { type RequestFigures, summarize } from './figures.js';

/** A request of one listener. */
export interface Ask {
  readonly authorization: string;
  /** Without it, the export is requested. */
  readonly query?: string;
  /** Runs before the request, and is not timed. */
  before?(): Promise<unknown>;
  /** @throws if the response is wrong */
  check(text: string): void;
}

/** The figures of one round. */
export type RequestRound = Readonly<Record<keyof RequestFigures, number>>;

/** Keep-alive connections, spread evenly over API processes. */
export class Clients {
  constructor(
    private readonly stage: Stage,
    private readonly apis: readonly Serving[],
    private readonly connections: number,
  ) {}

  /**
   * Sends this many requests, on each connection one after the other.
   *
   * @throws if a response is wrong
   */
  async measure(count: number, next: () => Ask): Promise<RequestRound> {
    await this.stage.resetStatements();
    const cpu = (): number => this.apis.reduce((sum, { pid }) => sum + cpuMs(pid), 0);
    const [apiBefore, postgresBefore] = [cpu(), treeCpuMs(this.stage.postgresPid)];
    const startedAt = performance.now();
    const latencies: number[] = [];
    let left = count;
    const connection = async (index: number): Promise<void> => {
      // Its own, new in each round: an API closes a connection that has been idle.
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const api = this.apis[index % this.apis.length];
      while (left > 0) {
        left -= 1;
        latencies.push(await ask(next(), agent, api?.url ?? ''));
      }
      agent.destroy();
    };
    await Promise.all(Array.from({ length: this.connections }, (_, index) => connection(index)));
    return {
      rate: count / ((performance.now() - startedAt) / 1_000),
      p50: quantile(latencies, 0.5),
      cpuMs: (cpu() - apiBefore) / count,
      postgresMs: (treeCpuMs(this.stage.postgresPid) - postgresBefore) / count,
      statements: (await this.stage.statements()) / count,
    };
  }
}

/** Sends a request and returns the milliseconds until its last byte has arrived. */
async function ask(asked: Ask, agent: Agent, url: string): Promise<number> {
  await asked.before?.();
  const startedAt = performance.now();
  const text = await send(asked, agent, url);
  const milliseconds = performance.now() - startedAt;
  asked.check(text);
  return milliseconds;
}

function send({ authorization, query }: Ask, agent: Agent, url: string): Promise<string> {
  const body = query === undefined ? undefined : JSON.stringify({ query });
  const headers = { authorization, ...(body !== undefined && { 'content-type': 'application/json' }) };
  const method = body === undefined ? 'GET' : 'POST';
  const path = body === undefined ? '/export' : '/graphql';
  return new Promise((resolve, reject) => {
    const outgoing = request(url + path, { agent, method, headers }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (part: string) => (text += part));
      incoming.on('end', () => resolve(text));
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Takes the median, the lowest and the highest of each figure. */
export function summarizeRounds(rounds: readonly RequestRound[]): RequestFigures {
  const figure = (key: keyof RequestRound): RequestFigures[keyof RequestRound] =>
    summarize(rounds.map((round) => round[key]));
  return {
    rate: figure('rate'),
    p50: figure('p50'),
    cpuMs: figure('cpuMs'),
    postgresMs: figure('postgresMs'),
    statements: figure('statements'),
  };
}
