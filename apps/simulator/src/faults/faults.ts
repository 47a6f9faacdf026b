import { type Call, endpointNameSchema } from '../endpoint.js';
import { z } from 'zod';
import { timeRanges } from '../lists/top-list.js';

const milliseconds = z.int().min(0).max(600_000);
const kind = <K extends string>(name: K) => z.strictObject({ kind: z.literal(name) });

/** Handles the call before its answer is lost: redeems the code, rotates the refresh token. */
const afterWork = z.boolean().default(false);

/** All faults. The first group replaces the endpoint's answer, the second changes it, the third changes its delivery. */
const faultKinds = [
  kind('status').extend({
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()).default({}),
    /** Text is sent unchanged, anything else as JSON. */
    body: z.union([z.string(), z.json()]).default(''),
  }),
  kind('unauthorized').extend({ message: z.string().default('The access token expired') }),
  kind('scope-missing'),
  kind('not-registered'),
  kind('premium-missing'),
  kind('rate-limited').extend({
    /** Seconds, a date that many seconds ahead, no header, or an invalid header. */
    retryAfter: z
      .union([
        z.int().min(0),
        z.strictObject({ dateInSeconds: z.int() }),
        z.enum(['absent', 'date', 'garbage']),
      ])
      .default(1),
    as: z.enum(['text', 'json']).default('text'),
  }),
  kind('quota-exceeded').extend({ retryAfter: z.int().min(0).nullable().default(null) }),
  kind('server-error').extend({
    status: z.int().min(500).max(599).default(503),
    as: z.enum(['json', 'html', 'text']).default('json'),
  }),
  kind('false-invalid-grant').extend({ description: z.string().default('Refresh token revoked') }),
  kind('invalid-client'),
  kind('html-200'),
  /** For the `authorize` endpoint: sends the browser back to the app with this error. */
  kind('authorize-error').extend({ error: z.string().default('server_error') }),

  kind('empty-list'),
  kind('nulls').extend({
    /** What becomes null: the body, the optional fields, the required fields, or the items. */
    where: z.enum(['body', 'optional', 'required', 'items']).default('optional'),
  }),
  /** Replaces or omits fields of the answer. */
  kind('fields').extend({
    set: z.record(z.string(), z.json()).default({}),
    leaveOut: z.array(z.string()).default([]),
  }),
  kind('duplicates'),
  kind('foreign-next').extend({ origin: z.url().default('http://spotify.invalid') }),
  kind('truncated').extend({
    /** `body` sends half of the JSON; `connection` breaks within the body. */
    cut: z.enum(['body', 'connection']).default('body'),
  }),
  kind('huge-body').extend({ megabytes: z.number().positive().max(200).default(10) }),

  kind('slow-headers').extend({ milliseconds: milliseconds.default(30_000) }),
  kind('slow-body').extend({ milliseconds: milliseconds.default(30_000) }),
  kind('hang').extend({ afterWork }),
  kind('reset').extend({ afterWork }),
] as const;

const detailedFaultSchema = z.discriminatedUnion('kind', [...faultKinds]);
export type Fault = z.output<typeof detailedFaultSchema>;

/** A fault with default details can be given by its kind alone. */
const namedFaultSchema = z
  .enum(
    faultKinds.flatMap((schema) => (schema.shape.kind.value === 'status' ? [] : [schema.shape.kind.value])),
  )
  .transform((name): Fault => detailedFaultSchema.parse({ kind: name }));

/** A fault, and the calls that it applies to. */
export const faultOrderSchema = z.strictObject({
  endpoint: z.union([endpointNameSchema, z.literal('any')]),
  listener: z.string().optional(),
  grantType: z.enum(['authorization_code', 'refresh_token']).optional(),
  range: z.enum(timeRanges).optional(),
  /** How many matching calls succeed first. */
  skip: z.int().min(0).default(0),
  /** How many calls fail; `always`: until the fault is removed. */
  times: z.union([z.int().min(1), z.literal('always')]).default(1),
  fault: z.union([namedFaultSchema, detailedFaultSchema]),
});
export type FaultOrder = z.input<typeof faultOrderSchema>;
export type CompleteFaultOrder = z.output<typeof faultOrderSchema>;

export const activeFaultSchema = z.object({
  id: z.string(),
  kind: z.string(),
  endpoint: z.string(),
  /** How many calls will still fail; null for `always`. */
  left: z.int().nullable(),
  /** How many calls have failed. */
  hits: z.int(),
});
export type ActiveFault = z.infer<typeof activeFaultSchema>;

interface FaultState {
  readonly id: string;
  readonly order: CompleteFaultOrder;
  skipped: number;
  hits: number;
}

/** The active faults. Only the first matching fault applies to a call. */
export class Faults {
  #states: FaultState[] = [];
  #lastId = 0;

  add(order: CompleteFaultOrder): ActiveFault {
    const state = { id: `fault-${(this.#lastId += 1)}`, order, skipped: 0, hits: 0 };
    this.#states.push(state);
    return describe(state);
  }

  /** Returns the fault that applies to this call, and counts the call. */
  take(call: Call): Fault | undefined {
    const match = this.#states.find((state) => {
      if (!matches(state.order, call) || left(state) === 0) return false;
      if (state.skipped === state.order.skip) return true;
      state.skipped += 1;
      return false;
    });
    if (!match) return undefined;
    match.hits += 1;
    return match.order.fault;
  }

  /** Returns all faults that were not removed, exhausted ones included. */
  all(): ActiveFault[] {
    return this.#states.map(describe);
  }

  /** Removes one fault or all. */
  clear(id?: string): void {
    this.#states = id === undefined ? [] : this.#states.filter((state) => state.id !== id);
  }
}

function matches({ endpoint, listener, grantType, range }: CompleteFaultOrder, call: Call): boolean {
  return (
    (endpoint === 'any' || endpoint === call.endpoint) &&
    (listener === undefined || listener === call.listener) &&
    (grantType === undefined || grantType === call.grantType) &&
    (range === undefined || range === call.range)
  );
}

function left({ order, hits }: FaultState): number | null {
  return order.times === 'always' ? null : order.times - hits;
}

function describe(state: FaultState): ActiveFault {
  const { id, order, hits } = state;
  return { id, kind: order.fault.kind, endpoint: order.endpoint, left: left(state), hits };
}
