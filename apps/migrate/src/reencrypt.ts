import { databaseEnv, giveUpKey, keyringEnv, loadKeyring, openKeyring, reencrypt } from '#database';
import { ExplainedError, readEnvironment, runJob } from '#runtime';
import { z } from 'zod';
import { reencryptionReport } from './reencryption-report.js';

const KEY_ID = 'the id of a key that is lost for good, and is not in the keyring';

const reencryptEnv = z.object({
  ...databaseEnv.shape,
  ...keyringEnv.shape,
  /** A key to go on without: the connections whose tokens need it end first. */
  KEYRING_GIVE_UP: z
    .string(KEY_ID)
    .regex(/^[\w-]{1,32}$/, KEY_ID)
    .optional(),
});

const PROGRESS_EVERY_MS = 1_000;

/** The last step of a rotation: encrypts every stored Spotify token with the active key, while API and workers run. */
runJob(async (stopping) => {
  const environment = readEnvironment(reencryptEnv);
  if (environment.KEYRING_GIVE_UP) await giveUp(environment.KEYRING_GIVE_UP, environment);
  const { keyring } = await openKeyring(environment, 'headliner-reencrypt');
  let told = performance.now();
  const done = await reencrypt({
    databaseUrl: environment.DATABASE_URL,
    keyring,
    stopping,
    progress: (listeners) => {
      if (performance.now() - told < PROGRESS_EVERY_MS) return;
      told = performance.now();
      say(`Listeners whose tokens are re-encrypted so far: ${listeners}.`);
    },
  });
  const old = keyring.ids.filter((id) => id !== keyring.activeId);
  for (const line of reencryptionReport(done, keyring.activeId, old)) say(line);
  const stillWritten = [...done.left.values()].some((tokens) => tokens > 0) && done.unreadable.length === 0;
  if (stillWritten) process.exit(1);
});

async function giveUp(lost: string, environment: z.output<typeof reencryptEnv>): Promise<void> {
  const { keyring } = await loadKeyring(environment.KEYRING_FILE);
  if (keyring.ids.includes(lost)) {
    throw new ExplainedError(
      `KEYRING_GIVE_UP: the keyring ${environment.KEYRING_FILE} has a key "${lost}", and only one that is lost can be ` +
        'given up. Remove it from the file first, if it is not the right one. Nothing was changed.',
    );
  }
  const listeners = await giveUpKey(environment.DATABASE_URL, lost);
  say(
    `Connections that have ended, since their tokens needed "${lost}": ${listeners}. Their listeners have to sign in again; their histories stay.`,
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
