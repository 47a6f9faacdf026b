/** Who makes this and who does not, and the doors that are no pages of this app. */
export function Footer() {
  return (
    <footer>
      <p className="demo-only">
        <strong>Demo mode.</strong> A simulator stands in for Spotify: this listener and all artists are
        invented.
      </p>
      <p>
        Top artists, names and pictures come from Spotify, with your consent; Spotify neither makes nor
        endorses Headliner. <a href="/graphiql">GraphiQL</a> · <a href="/schema.graphql">Schema</a> ·{' '}
        <a href="/privacy">Privacy</a>
      </p>
    </footer>
  );
}
