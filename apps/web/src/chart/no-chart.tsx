import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { ArtistRow } from '../design/artist.js';
import { Notice } from '../design/notice.js';
import { Section } from '../design/page.js';
import { QueryResult } from '../design/query-result.js';
import { NextSnapshot, When } from '../design/when.js';
import { graphql, type ResultOf } from '../graphql/graphql.js';
import { useTimezone } from '../shell/viewer.js';
import { TakeSnapshot } from '../take-snapshot/take-snapshot.js';
import { formatDay } from '../words/days.js';

const REFETCH_MS = 5_000;

interface NoChartProps {
  readonly nextSnapshotAt: string | null;
  readonly onTaken: () => void;
}

/** Shown instead of a chart: there is no snapshot yet, or none on or before the requested day. */
export function NoChart({ nextSnapshotAt, onTaken }: NoChartProps) {
  const address = useAddress();
  const on = address.getDay('on');
  if (on !== null) {
    return (
      <Notice tone="calm" title={`No snapshot on or before ${formatDay(on)}`}>
        <p>Your history starts later.</p>
        <p className="actions">
          <Link className="button" href={address.link({ on: null, comparedTo: null })}>
            Go to the newest chart
          </Link>
        </p>
      </Notice>
    );
  }
  return <FirstChart nextSnapshotAt={nextSnapshotAt} onTaken={onTaken} />;
}

/** Refetches the chart while a worker is about to take the first snapshot. */
function FirstChart({ nextSnapshotAt, onTaken }: NoChartProps) {
  const [isRequested, setRequested] = useState(false);
  const isDue = nextSnapshotAt !== null && Date.parse(nextSnapshotAt) <= Date.now();
  const isExpected = isRequested || isDue;
  const refetch = useRef(onTaken);
  useEffect(() => void (refetch.current = onTaken));
  useEffect(() => {
    if (!isExpected) return;
    const timer = setInterval(() => refetch.current(), REFETCH_MS);
    return () => clearInterval(timer);
  }, [isExpected]);
  const handleTaken = (): void => {
    setRequested(true);
    onTaken();
  };
  const timezone = useTimezone();
  return (
    <>
      <Notice tone="calm" title="Your first chart is on its way">
        <p>{describeSchedule(nextSnapshotAt, isDue, timezone)}</p>
        <p>
          A chart starts with one snapshot of your top artists. From the second day on, it shows who moves.
        </p>
        <TakeSnapshot onTaken={handleTaken} />
      </Notice>
      <LiveList timezone={timezone} />
    </>
  );
}

function describeSchedule(nextSnapshotAt: string | null, isDue: boolean, timezone: string): ReactNode {
  if (nextSnapshotAt === null) {
    return 'No snapshot is scheduled: snapshots are paused, or your connection to Spotify has ended.';
  }
  if (isDue) return 'The first snapshot is taken as soon as a worker is free, usually within a minute.';
  return <NextSnapshot at={nextSnapshotAt} timezone={timezone} />;
}

const TOP_ARTISTS = graphql(`
  query TopArtists($range: TimeRange!) {
    topArtists(range: $range, limit: 20) {
      source
      fetchedAt
      entries {
        rank
        artist {
          id
          name
          imageUrl
          spotifyUrl
        }
      }
    }
  }
`);

type TopList = NonNullable<ResultOf<typeof TOP_ARTISTS>['topArtists']>;

/** Spotify's current top list, while there is no chart. */
function LiveList({ timezone }: { readonly timezone: string }) {
  const { range } = useAddress();
  const query = useQuery({ query: TOP_ARTISTS, variables: { range } });
  return (
    <QueryResult query={query}>
      {({ topArtists }) =>
        topArtists && (
          <Section title="Your top artists right now" hint={describeSource(topArtists, timezone)}>
            {topArtists.entries.length === 0 && (
              <p className="note">
                Spotify has no top artists for this range yet. Keep listening and check back later.
              </p>
            )}
            <ol className="rows">
              {topArtists.entries.map(({ rank, artist }) => (
                <ArtistRow key={artist.id} artist={artist} rank={rank} />
              ))}
            </ol>
          </Section>
        )
      }
    </QueryResult>
  );
}

/** How fresh the list is. */
function describeSource({ source, fetchedAt }: TopList, timezone: string): ReactNode {
  const when = <When instant={fetchedAt} timezone={timezone} />;
  switch (source) {
    case 'SPOTIFY':
      return 'As ranked by Spotify right now.';
    case 'CACHE':
      return <>As ranked by Spotify. Updated: {when}</>;
    case 'SNAPSHOT':
      return <>Spotify can’t be reached, so this is your newest snapshot. Taken: {when}</>;
  }
}
