/**
 * The environment of a process that we start: our own, and what we settle for it. The other form of a settled setting
 * (`NAME` or `NAME_FILE`) is left out, and loopback is asked without a proxy.
 */
export function childEnvironment(
  settled: Readonly<Record<string, string>>,
  own: Readonly<NodeJS.ProcessEnv> = process.env,
): Record<string, string | undefined> {
  const replaced = new Set(
    Object.keys(settled).flatMap((name) => [`${name}_FILE`, name.replace(/_FILE$/, '')]),
  );
  const inherited = Object.entries(own).filter(([name]) => !replaced.has(name));
  // Of the two names the one in lower case wins.
  const direct = [own['no_proxy'] ?? own['NO_PROXY'], '127.0.0.1', '::1'].filter(Boolean).join(',');
  return { ...Object.fromEntries(inherited), NO_PROXY: direct, no_proxy: direct, ...settled };
}
