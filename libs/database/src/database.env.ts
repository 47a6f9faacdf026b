import { z } from 'zod';

const POSTGRES =
  'the address of a PostgreSQL 15 or later, such as postgresql://user:password@host:5432/headliner';

/** What a process needs to reach the database. */
export const databaseEnv = z.object({
  DATABASE_URL: z
    .string(POSTGRES)
    .refine((value) => URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol), POSTGRES),
});

const KEYRING = 'the path of a JSON file {"active":"<key id>","keys":{"<key id>":"<base64 of 32 bytes>"}}';

/** What a process needs to read and write Spotify tokens there. */
export const keyringEnv = z.object({
  KEYRING_FILE: z.string(KEYRING).min(1, KEYRING),
});

export type DatabaseEnvironment = Readonly<z.output<typeof databaseEnv>>;
export type KeyringEnvironment = Readonly<z.output<typeof keyringEnv>>;
