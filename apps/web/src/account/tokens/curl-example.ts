/** Shell commands that query the token's listener. */
export function curlExample(origin: string, secret: string): string {
  return [
    `export HEADLINER_TOKEN=${secret}`,
    `curl -s ${origin}/graphql \\`,
    `  -H "authorization: Bearer $HEADLINER_TOKEN" \\`,
    `  -H 'content-type: application/json' \\`,
    `  -d '{"query":"{ viewer { displayName } }"}'`,
  ].join('\n');
}
