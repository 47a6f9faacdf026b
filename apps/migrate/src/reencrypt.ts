import {
  databaseEnv,
  giveUpKey,
  keyringEnv,
  loadKeyring,
  openKeyring,
  reencrypt,
  type Reencryption,
  type UnreadableToken,
} from '#database';
import { ExplainedError, readEnvironment, runJob } from '#runtime';
import { z } from 'zod';

const KEY_ID = 'the id of a key that is lost for good, and is not in the keyring';

const reencryptEnv = z.object({
  ...databaseEnv.shape,
  ...keyringEnv.shape,
  /** A lost key: connections and shares whose tokens need it end before the rest is re-encrypted. */
  KEYRING_GIVE_UP: z
    .string(KEY_ID)
    .regex(/^[\w-]{1,32}$/, KEY_ID)
    .optional(),
});

const PROGRESS_EVERY_MS = 1_000;

/** The last step of a key rotation: encrypts all stored tokens with the active key while API and workers run. */
runJob(async (stopping) => {
  const environment = readEnvironment(reencryptEnv);
  if (environment.KEYRING_GIVE_UP) await giveUp(environment.KEYRING_GIVE_UP, environment);
  const { keyring } = await openKeyring(environment, 'headliner-reencrypt');
  let lastProgress = performance.now();
  const result = await reencrypt({
    databaseUrl: environment.DATABASE_URL,
    keyring,
    stopping,
    progress: (tokens) => {
      if (performance.now() - lastProgress < PROGRESS_EVERY_MS) return;
      lastProgress = performance.now();
      print(`Tokens that are re-encrypted so far: ${tokens}.`);
    },
  });
  const oldIds = keyring.ids.filter((id) => id !== keyring.activeId);
  for (const line of summarize(result, keyring.activeId, oldIds)) print(line);
  const mustRunAgain =
    [...result.left.values()].some((tokens) => tokens > 0) && result.unreadable.length === 0;
  if (mustRunAgain) process.exit(1);
});

async function giveUp(lost: string, environment: z.output<typeof reencryptEnv>): Promise<void> {
  const { keyring } = await loadKeyring(environment.KEYRING_FILE);
  if (keyring.ids.includes(lost)) {
    throw new ExplainedError(
      `KEYRING_GIVE_UP: the keyring ${environment.KEYRING_FILE} still has the key "${lost}", so it is not lost and nothing ` +
        'was changed. To give it up all the same, remove it from the keyring first.',
    );
  }
  const { connections, shares } = await giveUpKey(environment.DATABASE_URL, lost);
  print(
    `Spotify connections that ended because their tokens needed "${lost}": ${connections}. Their listeners have to sign in again; their histories stay.`,
  );
  print(`Shares that were revoked because their links needed "${lost}": ${shares}.`);
}

/** What was re-encrypted, and for each old key whether it may be removed from the keyring. */
function* summarize(result: Reencryption, activeId: string, oldIds: readonly string[]): Generator<string> {
  yield `Done. Tokens re-encrypted with "${activeId}": ${result.tokens}.`;
  yield* new Set(result.unreadable.map(describeUnreadable));
  for (const id of oldIds) {
    const left = result.left.get(id) ?? 0;
    yield left === 0
      ? `No token needs "${id}" any more. Restart every process with "${activeId}" as the active key, then remove "${id}" from the keyring. Keep it with the backups made before.`
      : `"${id}" may not be removed yet; tokens that still need it: ${left}. ${result.unreadable.length > 0 ? 'They belong to the listeners above.' : restartHint(activeId)}`;
  }
}

function describeUnreadable({ listenerId, table }: UnreadableToken): string {
  return table === 'share'
    ? `The link of a share of listener ${listenerId} cannot be read: it was altered, or moved from another row. It stays as it is until the share expires.`
    : `The tokens of listener ${listenerId} cannot be read: they were altered, or moved from another row. They stay as they are until this listener signs in again.`;
}

function restartHint(activeId: string): string {
  return `Processes started before "${activeId}" became active still write with it: restart them, then run this command again.`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
