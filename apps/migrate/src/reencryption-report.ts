import type { Reencryption } from '#database';

/** What came of it, for each old key in the keyring too: whether it may be removed. */
export function* reencryptionReport(
  done: Reencryption,
  activeId: string,
  old: readonly string[],
): Generator<string> {
  yield `Done. Listeners whose tokens were re-encrypted with "${activeId}": ${done.listeners}.`;
  for (const listenerId of done.unreadable) {
    yield `The tokens of listener ${listenerId} cannot be read: they were altered, or moved from another row. They are left as they are; once this listener signs in again, they are replaced.`;
  }
  for (const id of old) {
    const left = done.left.get(id) ?? 0;
    yield left === 0
      ? `No token needs "${id}" any more. Once every process has been started again with "${activeId}" as the active key, "${id}" may be removed from the keyring. Keep it with the backups that were made before.`
      : `"${id}" may not be removed yet; tokens that still need it: ${left}. ${done.unreadable.length > 0 ? 'They are those of the listeners above.' : stillWritten(activeId)}`;
  }
}

function stillWritten(activeId: string): string {
  return `Processes that were started before "${activeId}" became active still write with it: start them again, then run this again.`;
}
