import { z } from 'zod';
import { endpointNames } from '../endpoint.js';
import { listenerSettingsSchema } from '../listeners.js';
import { timeRanges } from '../lists/top-list.js';

export const clockSchema = z.object({ now: z.iso.datetime() });
/** An instant, or seconds to add to the current time. */
export const clockChangeSchema = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advanceSeconds: z.number() }),
]);

/** The maximum of web API calls in a rolling window; null: no limit. */
export const rateLimitSchema = z
  .strictObject({ requests: z.int().min(1), perSeconds: z.number().positive().default(30) })
  .nullable();
export type RateLimitChange = z.input<typeof rateLimitSchema>;

const milliseconds = z.int().min(0).max(600_000);
/** The delay of each answer of an endpoint in real milliseconds. */
export const latencySchema = z.partialRecord(z.enum(endpointNames), milliseconds);
export type LatencyChange = z.input<typeof latencySchema>;

export const listenerChangeSchema = listenerSettingsSchema.partial();
export type ListenerChange = z.input<typeof listenerChangeSchema>;

export const listenerViewSchema = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  accountId: z.string().nullable(),
  settings: listenerSettingsSchema,
  grants: z.array(
    z.object({
      id: z.string(),
      scope: z.string(),
      consentedAt: z.iso.datetime(),
      refreshExpiresAt: z.iso.datetime(),
      revoked: z.boolean(),
    }),
  ),
});
export type ListenerView = z.infer<typeof listenerViewSchema>;

/** Creates a grant without a browser, for tests that begin after the sign-in. */
export const grantOrderSchema = z.strictObject({
  listener: z.string(),
  scope: z.string().default('user-top-read'),
  consentedAt: z.iso.datetime({ offset: true }).optional(),
});
export type GrantOrder = z.input<typeof grantOrderSchema>;
export const newGrantSchema = z.object({
  grant: z.string(),
  accessToken: z.string(),
  refreshToken: z.string(),
  scope: z.string(),
  expiresInSeconds: z.number(),
  consentedAt: z.iso.datetime(),
});
export type NewGrant = z.infer<typeof newGrantSchema>;

export const listQuerySchema = z.strictObject({
  listener: z.string(),
  range: z.enum(timeRanges),
  /** A calendar day in UTC. */
  day: z.iso.date(),
});
export type ListQuery = z.infer<typeof listQuerySchema>;
export const listViewSchema = z.object({
  artists: z.array(z.object({ id: z.string(), name: z.string(), imageUrl: z.string().nullable() })),
});
export type ListView = z.infer<typeof listViewSchema>;

export const resetSchema = z.strictObject({ keepGrants: z.boolean().default(false) });
