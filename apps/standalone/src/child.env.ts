/** Names the hosts that are asked without a proxy; the name in lower case wins. */
const NO_PROXY = ['no_proxy', 'NO_PROXY'] as const;

/**
 * The environment of a process that we start: our own, and what we settle for it. The other form of a settled setting
 * (`NAME` or `NAME_FILE`) is left out, and loopback is asked without a proxy.
 */
export function childEnvironment(
  settled: Readonly<Record<string, string>>,
): Record<string, string | undefined> {
  const settledNames = Object.keys(settled);
  const replaced = new Set(settledNames.flatMap((name) => [`${name}_FILE`, name.replace(/_FILE$/, '')]));
  const inherited = Object.entries(process.env).filter(([name]) => !replaced.has(name));
  const withoutProxy = [process.env['no_proxy'] ?? process.env['NO_PROXY'], '127.0.0.1', '::1'];
  const hosts = withoutProxy.filter(Boolean).join(',');
  return {
    ...Object.fromEntries(inherited),
    ...Object.fromEntries(NO_PROXY.map((name) => [name, hosts])),
    ...settled,
  };
}
