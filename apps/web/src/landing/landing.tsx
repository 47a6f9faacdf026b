import { type ReactNode, useState } from 'react';
import { groupMovers } from '../chart/movers.js';
import type { TimeRange } from '../graphql/graphql.js';
import { EXAMPLE, ExampleChart, ExampleMovers, ExampleTrends } from './example.js';
import './landing.css';

/** The page for visitors who are not signed in, with an example chart to try. */
export function Landing() {
  const [range, setRange] = useState<TimeRange>('SHORT_TERM');
  const chart = EXAMPLE[range];
  return (
    <>
      <a className="skip" href="#content">
        Skip to content
      </a>
      <header className="masthead">
        <a className="brand" href="/">
          <img src="/assets/logo.svg" alt="" width="44" height="44" />
          Headliner
        </a>
        <p>The chart of your own listening</p>
      </header>
      <main id="content">
        <div className="hero">
          <Hero />
          <ExampleChart chart={chart} range={range} onChoose={setRange} />
        </div>
        <ExampleMovers key={range} chart={chart} movers={groupMovers(chart.entries)} />
        <ExampleTrends key={`trends ${range}`} trends={chart.trends} />
        <Reasons />
      </main>
      <footer>
        <p>
          Headliner is independent software. It reads your top artists from Spotify with your consent. Spotify
          neither makes nor endorses it. <a href="/privacy">Privacy</a>
        </p>
      </footer>
    </>
  );
}

function Hero() {
  return (
    <section className="pitch" aria-labelledby="what">
      <h1 id="what">
        Your own chart,
        <br />
        day by day
      </h1>
      <p className="lead">
        Spotify only shows today’s list. Headliner records it every day and turns it into a chart: who rose,
        who fell, who is new, who came back, and since when.
      </p>
      <p className="actions">
        <a className="button" href="/auth/spotify?returnTo=%2F">
          Sign in with Spotify
        </a>
      </p>
      <p className="note demo-only">
        <strong>Demo mode.</strong> The button leads to a simulator that runs beside Headliner, not to
        Spotify. You need no account: choose Demo Listener, who has half a year of history. All artists are
        invented.
      </p>
      <p className="note real-only">
        Spotify will ask whether Headliner may read your top artists. It can do nothing else with your
        account. <a href="/privacy">See what is stored and how to delete it</a>.
      </p>
    </section>
  );
}

function Reasons() {
  return (
    <section className="reasons" aria-label="Features">
      <Reason title="Compare any two days">
        Go back to any day and see its chart as it was then: peaks, weeks on the chart, returns.
      </Reason>
      <Reason title="Gaps are shown, with a reason">
        A day without a snapshot is a gap, and you see why: Spotify was down, or you paused. Nothing is
        interpolated.
      </Reason>
      <Reason title="No Spotify token in your browser">
        Spotify tokens stay on this server, encrypted. Your programs use Headliner’s own access tokens.
      </Reason>
      <Reason title="One GraphQL API">
        This page is an ordinary client of it. Try it in <a href="/graphiql">GraphiQL</a>, with examples, or
        read <a href="/schema.graphql">the schema</a>.
      </Reason>
      <Reason title="Export everything">
        Your whole history is one file. Import it again here, or into another Headliner.
      </Reason>
      <Reason title="Delete everything">
        Delete your account at any time. <a href="/privacy">See what is stored, and for how long</a>.
      </Reason>
    </section>
  );
}

function Reason({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <h2>{title}</h2>
      <p>{children}</p>
    </div>
  );
}
