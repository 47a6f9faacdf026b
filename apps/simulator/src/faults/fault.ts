import { z } from 'zod';
import { endpointNameSchema } from '../endpoint.js';
import { timeRanges } from '../lists/top-list.js';

const milliseconds = z.int().min(0).max(600_000);
const kind = <K extends string>(name: K) => z.strictObject({ kind: z.literal(name) });

/** Work is done although its answer is lost: a code is used up, a refresh token replaced. */
const afterWork = z.boolean().default(false);

/**
 * The ways in which a call can go wrong. Those of the first group answer in place of the endpoint, those of the
 * second spoil its answer, those of the third carry it badly.
 */
const faultKinds = [
  kind('status').extend({
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()).default({}),
    /** Text is sent as it is, anything else as JSON. */
    body: z.union([z.string(), z.json()]).default(''),
  }),
  kind('unauthorized').extend({ message: z.string().default('The access token expired') }),
  kind('scope-missing'),
  kind('not-registered'),
  kind('premium-missing'),
  kind('rate-limited').extend({
    /** Seconds, a date so many seconds ahead, no header at all, or something nobody can read. */
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
  /** Sends the browser back to the app with this error: for the `authorize` endpoint. */
  kind('authorize-error').extend({ error: z.string().default('server_error') }),

  kind('empty-list'),
  kind('nulls').extend({
    /** All of the body, every optional field, or the required ones. */
    where: z.enum(['body', 'optional', 'required', 'items']).default('optional'),
  }),
  /** Gives fields of the answer other values, or leaves them out. */
  kind('fields').extend({
    set: z.record(z.string(), z.json()).default({}),
    leaveOut: z.array(z.string()).default([]),
  }),
  kind('duplicates'),
  kind('foreign-next').extend({ origin: z.url().default('http://spotify.invalid') }),
  kind('truncated').extend({
    /** `body`: half of the JSON in an answer that is otherwise whole; `connection`: it breaks off half-way. */
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

/** Kinds that need no detail may be given by name alone. */
const namedFaultSchema = z
  .enum(
    faultKinds.flatMap((schema) => (schema.shape.kind.value === 'status' ? [] : [schema.shape.kind.value])),
  )
  .transform((name): Fault => detailedFaultSchema.parse({ kind: name }));

/** An order to spoil calls: whose, how, and for how long. */
export const faultOrderSchema = z.strictObject({
  endpoint: z.union([endpointNameSchema, z.literal('any')]),
  listener: z.string().optional(),
  grantType: z.enum(['authorization_code', 'refresh_token']).optional(),
  range: z.enum(timeRanges).optional(),
  /** So many matching calls go well first. */
  skip: z.int().min(0).default(0),
  /** How many calls fail before all is well again; `always`: until the fault is deleted. */
  times: z.union([z.int().min(1), z.literal('always')]).default(1),
  fault: z.union([namedFaultSchema, detailedFaultSchema]),
});
/** As it is asked for. */
export type FaultOrder = z.input<typeof faultOrderSchema>;
/** With every default filled in. */
export type CompleteFaultOrder = z.output<typeof faultOrderSchema>;

export const activeFaultSchema = z.object({
  id: z.string(),
  kind: z.string(),
  endpoint: z.string(),
  /** Calls still to be spoiled; null for `always`. */
  left: z.int().nullable(),
  /** Calls spoiled so far. */
  hits: z.int(),
});
export type ActiveFault = z.infer<typeof activeFaultSchema>;
