/** How long a statement of a migration waits for a lock: those of the serving processes queue up behind it. */
const LOCK_TIMEOUT_MS = 3_000;

/** The address of another database on the same server. */
export function addressOf(databaseUrl: string, database: string): string {
  const address = parse(databaseUrl);
  address.pathname = `/${encodeURIComponent(database)}`;
  return address.href;
}

/** The name of the database that an address leads to. */
export function databaseName(databaseUrl: string): string {
  return decodeURIComponent(parse(databaseUrl).pathname.slice(1));
}

/** An address as it may be shown: without user, password and options. */
export function shownAddress(databaseUrl: string): string {
  const { host, pathname } = parse(databaseUrl);
  return `${host}${pathname}`;
}

/** The same address, with a limit on waiting for locks; options that it has already are kept. */
export function addressWithLockTimeout(databaseUrl: string): string {
  const address = parse(databaseUrl);
  const options = [address.searchParams.get('options') ?? '', `-c lock_timeout=${LOCK_TIMEOUT_MS}`];
  address.searchParams.set('options', options.join(' ').trim());
  return address.href;
}

/** URL's own error would carry the whole address, password included. */
function parse(databaseUrl: string): URL {
  const address = URL.parse(databaseUrl);
  if (!address) throw new Error("The database's address is not a valid URL.");
  return address;
}
