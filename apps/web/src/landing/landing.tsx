import { useState } from 'react';
import type { TimeRange } from '../graphql/schema-words.js';
import { moversOf } from '../chart/movers.js';
import { EXAMPLE } from './example.js';
import { ExampleChart } from './example-chart.js';
import { ExampleMovers } from './example-movers.js';
import { ExampleTrends } from './example-trends.js';
import { Hero } from './hero.js';
import './landing.css';
import { Reasons } from './reasons.js';

/** What everybody sees who is not signed in: what this is, a chart to try, and the way in. */
export function Landing() {
  const [range, setRange] = useState<TimeRange>('SHORT_TERM');
  const chart = EXAMPLE[range];
  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
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
        <ExampleMovers key={range} chart={chart} movers={moversOf(chart.entries)} />
        <ExampleTrends key={`trends ${range}`} trends={chart.trends} />
        <Reasons />
      </main>
      <footer>
        <p>
          Headliner is independent software. It reads your top artists from Spotify with your consent; Spotify
          neither makes nor endorses it. <a href="/privacy">Privacy</a>
        </p>
      </footer>
    </>
  );
}
