import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { useAddress } from '../address/use-address.js';
import { assignSlots, MAX_LINES } from '../bump-chart/slots.js';
import { OpenQuery } from '../design/open-query.js';
import { QueryResult } from '../design/query-result.js';
import type { TimeRange } from '../graphql/graphql.js';
import { ArtistChips, ArtistCombobox } from './artist-picker.js';
import { NoArtists, TrendsSkeleton, UnknownArtists } from './empty-states.js';
import {
  chooseInterval,
  clampSpan,
  type Coverage,
  formatArtists,
  getFullSpan,
  getShownArtists,
  parseArtists,
  parseRanks,
  splitUnknownArtists,
} from './selection.js';
import { SpanControls } from './span-controls.js';
import { TrendsFigure } from './trends-figure.js';
import { type ArtistTrend, CHOICE, trendsQuery } from './trends.query.js';
import { useNarrow } from './use-narrow.js';

interface Artist {
  readonly id: string;
  readonly name: string;
  readonly spotifyUrl: string;
  readonly linked: boolean;
}

interface TrendsProps {
  readonly range: TimeRange;
  /** The day of the newest chart. */
  readonly newest: string;
  /** The artists of the chart of the last day shown. */
  readonly onChart: readonly (Artist & { readonly rank: number | null })[];
  readonly coverage: Coverage;
  /** False while these are still of the previous range. */
  readonly isOfRange: boolean;
}

/** The trends that the address asks for, and the controls that change them. */
export function Trends({ range, newest, onChart, coverage, isOfRange }: TrendsProps) {
  const address = useAddress();
  const ids = getShownArtists(
    parseArtists(address.get('artists')),
    onChart.map(({ id }) => id),
  );
  const slots = useSlots(ids);
  const fullSpan = getFullSpan(newest, coverage);
  const span = clampSpan(fullSpan, address.getDay('from'), address.getDay('to'));
  const ranks = parseRanks(address.get('ranks'));
  const isTable = address.get('view') === 'table';
  const isNarrow = useNarrow();
  const interval = chooseInterval(address.get('interval'), span.from, span.to);
  const document = useMemo(() => trendsQuery(Math.max(1, ids.length)), [ids.length]);
  const variables = {
    range,
    interval,
    ...span,
    ...Object.fromEntries(ids.map((id, number) => [`id${number}`, id])),
  };
  const [state, execute] = useQuery({
    query: document,
    variables,
    pause: ids.length === 0 || !isOfRange,
  });

  const trends = Object.values(state.data ?? {}).filter((trend): trend is ArtistTrend => trend !== null);
  const artists = new Map([...onChart, ...trends].map((artist) => [artist.id, artist]));
  const choose = (chosen: readonly string[]): void => address.navigate({ artists: formatArtists(chosen) });
  const { error: anyError, ...withoutError } = state;
  const { error, unknown: unknownIds } = splitUnknownArtists(anyError, ids, trends);
  const unknown = state.fetching ? [] : unknownIds;
  const shown = ids.filter((id) => !unknown.includes(id));

  const controls = <SpanControls key="controls" {...{ fullSpan, span, interval, ranks, isTable }} />;
  const picker = (
    <div key="picker" className="artist-picker">
      <ArtistChips
        artists={shown.flatMap((id) => artists.get(id) ?? [])}
        slots={slots}
        onRemove={(id) => choose(ids.filter((each) => each !== id))}
      />
      <ArtistCombobox
        choices={onChart.filter(({ id }) => !ids.includes(id))}
        isFull={ids.length >= MAX_LINES}
        onAdd={(id) => choose([...ids, id])}
      />
    </div>
  );
  const figure = (
    <div key="figure">
      {unknown.length > 0 && <UnknownArtists count={unknown.length} onRemove={() => choose(shown)} />}
      {ids.length === 0 ? (
        <NoArtists hasChoices={onChart.length > 0} />
      ) : (
        <QueryResult query={[error ? state : withoutError, execute]} placeholder={<TrendsSkeleton />}>
          {() => (
            <TrendsFigure
              trends={trends.filter(({ id }) => ids.includes(id))}
              {...{ range, slots, interval, newest, isTable, ranks }}
            />
          )}
        </QueryResult>
      )}
    </div>
  );
  return (
    <>
      <div className="trends">{isNarrow ? [figure, picker, controls] : [controls, picker, figure]}</div>
      {ids.length > 0 ? (
        <OpenQuery document={document} variables={variables} />
      ) : (
        <OpenQuery document={CHOICE} variables={{ range, on: address.getDay('to') }} />
      )}
    </>
  );
}

/** The slots of these artists. Each artist keeps its slot while it is shown. */
function useSlots(ids: readonly string[]): ReadonlyMap<string, number> {
  const [slots, setSlots] = useState(() => assignSlots(new Map(), ids));
  if (slots.size === ids.length && ids.every((id) => slots.has(id))) return slots;
  const next = assignSlots(slots, ids);
  setSlots(next);
  return next;
}
