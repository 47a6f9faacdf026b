import { z } from 'zod';

const POSTGRES =
  'the address of a PostgreSQL 15 or later, such as postgresql://user:password@host:5432/headliner';
const ENCODED = `${POSTGRES}; percent-encode special characters in user and password: @ is %40, : is %3A, / is %2F, # is %23, ? is %3F, % is %25, a space is %20`;
const NO_NAME = `${POSTGRES}; it must end with the name of the database`;
const SCHEMA = `${POSTGRES}; ?schema= takes up to 40 lower-case letters, digits and underscores, and none that begins with pg_`;
const POOL_SIZE = 'a whole number from 2 to 100';

const databaseUrl = z
  .string(POSTGRES)
  // libpq needs no host in a URL with ?host=/socket/directory, but URL parsers do.
  .transform((value) => value.replace(/^(postgres(?:ql)?:\/\/[^/?#@]+@)\//, '$1localhost/'))
  .superRefine((value, context) => {
    const message = problemOf(value);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

/** The settings for connecting to the database. */
export const databaseEnv = z.object({
  DATABASE_URL: databaseUrl,
  /** The maximum number of connections of the API and of a worker. */
  DATABASE_POOL_SIZE: z
    .string(POOL_SIZE)
    .regex(/^\d{1,3}$/, POOL_SIZE)
    .transform(Number)
    .refine((size) => size >= 2 && size <= 100, POOL_SIZE)
    .default(10),
});

const KEYRING = 'the path of a JSON file {"active":"<key id>","keys":{"<key id>":"<base64 of 32 bytes>"}}';

/** The setting for reading and writing Spotify tokens. */
export const keyringEnv = z.object({
  KEYRING_FILE: z.string(KEYRING).min(1, KEYRING),
});

export type DatabaseEnvironment = Readonly<z.output<typeof databaseEnv>>;
export type KeyringEnvironment = Readonly<z.output<typeof keyringEnv>>;

/** Returns what is wrong with a database URL; undefined if it is valid. */
function problemOf(value: string): string | undefined {
  if (!/^postgres(ql)?:\/\//.test(value)) return POSTGRES;
  const url = URL.parse(value);
  // An unencoded "/", "?" or "#" in the password moves the "@" out of the authority.
  if (!url || !isDecodable(value) || /[@#]/.test(url.pathname + url.search + url.hash)) {
    return value.includes('@') ? ENCODED : POSTGRES;
  }
  if (url.pathname.length < 2) return NO_NAME;
  const schema = url.searchParams.get('schema');
  return schema === null || /^(?!pg_)[a-z_][a-z0-9_]{0,39}$/.test(schema) ? undefined : SCHEMA;
}

function isDecodable(value: string): boolean {
  try {
    decodeURIComponent(value);
    return true;
  } catch {
    return false;
  }
}
