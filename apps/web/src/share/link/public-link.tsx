import { useId, useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useChange } from '../../change/change.js';
import { getFieldError } from '../../change/field.js';
import { Notice } from '../../design/notice.js';
import { QueryResult } from '../../design/query-result.js';
import { formatDay } from '../../words/days.js';
import type { SharedDay } from '../share-file.js';
import { LinkForm } from './link-form.js';
import { LinkReady } from './link-ready.js';
import { findShare, MAX_SHARES } from './share-text.js';
import { CREATE_SHARE, type Share, type Sharer, SHARES, SHARES_CONTEXT } from './shares.queries.js';
import './public-link.css';

/** Creates a link that shows a chart to anyone who has it, or offers the existing one. */
export function PublicLink({ chart }: { readonly chart: SharedDay }) {
  const query = useQuery({ query: SHARES, context: SHARES_CONTEXT });
  return (
    <section className="public-link" aria-label="Public link">
      <p>Anyone with the link sees one chart and a feed of its changes, and nothing else.</p>
      <QueryResult query={query} placeholder={<p role="status">Loading your links…</p>}>
        {({ viewer }) => viewer && <ChartLink sharer={viewer} chart={chart} />}
      </QueryResult>
    </section>
  );
}

interface ChartLinkProps {
  readonly sharer: Sharer;
  readonly chart: SharedDay;
}

/** Asks which chart to show: this day, or always the newest. Below that: its link, or the form that creates one. */
function ChartLink({ sharer: { shares, displayName, timezone }, chart: { range, day } }: ChartLinkProps) {
  const id = useId();
  const change = useChange(CREATE_SHARE);
  const [created, setCreated] = useState<Share | null>(null);
  const all = created ? [created, ...shares] : shares;
  const [isNewest, setNewest] = useState(
    () => !findShare(shares, { range, on: day }) && findShare(shares, { range, on: null }) !== undefined,
  );
  const on = isNewest ? null : day;
  const share = findShare(all, { range, on });
  const error = getFieldError(change.problem, 'on');
  const choices = [
    { isNewest: false, label: 'This day', text: formatDay(day) },
    { isNewest: true, label: 'Always the newest', text: 'a new chart with each snapshot' },
  ];
  return (
    <div className="chart-link">
      <fieldset aria-describedby={`${id}-error`}>
        <legend>Chart</legend>
        {choices.map((each) => (
          <label key={each.label} className="choice">
            <input
              type="radio"
              name={id}
              checked={each.isNewest === isNewest}
              onChange={() => setNewest(each.isNewest)}
            />
            <span>
              <strong>{each.label}</strong> <span className="soft">{each.text}</span>
            </span>
          </label>
        ))}
        <p id={`${id}-error`} className="wrong" aria-live="polite">
          {error && 'The snapshot of this day no longer exists.'}
        </p>
      </fieldset>
      {share ? (
        <LinkReady key={share.id} share={share} timezone={timezone} isNew={share.id === created?.id} />
      ) : shares.length >= MAX_SHARES ? (
        <TooMany />
      ) : (
        <LinkForm chart={{ range, on }} name={displayName} change={change} onCreated={setCreated} />
      )}
    </div>
  );
}

/** Replaces the form while the listener has the maximum number of shares. */
function TooMany() {
  return (
    <Notice tone="urgent" title={`You have ${MAX_SHARES} shares, the maximum`} isAlert>
      <p>Revoke one to create another.</p>
      <p className="actions">
        <Link className="button" href="/account#shares">
          Go to your shares
        </Link>
      </p>
    </Notice>
  );
}
