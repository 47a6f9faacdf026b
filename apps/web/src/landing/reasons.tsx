import type { ReactNode } from 'react';

/** What else there is to know before signing in. */
export function Reasons() {
  return (
    <section className="reasons" aria-label="What to expect">
      <Reason title="Any day, against any other">
        Travel back to a day of last spring and see the chart as it stood then: peaks, weeks on the chart,
        returns.
      </Reason>
      <Reason title="Honest about its holes">
        A day without a snapshot is a gap with a reason: Spotify was down, you had paused. Nothing is filled
        in.
      </Reason>
      <Reason title="No Spotify token in any browser">
        They stay on this server, encrypted. Programs of yours get access tokens of Headliner’s.
      </Reason>
      <Reason title="One GraphQL API">
        These pages ask it like any client. Try it in <a href="/graphiql">GraphiQL</a>, with ready examples;
        or take <a href="/schema.graphql">the schema</a>.
      </Reason>
      <Reason title="Yours to take along">
        Your whole record as a file that comes back in, here or on a server of your own.
      </Reason>
      <Reason title="Yours to delete">
        One click forgets everything. <a href="/privacy">What is kept, and for how long</a>.
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
