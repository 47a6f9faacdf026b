import type { EntryStatus } from '../graphql/schema-words.js';

interface Props {
  readonly status: EntryStatus | null;
  readonly rankChange: number | null;
  /** It is no longer on the chart. */
  readonly isOut?: boolean;
}

/** How an entry moved: an arrow and how far, with words for those who cannot see it. */
export function Movement({ status, rankChange, isOut = false }: Props) {
  if (isOut) return <span className="movement out">out</span>;
  const places = Math.abs(rankChange ?? 0);
  switch (status) {
    case 'MOVED_UP':
      return <Moved className="up" sign="▲" places={places} spoken={`up ${places}`} />;
    case 'MOVED_DOWN':
      return <Moved className="down" sign="▼" places={places} spoken={`down ${places}`} />;
    case 'NO_CHANGE':
      return <Moved className="same" sign="=" spoken="no change" />;
    case 'NEW_ENTRY':
      return <span className="movement new">new</span>;
    case 'RE_ENTRY':
      return <span className="movement back">back</span>;
    case null:
      return <Moved className="same" sign="·" spoken="movement not known" />;
  }
}

function Moved(props: { className: string; sign: string; places?: number; spoken: string }) {
  return (
    <span className={`movement ${props.className}`}>
      <span aria-hidden="true">
        <span className="sign">{props.sign}</span>
        {props.places}
      </span>
      <span className="spoken">{props.spoken}</span>
    </span>
  );
}
