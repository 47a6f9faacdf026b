import { endpointNames, type EndpointName } from '../endpoint.js';

/** Delays laid on every answer of an endpoint, in real milliseconds. The work is done before the delay. */
export class Latency {
  readonly #milliseconds = new Map<EndpointName, number>();

  of(endpoint: EndpointName): number {
    return this.#milliseconds.get(endpoint) ?? 0;
  }

  /** Endpoints that are not named stay as they are. */
  set(milliseconds: Partial<Record<EndpointName, number>>): void {
    for (const endpoint of endpointNames) {
      const given = milliseconds[endpoint];
      if (given !== undefined) this.#milliseconds.set(endpoint, given);
    }
  }

  reset(): void {
    this.#milliseconds.clear();
  }
}
