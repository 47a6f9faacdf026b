import './momentum.css';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { DayPicker } from '../design/day-picker.js';
import { Notice } from '../design/notice.js';
import { OpenQuery } from '../design/open-query.js';
import { Page } from '../design/page.js';
import { isFor, QueryResult } from '../design/query-result.js';
import { SourceNote } from '../design/source-note.js';
import { Share } from '../share/share.js';
import { useTimezone } from '../shell/viewer.js';
import { formatDay } from '../words/days.js';
import { todayIn } from '../words/instants.js';
import { getFirstDay } from '../words/source.js';
import { drawMomentum } from './momentum-drawing.js';
import { MomentumGroups, MomentumSkeleton } from './momentum-groups.js';
import { getMomentumTable } from './momentum-kinds.js';
import { MOMENTUM } from './momentum.query.js';

/** Artists on the way up and on the way down, from the three lists of one day. */
export function MomentumPage() {
  const on = useAddress().getDay('on');
  const variables = { on };
  const query = useQuery({ query: MOMENTUM, variables });
  const today = todayIn(useTimezone());
  const [{ data, error }] = query;
  const isCurrent = !error && isFor(query[0], variables);
  const day = data?.momentum?.[0]?.day;
  return (
    <Page
      title="Momentum"
      kicker={day === undefined ? 'Your three lists, side by side' : formatDay(day, 'full')}
      lead="What you play now, compared with the past year."
      controls={
        <OnDay on={on} day={day} min={data?.viewer && getFirstDay(data.viewer.coverage)} max={today} />
      }
    >
      <QueryResult query={query} placeholder={<MomentumSkeleton />}>
        {({ momentum, short, medium, long }) => {
          if (!momentum && !isFor(query[0], variables)) return <MomentumSkeleton />;
          if (!momentum && error) return null;
          if (!momentum) return <NoMomentum on={on !== null && on < today ? on : null} />;
          if (momentum.length === 0) return <NoArtists />;
          const isReconstructed = [short, medium, long].some((chart) => chart?.source === 'RECONSTRUCTED');
          return (
            <>
              {isCurrent && on !== null && day !== undefined && on !== day && (
                <OtherDay on={on} today={today} />
              )}
              {isReconstructed && <SourceNote chart={{ source: 'RECONSTRUCTED', comparedTo: null }} />}
              <MomentumGroups key={day} entries={momentum} />
              {isCurrent && (
                <div className="actions">
                  <Share
                    name={`momentum-${day}`}
                    files={[
                      { label: 'All artists (drawing)', svg: () => drawMomentum(momentum, isReconstructed) },
                      { label: 'All artists (table)', table: () => getMomentumTable(momentum) },
                    ]}
                  />
                </div>
              )}
            </>
          );
        }}
      </QueryResult>
      <OpenQuery document={MOMENTUM} variables={variables} />
    </Page>
  );
}

interface OnDayProps {
  /** The day in the address. */
  readonly on: string | null;
  /** The day of the lists; undefined if there is none. */
  readonly day: string | undefined;
  /** The first day of the history. */
  readonly min: string | null | undefined;
  readonly max: string;
}

/** Selects the day. */
function OnDay({ on, day = on ?? undefined, min, max }: OnDayProps) {
  const address = useAddress();
  if (day === undefined) return null;
  return (
    <span className="day-pickers">
      <DayPicker
        label="Day"
        day={day}
        min={min ?? undefined}
        max={max}
        onChoose={(chosen) => address.navigate({ on: chosen })}
      />
      {on !== null && <Link href={address.link({ on: null })}>Newest</Link>}
    </span>
  );
}

/** Says that the chosen day has no momentum of its own. */
function OtherDay({ on, today }: { readonly on: string; readonly today: string }) {
  if (on > today) {
    return (
      <Notice tone="calm" title={`${formatDay(on)} is in the future`}>
        <p>This is the newest day that has all three lists.</p>
      </Notice>
    );
  }
  return (
    <Notice tone="calm" title={`${formatDay(on)} has no momentum`}>
      <p>
        Momentum needs all three lists of a day, all recorded or all reconstructed. This is the newest day
        before it that has them. <Link href="/coverage">See your coverage</Link>.
      </p>
    </Notice>
  );
}

/** Shown if the lists of the day are empty. */
function NoArtists() {
  return (
    <Notice tone="calm" title="Spotify has no top artists for you yet">
      <p>Your three lists were empty on this day. They fill up as you listen.</p>
    </Notice>
  );
}

function NoMomentum({ on }: { readonly on: string | null }) {
  if (on !== null) {
    return (
      <Notice tone="calm" title={`No day up to ${formatDay(on)} has all three lists`}>
        <p>
          Your history starts later. <Link href="/momentum">Go to the newest day</Link>.
        </p>
      </Notice>
    );
  }
  return (
    <Notice tone="calm" title="No day has all three lists yet">
      <p>
        Momentum appears with the first day on which all three lists are recorded.{' '}
        <Link href="/coverage">See when the next snapshot is due</Link>.
      </p>
    </Notice>
  );
}
