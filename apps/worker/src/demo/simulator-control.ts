import { ExplainedError, requestDirectly } from '#runtime';
import { z } from 'zod';

const TIMEOUT_MS = 10_000;

const newGrant = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  scope: z.string(),
  expiresInSeconds: z.number().int().positive(),
});

/** A fault for calls for top lists, in the simulator's words. */
export interface Fault {
  readonly fault: 'server-error' | 'empty-list';
  /** How many calls fail. */
  readonly times: number;
  /** A range as Spotify spells it; any range by default. */
  readonly range?: 'short_term' | 'medium_term' | 'long_term';
}

/** A client for the part of the simulator's control interface that the demo's history needs. */
export class SimulatorControl {
  /** @param address the simulator's, such as `http://127.0.0.1:3002` */
  constructor(private readonly address: string) {}

  /** Creates a grant of a listener without a browser. */
  async grant(listener: string): Promise<z.output<typeof newGrant>> {
    return newGrant.parse(await this.send('POST', '/grants', { listener }));
  }

  /** Sets the simulator's clock until it is restored or the simulator restarts. */
  async setClock(now: Date): Promise<void> {
    await this.send('PUT', '/clock/excursion', { now: now.toISOString() });
  }

  async restoreClock(): Promise<void> {
    await this.send('DELETE', '/clock/excursion');
  }

  async setFault(listener: string, fault: Fault): Promise<void> {
    await this.send('POST', '/faults', { endpoint: 'top-artists', listener, ...fault });
  }

  async clearFaults(): Promise<void> {
    await this.send('DELETE', '/faults');
  }

  /** @throws {ExplainedError} if the simulator cannot be reached, or rejects the request */
  private async send(method: string, path: string, json?: unknown): Promise<unknown> {
    const url = `${this.address}/_control${path}`;
    const { status, body } = await requestDirectly(url, { method, json, withinMs: TIMEOUT_MS }).catch(
      (error: unknown) => {
        throw unavailable(url, String(error));
      },
    );
    if (status >= 300) throw unavailable(url, `it answered ${status}`);
    return body === '' ? undefined : JSON.parse(body);
  }
}

function unavailable(url: string, reason: string): ExplainedError {
  return new ExplainedError(
    `The bundled simulator does not answer at ${url}: ${reason}. Point SPOTIFY_API_URL to it: the demo's history needs it.`,
  );
}
