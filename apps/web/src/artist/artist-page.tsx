import './artist.css';
import './portrait.css';
import { useMemo } from 'react';
import { type CombinedError, useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { Artwork, SpotifyLink } from '../design/artist.js';
import { Notice } from '../design/notice.js';
import { OpenQuery } from '../design/open-query.js';
import { Page } from '../design/page.js';
import { QueryResult } from '../design/query-result.js';
import type { TimeRange } from '../graphql/graphql.js';
import { ArtistEvents } from './artist-events.js';
import { ArtistFigure } from './artist-figure.js';
import { describeStanding } from './artist-text.js';
import { ARTIST, type ArtistData, getHistories } from './artist.query.js';
import { deriveEvents } from './derive-events.js';
import { LedgerCards } from './ledger-cards.js';
import { computeLedger, type Ledger } from './ledger.js';
import { BLANK, PortraitPlaceholder } from './portrait-placeholder.js';
import type { RangeHistory } from './periods.js';

/** One artist's whole history in all ranges, including artists who are off the charts. */
export function ArtistPage() {
  const { id: text = '' } = useParams<{ id: string }>();
  // Of an artist that is only known by name: wouter leaves a reserved character encoded.
  const id = text.replace('%3A', ':');
  return <ArtistWithId key={id} id={id} />;
}

function ArtistWithId({ id }: { readonly id: string }) {
  const query = useQuery({ query: ARTIST, variables: { id } });
  const [{ data, error, fetching }] = query;
  const artist = data?.artist ?? null;
  const histories = useMemo(() => (artist ? getHistories(artist) : []), [artist]);
  const ledgers = useMemo(
    () => new Map(histories.map(({ range, days }) => [range, computeLedger(days)])),
    [histories],
  );
  if (!artist && isNotFound(error)) return <ArtistNotFound id={id} />;
  const isLoading = fetching && !artist && !error;
  return (
    <div className="portrait-page artist-page">
      <Page
        title={artist ? artist.name || 'Unnamed artist' : 'Artist'}
        kicker={isLoading ? BLANK : 'Artist'}
        lead={artist ? describeStanding(ledgers) : isLoading ? BLANK : undefined}
        controls={
          artist ? (
            <SpotifyLink artist={artist} />
          ) : isLoading ? (
            <span className="to-spotify">{BLANK}</span>
          ) : undefined
        }
      >
        {/* Without a link, since it would lead to this page. */}
        {artist ? (
          <Artwork artist={{ ...artist, spotifyUrl: null }} size="large" />
        ) : (
          isLoading && <PortraitPlaceholder />
        )}
        <div className="portrait-body">
          <QueryResult query={query} placeholder={<ArtistSkeleton />}>
            {(answer) =>
              answer.artist && (
                <ArtistHistory artist={answer.artist} histories={histories} ledgers={ledgers} />
              )
            }
          </QueryResult>
          <OpenQuery document={ARTIST} variables={{ id }} />
        </div>
      </Page>
    </div>
  );
}

interface ArtistHistoryProps {
  readonly artist: ArtistData;
  readonly histories: readonly RangeHistory[];
  readonly ledgers: ReadonlyMap<TimeRange, Ledger | null>;
}

function ArtistHistory({ artist, histories, ledgers }: ArtistHistoryProps) {
  const events = useMemo(() => deriveEvents(histories), [histories]);
  if ([...ledgers.values()].every((ledger) => ledger === null)) {
    return (
      <Notice tone="calm" title="Not on any chart yet">
        <p>
          This artist is on your newest top lists, but not on a recorded chart.{' '}
          <Link href="/coverage">See when the next snapshot is due</Link>.
        </p>
      </Notice>
    );
  }
  return (
    <>
      <LedgerCards ledgers={ledgers} />
      <ArtistFigure artist={artist} histories={histories} ledgers={ledgers} events={events} />
      <ArtistEvents events={events} />
    </>
  );
}

/** The ID belongs to no artist, or to one that was never on this listener's lists. */
function ArtistNotFound({ id }: { readonly id: string }) {
  return (
    <Page
      title="Artist not found"
      lead="This link matches no artist on your charts. It may be incomplete, or come from another listener."
    >
      <p className="actions">
        <Link className="button" href="/">
          Go to the chart
        </Link>
      </p>
      <OpenQuery document={ARTIST} variables={{ id }} />
    </Page>
  );
}

/** Invalid input is an ID that no artist can have. */
function isNotFound(error: CombinedError | undefined): boolean {
  const code = error?.graphQLErrors[0]?.extensions?.['code'];
  return code === 'NOT_FOUND' || code === 'BAD_USER_INPUT';
}

const SKELETON_CARDS = 3;

/** The placeholder of the page, in its size. */
function ArtistSkeleton() {
  return (
    <div className="skeleton" role="status">
      <span className="spoken">Loading</span>
      <ul className="ledgers" aria-hidden="true">
        {Array.from({ length: SKELETON_CARDS }, (_, index) => (
          <li key={index} className="blank ledger-placeholder" />
        ))}
      </ul>
      <div className="figure-placeholder" aria-hidden="true" />
    </div>
  );
}
