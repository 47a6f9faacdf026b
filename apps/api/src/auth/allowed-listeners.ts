import type { SpotifyProfile } from '#spotify';
import { z } from 'zod';

const EXPECTED = 'Spotify ids of listeners, their `id` or `account_id`, separated by commas';

/** The setting that names who may sign in. */
export function allowedListeners() {
  return z
    .string(EXPECTED)
    .transform((text) => text.split(',').map((id) => id.trim()))
    .refine((ids) => ids.every((id) => /^[^\s\p{C}]{1,256}$/u.test(id)), EXPECTED);
}

/** Whether a listener is among those who may sign in; without any named, everyone may. */
export function isAllowed(
  { id, accountId }: Pick<SpotifyProfile, 'id' | 'accountId'>,
  allowed: readonly string[] | undefined,
): boolean {
  return allowed === undefined || allowed.some((one) => one === id || one === accountId);
}
