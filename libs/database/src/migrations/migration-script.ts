/**
 * What commits nothing, whatever it says: comments, texts, names in quotes, and bodies of functions. Which of them comes
 * first decides, so that two dashes in a text begin no comment.
 */
const QUOTED =
  /--.*$|\/\*[^]*?\*\/|\$(\w*)\$[^]*?\$\1\$|\be'(?:[^'\\]|\\[^]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"/gim;
const OWN_TRANSACTIONS = /\b(begin|start\s+transaction|commit|rollback|concurrently|vacuum)\b/i;

/**
 * Whether PostgreSQL runs the script as one transaction: it does unless the script begins or commits its own, or
 * has a statement that cannot run inside one. When in doubt, the answer is no.
 */
export function isOneTransaction(script: string): boolean {
  return !OWN_TRANSACTIONS.test(script.replace(QUOTED, ' '));
}

/**
 * The script, recording in its own transaction that it was applied. So whenever the process dies, a migration that
 * is not recorded as finished was not applied either. The engine then writes the same once more.
 */
export function recordedScript(script: string): string {
  return `${script}\n;UPDATE "_prisma_migrations" SET "finished_at" = clock_timestamp()
WHERE "finished_at" IS NULL AND "rolled_back_at" IS NULL;`;
}
