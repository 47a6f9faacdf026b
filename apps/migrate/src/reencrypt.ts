import { parseArgs } from 'node:util';
import { databaseEnv, giveUpKey, keyringEnv, loadKeyring, openKeyring, reencrypt } from '#database';
import { ExplainedError, readEnvironment, runJob } from '#runtime';
import { z } from 'zod';
import { reencryptionReport } from './reencryption-report.js';

const PROGRESS_EVERY_MS = 1_000;

/**
 * The last step of a key rotation: encrypts every stored Spotify token with the active key, while API and workers run.
 * With `--give-up <key id>` it ends the connections whose key is lost instead.
 */
runJob(async (stopping) => {
  const environment = readEnvironment(z.object({ ...databaseEnv.shape, ...keyringEnv.shape }));
  const { 'give-up': lost } = parseArgs({ options: { 'give-up': { type: 'string' } } }).values;
  if (lost !== undefined) return giveUp(lost, environment);
  const { keyring } = await openKeyring(environment);
  let told = performance.now();
  const done = await reencrypt({
    databaseUrl: environment.DATABASE_URL,
    keyring,
    stopping,
    progress: (listeners) => {
      if (performance.now() - told < PROGRESS_EVERY_MS) return;
      told = performance.now();
      say(`The tokens of ${listeners} listeners are re-encrypted so far.`);
    },
  });
  const old = keyring.ids.filter((id) => id !== keyring.activeId);
  for (const line of reencryptionReport(done, keyring.activeId, old)) say(line);
  const stillWritten = [...done.left.values()].some((tokens) => tokens > 0) && done.unreadable.length === 0;
  if (stillWritten) process.exit(1);
});

async function giveUp(
  lost: string,
  environment: { DATABASE_URL: string; KEYRING_FILE: string },
): Promise<void> {
  const { keyring } = await loadKeyring(environment.KEYRING_FILE);
  if (keyring.ids.includes(lost)) {
    throw new ExplainedError(
      `The keyring ${environment.KEYRING_FILE} has a key "${lost}". Only a key that is lost can be given up: remove it ` +
        'from the file first if it is not the right one. Nothing was changed.',
    );
  }
  const listeners = await giveUpKey(environment.DATABASE_URL, lost);
  say(
    `The connections of ${listeners} listeners have ended, since their tokens needed "${lost}". They have to sign in again; their histories stay.`,
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
