/** Commands for a terminal that ask who the token speaks for. */
export function curlExample(origin: string, secret: string): string {
  return [
    `export HEADLINER_TOKEN=${secret}`,
    `curl -s ${origin}/graphql \\`,
    `  -H "authorization: Bearer $HEADLINER_TOKEN" \\`,
    `  -H 'content-type: application/json' \\`,
    `  -d '{"query":"{ viewer { displayName } }"}'`,
  ].join('\n');
}
