const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|\[::1\])(?=[:/?]|$)/;
const LOOPBACK_WITHOUT_PORT = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?=[/?]|$)(.*)$/;

/** What Spotify lets an app register: https anywhere but `localhost`, plain http on a loopback address only. */
export function mayBeRegistered(uri: string): boolean {
  if (!URL.canParse(uri) || uri.includes('#')) return false;
  const { protocol, hostname, username, password } = new URL(uri);
  if (hostname === 'localhost' || username !== '' || password !== '') return false;
  return protocol === 'https:' || LOOPBACK.test(uri);
}

/** Letter by letter the registered address; one on loopback that names no port stands for any port. */
export function isRegistered(requested: string, registered: readonly string[]): boolean {
  return registered.some((uri) => {
    if (uri === requested) return true;
    const [, origin, rest] = LOOPBACK_WITHOUT_PORT.exec(uri) ?? [];
    if (origin === undefined || rest === undefined) return false;
    const port = /^:(\d{1,5})/.exec(requested.slice(origin.length))?.[1];
    return port !== undefined && Number(port) <= 65_535 && requested === `${origin}:${port}${rest}`;
  });
}
