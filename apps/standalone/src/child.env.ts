/** The environment of a process that we start: our own, and what we settle for it. */
export function childEnvironment(
  settled: Readonly<Record<string, string>>,
): Record<string, string | undefined> {
  return { ...process.env, ...settled };
}
