import { ExplainedError, requestDirectly } from '#runtime';
import { z } from 'zod';

const WITHIN_MS = 10_000;

const newGrant = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  scope: z.string(),
  expiresInSeconds: z.number().int().positive(),
});
export type NewGrant = z.output<typeof newGrant>;

/** What of the next calls is to go wrong, in the simulator's words. */
export interface Fault {
  readonly fault: 'server-error' | 'empty-list';
  /** How many calls for top lists it spoils. */
  readonly times: number;
  /** As Spotify spells it; by default any. */
  readonly range?: 'short_term' | 'medium_term' | 'long_term';
}

/** The few orders that a history takes, sent to the simulator's control interface. */
export class SimulatorControl {
  /** @param address of the simulator, such as `http://127.0.0.1:3002` */
  constructor(private readonly address: string) {}

  /** A grant of this listener as of the simulator's now, without a browser. */
  async grant(listener: string): Promise<NewGrant> {
    return newGrant.parse(await this.send('POST', '/grants', { listener }));
  }

  /** Sets the simulator's clock; a simulator that is restarted has the right time again. */
  async visit(now: Date): Promise<void> {
    await this.send('PUT', '/clock/excursion', { now: now.toISOString() });
  }

  /** Gives the simulator its own time back. */
  async comeBack(): Promise<void> {
    await this.send('DELETE', '/clock/excursion');
  }

  /** Nothing goes wrong any more. */
  async clearFaults(): Promise<void> {
    await this.send('DELETE', '/faults');
  }

  async spoil(listener: string, fault: Fault): Promise<void> {
    await this.send('POST', '/faults', { endpoint: 'top-artists', listener, ...fault });
  }

  /** @throws {ExplainedError} when there is no simulator, or it does not do as it is told */
  private async send(method: string, path: string, order?: unknown): Promise<unknown> {
    const url = `${this.address}/_control${path}`;
    const { status, body } = await requestDirectly(url, { method, json: order, withinMs: WITHIN_MS }).catch(
      (error: unknown) => {
        throw refused(url, String(error));
      },
    );
    if (status >= 300) throw refused(url, `it answered ${status}`);
    return body === '' ? undefined : JSON.parse(body);
  }
}

function refused(url: string, why: string): ExplainedError {
  return new ExplainedError(
    `The demo's history needs the bundled simulator as Spotify (SPOTIFY_API_URL), but ${url} does not serve it: ${why}.`,
  );
}
