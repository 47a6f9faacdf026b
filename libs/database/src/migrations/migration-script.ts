/** Whole lines only: two dashes elsewhere may stand in a text. */
const COMMENTS = /^\s*--.*$/gm;
const OWN_TRANSACTIONS = /\b(begin|start\s+transaction|commit|rollback|concurrently|vacuum)\b/i;

/**
 * Whether PostgreSQL runs the script as one transaction: it does unless the script begins or commits its own, or
 * has a statement that cannot run inside one. When in doubt (a function's BEGIN), the answer is no.
 */
export function isOneTransaction(script: string): boolean {
  return !OWN_TRANSACTIONS.test(script.replace(COMMENTS, ''));
}

/**
 * The script, recording in its own transaction that it was applied. So whenever the process dies, a migration that
 * is not recorded as finished was not applied either. The engine then writes the same once more.
 */
export function recordedScript(script: string): string {
  return `${script}\n;UPDATE "_prisma_migrations" SET "finished_at" = clock_timestamp()
WHERE "finished_at" IS NULL AND "rolled_back_at" IS NULL;`;
}
