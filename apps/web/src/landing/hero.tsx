/** What this is, in a few words, and the way in. */
export function Hero() {
  return (
    <section className="pitch" aria-labelledby="what">
      <h1 id="what">
        Your own chart,
        <br />
        day by day
      </h1>
      <p className="lead">
        Spotify shows you only today’s list. Headliner records it every day and reads it as a chart: who rose,
        who fell, who is new, who came back, and since when.
      </p>
      <p className="actions">
        <a className="button" href="/auth/spotify?returnTo=%2F">
          Connect with Spotify
        </a>
      </p>
      <p className="note demo-only">
        <strong>Demo mode.</strong> The button leads to a simulator that runs beside Headliner, not to
        Spotify. No account is needed: choose Demo Listener, who has half a year of recorded days. All artists
        are invented.
      </p>
      <p className="note real-only">
        Spotify will ask whether Headliner may read your top artists. It can do nothing else with your
        account. <a href="/privacy">What is kept, and how to leave</a>.
      </p>
    </section>
  );
}
