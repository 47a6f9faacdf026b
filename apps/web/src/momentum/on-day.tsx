import { Link } from 'wouter';
import { useAddress } from '../address/search.js';
import { DayPicker } from '../design/day-picker.js';

interface Props {
  /** The day that the address names. */
  readonly on: string | null;
  /** The newest days of the three ranges that it leads to. */
  readonly newest: readonly (string | undefined)[];
}

/** Chooses the day to look back at. */
export function OnDay({ on, newest }: Props) {
  const address = useAddress();
  const day = on ?? newest.find((each) => each !== undefined);
  if (day === undefined) return null;
  return (
    <span className="day-pickers">
      <DayPicker label="As of" day={day} onChoose={(chosen) => address.go({ on: chosen })} />
      {on !== null && <Link href={address.with({ on: null })}>Newest day</Link>}
    </span>
  );
}
