import { useMemo } from 'react';
import { useQuery } from 'urql';
import { useAddress } from '../address/search.js';
import { MOST_LINES } from '../bump-chart/slots.js';
import { Answer } from '../design/answer.js';
import type { TimeRange } from '../graphql/schema-words.js';
import { ArtistChips } from './artist-chips.js';
import { ArtistCombobox } from './artist-combobox.js';
import {
  artistsInAddress,
  artistsShown,
  type Coverage,
  intervalFor,
  spanWithin,
  wholeSpan,
  inAddress,
} from './selection.js';
import { SpanControls } from './span-controls.js';
import { ChartBeingDrawn, NobodyChosen, UnknownArtists } from './states.js';
import { Drawing } from './drawing.js';
import { type ArtistTrend, trendsQuery } from './trends.query.js';
import { withoutUnknown } from './unknown-artists.js';
import { useSlots } from './use-slots.js';

interface Artist {
  readonly id: string;
  readonly name: string;
  readonly spotifyUrl: string;
}

interface Props {
  readonly range: TimeRange;
  /** The day of the newest chart, and who is on it. */
  readonly newest: string;
  readonly onChart: readonly (Artist & { readonly rank: number | null })[];
  readonly coverage: Coverage;
  /** Whether these are of `range`, and not of the one before while its own are on their way. */
  readonly isOfRange: boolean;
}

/** The lines that the address asks for, and what chooses them. */
export function Trends({ range, newest, onChart, coverage, isOfRange }: Props) {
  const address = useAddress();
  const chosen = artistsInAddress(address.get('artists'));
  const ids = artistsShown(
    chosen,
    onChart.map(({ id }) => id),
  );
  const slots = useSlots(ids);
  const whole = wholeSpan(newest, coverage);
  const span = spanWithin(whole, address.day('from'), address.day('to'));
  const interval = intervalFor(address.get('interval'), span.from, span.to);
  const query = useMemo(() => trendsQuery(Math.max(1, ids.length)), [ids.length]);
  const [state, ask] = useQuery({
    query,
    variables: {
      range,
      interval,
      ...span,
      ...Object.fromEntries(ids.map((id, number) => [`id${number}`, id])),
    },
    pause: ids.length === 0 || !isOfRange,
  });

  const known = Object.values(state.data ?? {}).filter((trend): trend is ArtistTrend => trend !== null);
  const described = new Map([...onChart, ...known].map((artist) => [artist.id, artist]));
  const choose = (artists: readonly string[]): void => address.go({ artists: inAddress(artists) });
  const { error, ...withoutError } = state;
  const told = withoutUnknown(error, ids, known);
  const unknown = state.fetching ? [] : told.unknown;
  const shown = ids.filter((id) => !unknown.includes(id));

  return (
    <>
      <SpanControls whole={whole} span={span} interval={interval} />
      <div className="who-is-shown">
        <ArtistChips
          artists={shown.flatMap((id) => described.get(id) ?? [])}
          slots={slots}
          onRemove={(id) => choose(ids.filter((each) => each !== id))}
        />
        <ArtistCombobox
          choices={onChart.filter(({ id }) => !ids.includes(id))}
          isFull={ids.length >= MOST_LINES}
          onAdd={(id) => choose([...ids, id])}
        />
      </div>
      {unknown.length > 0 && <UnknownArtists howMany={unknown.length} onLeaveOut={() => choose(shown)} />}
      {ids.length === 0 ? (
        <NobodyChosen />
      ) : (
        <Answer to={[told.error ? state : withoutError, ask]} meanwhile={<ChartBeingDrawn />}>
          {() => (
            <Drawing
              trends={known.filter(({ id }) => ids.includes(id))}
              slots={slots}
              interval={interval}
              newest={newest}
              asTable={address.get('view') === 'table'}
            />
          )}
        </Answer>
      )}
    </>
  );
}
