import { ARTIST_FIELDS } from '../graphql/artist-fields.js';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { type CombinedError, useQuery } from 'urql';
import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { ArtistRow } from '../design/artist.js';
import { Failure, Notice } from '../design/notice.js';
import { Section } from '../design/page.js';
import { isFor, Skeleton } from '../design/query-result.js';
import { NextSnapshot, When } from '../design/when.js';
import { graphql, type ResultOf, type TimeRange } from '../graphql/graphql.js';
import { Share } from '../share/share.js';
import { useTimezone, useViewer, type Viewer } from '../shell/viewer.js';
import { TakeSnapshot } from '../take-snapshot/take-snapshot.js';
import { getRange } from '../words/range.js';
import { getTopListTable } from './chart-share.js';
import './first-visit.css';
import { NoTopArtists } from './no-top-artists.js';
import { describeSpotifyTrouble, getRetryTime } from './spotify-trouble.js';
import { SpotifyTroubleNotice } from './spotify-trouble-notice.js';

const REFETCH_MS = 5_000;

const TOP_ARTISTS = graphql(
  `
    query TopArtists($range: TimeRange!) {
      topArtists(range: $range, limit: 20) {
        source
        fetchedAt
        entries {
          rank
          artist {
            ...ArtistFields
          }
        }
      }
    }
  `,
  [ARTIST_FIELDS],
);

type TopList = NonNullable<ResultOf<typeof TOP_ARTISTS>['topArtists']>;

interface FirstVisitProps {
  readonly nextSnapshotAt: string | null;
  /** Refetches the chart. */
  readonly onTaken: () => void;
}

/** Before the first snapshot: Spotify's current list, or the one reason why there is none. */
export function FirstVisit({ nextSnapshotAt, onTaken }: FirstVisitProps) {
  const { range } = useAddress();
  const [state, execute] = useQuery({ query: TOP_ARTISTS, variables: { range } });
  const { data, error, fetching } = state;
  const [isRequested, setRequested] = useState(false);
  const isDue = nextSnapshotAt !== null && Date.parse(nextSnapshotAt) <= Date.now();
  useRefetch(isRequested || isDue, onTaken);
  const timezone = useTimezone();
  const viewer = useViewer();
  const retry = (): void => {
    execute({ requestPolicy: 'network-only' });
    onTaken();
  };
  if (!isFor(state, { range })) return <Skeleton rows={8} />;
  if (error) {
    return <NoList error={error} nextSnapshotAt={nextSnapshotAt} isRetrying={fetching} onRetry={retry} />;
  }
  if (!data?.topArtists) return <Skeleton rows={8} />;
  if (data.topArtists.entries.length === 0) return <NoTopArtists />;
  const handleTaken = (): void => {
    setRequested(true);
    onTaken();
  };
  return (
    <>
      <Notice tone="calm" title="Your first chart is on its way">
        <p>
          {nextSnapshotAt === null
            ? describeNoSchedule(viewer)
            : describeSchedule(nextSnapshotAt, isDue, timezone)}
        </p>
        <p>
          A chart starts with one snapshot of your top artists. From the second day on, it shows who moved up
          or down. You don’t have to wait for the past: <Link href="/account#past">add the years before</Link>{' '}
          from your listening history.
        </p>
        <TakeSnapshot onTaken={handleTaken} />
      </Notice>
      <LiveList list={data.topArtists} range={range} timezone={timezone} />
    </>
  );
}

/** Refetches while a worker is about to take the first snapshot. */
function useRefetch(isExpected: boolean, refetch: () => void): void {
  const latest = useRef(refetch);
  useEffect(() => void (latest.current = refetch));
  useEffect(() => {
    if (!isExpected) return;
    const timer = setInterval(() => latest.current(), REFETCH_MS);
    return () => clearInterval(timer);
  }, [isExpected]);
}

function describeNoSchedule(viewer: Viewer | null): string {
  if (viewer?.connection.status === 'REAUTHORIZATION_REQUIRED') {
    return 'No snapshot is scheduled, because your connection to Spotify has ended.';
  }
  if (viewer?.snapshotsPaused) return 'No snapshot is scheduled, because daily snapshots are paused.';
  return 'No snapshot is scheduled.';
}

function describeSchedule(nextSnapshotAt: string, isDue: boolean, timezone: string): ReactNode {
  if (isDue) return 'The first snapshot is due, and usually taken within a minute.';
  return <NextSnapshot at={nextSnapshotAt} timezone={timezone} />;
}

interface NoListProps {
  readonly error: CombinedError;
  readonly nextSnapshotAt: string | null;
  readonly isRetrying: boolean;
  readonly onRetry: () => void;
}

/** Why there is no list. An ended connection has its notice above every page. */
function NoList({ error, nextSnapshotAt, isRetrying, onRetry }: NoListProps) {
  const connection = useViewer()?.connection;
  const trouble = describeSpotifyTrouble(error);
  // A new error starts a new wait, even if it says the same.
  const failedAt = useMemo(() => Date.now(), [error]);
  if (trouble) {
    const retryAt = getRetryTime(trouble, nextSnapshotAt, failedAt);
    return <SpotifyTroubleNotice {...{ trouble, retryAt, isRetrying, onRetry }} />;
  }
  if (connection?.status === 'REAUTHORIZATION_REQUIRED') return null;
  return <Failure error={error} onRetry={onRetry} isRetrying={isRetrying} />;
}

interface LiveListProps {
  readonly list: TopList;
  readonly range: TimeRange;
  readonly timezone: string;
}

/** Spotify's current top list, while there is no chart. */
function LiveList({ list, range, timezone }: LiveListProps) {
  return (
    <div className="chart-columns day-one">
      <Section title="Your top artists right now" hint={describeSource(list, timezone)}>
        <ol className="rows chart-rows">
          {list.entries.map(({ rank, artist }) => (
            <ArtistRow key={artist.id} artist={artist} rank={rank} />
          ))}
        </ol>
        <div className="actions">
          <Share
            name={`top-artists-${getRange(range).slug}-${list.fetchedAt.slice(0, 10)}`}
            files={[{ label: 'Your top artists (table)', table: () => getTopListTable(list.entries) }]}
          />
        </div>
      </Section>
    </div>
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
