/** The parts of the benchmark, in the order in which they run, with what the report says about each. */
export const PART_NOTES = {
  peers: {
    title: 'One listener and 1,000, beside other servers',
    notes: `Each server answers one query on 16 keep-alive connections: 50 ranks with \`rank\`, \`id\`, \`name\` and
\`imageUrl\`. Each runs in a process of its own, as its guide shows, with \`NODE_ENV=production\`, and all are measured in turn.
The first answers must be equal, and every other answer equal to the first. Headliner has everything switched on; only
\`QUERY_COST_PER_MINUTE\` is raised. With 1,000 listeners, each request carries a random listener's access token,
so that a response can be reused only if this listener has asked within the last half second.

The Next.js app is what Headliner replaces: next-auth's Spotify provider, \`getServerSession\`, and an API route that asks
Spotify with the session's token. Here it asks the simulator, whose CPU is shown separately.

20 requests at once, after the access token has expired, show how each refreshes it: where Spotify keeps the refresh token,
and where Spotify replaces it with each use, so that a second refresh with the same one fails.`,
  },
  expired: {
    title: '1,000 listeners whose lists have expired',
    notes: `Every stored list is too old, and no listener has two requests under way: in all servers, each request asks the
simulator once, give or take the requests under way when a round ends. Access tokens have not expired. The request budget is
never exhausted. Headliner also counts the call against the budget, checks and stores the list; the Next.js app only has a session.
Apollo + Express passes on the access token of the request, and does nothing else. Headliner runs the same GraphQL server, so
it cannot be faster.`,
  },
  'first-view': {
    title: "The page's first view",
    notes: `Headless Chromium opens \`/\` with a session cookie and an empty cache. The view is ready when the first five places of
the chart are painted. The throttled connection has 1.6 Mbit/s and 150 ms.`,
  },
  charts: {
    title: 'Charts, trends and years',
    notes: `One listener has ten years of history: 3,650 snapshots of each range, 50 ranks, about 2,000 artists. Other
listeners' rows are interleaved with this one's, as a worker writes them. **Chart**: 50 ranks of \`SHORT_TERM\`, compared with a week
earlier. **History read again**: the same after the history has changed, so that all ten years are read from PostgreSQL.
**Rank history**: a point per week of ten years for the ten artists at the top. **Weekly charts**: 20 charts of 50 ranks.
**Momentum**: artists on the way up or down, from the newest lists of all ranges. **Chart events**: the newest 50, such as
debuts and new peaks. **Year-end chart**: last year's 50 artists with the most points in its weekly charts. **Largest question**:
every day of five years for 22 artists, just within the default limits.

32 clients are four connections for each of eight listeners. One API computes on one core, so clients that never pause wait for
each other, and only CPU per response has a goal. Clients that pause have the goals of a single client.`,
  },
  shares: {
    title: 'Shares',
    notes: `Views of one share, on 16 connections: with and without an \`If-None-Match\` of the current version. Views are counted, but
\`SHARE_VIEWS_PER_MINUTE\` is raised.`,
  },
  history: {
    title: 'Importing ten years',
    notes: `An archive in the format of Spotify's extended streaming history: a million plays that count and 120,000 shorter ones, 5,000 artists in
rotation. The last 400 days of plays reach into 1,500 days of Spotify's lists. 100 other listeners have a history, and one of
them reads a chart five times a second during the import. Then one client asks for charts over all 4,750 days.`,
  },
  worker: {
    title: 'Recording',
    notes: `Many listeners become due at once. Time, CPU and statements are counted until the last job is done, ticks and polling
included. The **bare client** only fetches the same lists and parses them, with as many requests at once: the least that the work
can cost. Every listener must end with three snapshots of 50 ranks.`,
  },
  cold: {
    title: 'Startup, and lists from Spotify',
    notes: `**Ready** is the first 200 response from \`/health/ready\`. Each list is requested in turn through \`topArtists\` and directly
from the simulator. The difference is authentication, cost, the stored list, the grant, the permit, validation and storing.`,
  },
} as const;
