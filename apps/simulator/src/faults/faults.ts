import type { Call } from '../endpoint.js';
import type { ActiveFault, CompleteFaultOrder, Fault } from './fault.js';

interface Standing {
  readonly id: string;
  readonly order: CompleteFaultOrder;
  skipped: number;
  hits: number;
}

/** The faults that have been ordered. The first that fits a call spoils it, and only one does. */
export class Faults {
  #standing: Standing[] = [];
  #lastId = 0;

  order(order: CompleteFaultOrder): ActiveFault {
    const standing = { id: `fault-${(this.#lastId += 1)}`, order, skipped: 0, hits: 0 };
    this.#standing.push(standing);
    return describe(standing);
  }

  /** The fault that is to spoil this call, if any; counts it. */
  take(call: Call): Fault | undefined {
    const found = this.#standing.find((standing) => {
      if (!fits(standing.order, call) || left(standing) === 0) return false;
      if (standing.skipped === standing.order.skip) return true;
      standing.skipped += 1;
      return false;
    });
    if (!found) return undefined;
    found.hits += 1;
    return found.order.fault;
  }

  /** All that were ordered and not cleared, those used up included. */
  all(): ActiveFault[] {
    return this.#standing.map(describe);
  }

  /** Clears one fault, or all. */
  clear(id?: string): void {
    this.#standing = id === undefined ? [] : this.#standing.filter((standing) => standing.id !== id);
  }
}

function fits({ endpoint, listener, grantType, range }: CompleteFaultOrder, call: Call): boolean {
  return (
    (endpoint === 'any' || endpoint === call.endpoint) &&
    (listener === undefined || listener === call.listener) &&
    (grantType === undefined || grantType === call.grantType) &&
    (range === undefined || range === call.range)
  );
}

function left({ order, hits }: Standing): number | null {
  return order.times === 'always' ? null : order.times - hits;
}

function describe(standing: Standing): ActiveFault {
  const { id, order, hits } = standing;
  return { id, kind: order.fault.kind, endpoint: order.endpoint, left: left(standing), hits };
}
