import { useState } from 'react';
import { Link } from 'wouter';
import { MAX_LINES } from '../bump-chart/slots.js';
import { Section } from '../design/page.js';
import { Skeleton } from '../design/query-result.js';
import { trendsLink } from '../trends/selection.js';
import { KINDS, filterByKind, type KindText } from './momentum-kinds.js';
import { MomentumRows } from './momentum-rows.js';
import type { MomentumEntry } from './momentum.query.js';

/** The four kinds of momentum, each with its rule and its artists. */
export function MomentumGroups({ entries }: { readonly entries: readonly MomentumEntry[] }) {
  return (
    <div className="momentum">
      {KINDS.map((text) => (
        <Group key={text.kind} text={text} entries={filterByKind(entries, text.kind)} />
      ))}
    </div>
  );
}

/** The artists of a kind that are shown before “Show all”. */
const INITIAL_COUNT = 10;

interface GroupProps {
  readonly text: KindText;
  readonly entries: readonly MomentumEntry[];
}

function Group({ text: { title, rule, empty }, entries }: GroupProps) {
  const [isExpanded, setExpanded] = useState(false);
  const shown = isExpanded ? entries : entries.slice(0, INITIAL_COUNT);
  return (
    <Section title={title} tally={entries.length} hint={rule}>
      {entries.length === 0 ? (
        <p className="empty">{empty}</p>
      ) : (
        <>
          <MomentumRows entries={shown} />
          <p className="group-end">
            {entries.length > INITIAL_COUNT && (
              <button
                type="button"
                className="more"
                aria-expanded={isExpanded}
                onClick={() => setExpanded(!isExpanded)}
              >
                {isExpanded ? 'Show fewer' : `Show ${entries.length - INITIAL_COUNT} more`}
                <span className="spoken">: {title}</span>
              </button>
            )}
            <Link href={trendsLink(entries.map(({ artist }) => artist.id))}>
              {entries.length > MAX_LINES ? `See the top ${MAX_LINES} over time` : 'See them over time'}
              <span className="spoken">: {title}</span>
            </Link>
          </p>
        </>
      )}
    </Section>
  );
}

const SKELETON_ROWS = 6;

/** The placeholder of the groups, in their columns. */
export function MomentumSkeleton() {
  return (
    <div className="momentum">
      {KINDS.map(({ kind, title, rule }) => (
        <Section key={kind} title={title} hint={rule}>
          <Skeleton rows={SKELETON_ROWS} />
        </Section>
      ))}
    </div>
  );
}
