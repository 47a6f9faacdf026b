/** Marks, for this tab, that the document has reloaded itself. A new deployment has another name for this file. */
const MARK = `reloaded for ${import.meta.url}`;

/**
 * Imports code that is not in the first chunk. After a deployment its file may be gone; then the document reloads itself,
 * once per tab and deployment, and the promise stays pending. Otherwise the error is thrown.
 */
export async function loadChunk<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  try {
    return await load();
  } catch (error) {
    if (!(await isServerUp()) || !setMark()) throw error;
    window.location.reload();
    return new Promise(() => {});
  }
}

/** Whether a reload would show a page, rather than the browser's own error. */
async function isServerUp(): Promise<boolean> {
  return fetch(window.location.href, { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Returns whether the mark was set now: false if it was there, or if the browser refuses storage. */
function setMark(): boolean {
  try {
    if (sessionStorage.getItem(MARK) !== null) return false;
    sessionStorage.setItem(MARK, '');
    return true;
  } catch {
    return false;
  }
}
