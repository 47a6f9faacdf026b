import { type ChangeEvent, useId } from 'react';
import { isDay } from '../words/day.js';

interface Props {
  readonly label: string;
  /** The day that is shown. */
  readonly day: string;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly onChoose: (day: string) => void;
}

/** The browser's own day picker, with its name. Half-typed days choose nothing. */
export function DayPicker({ label, day, min, max, onChoose }: Props) {
  const id = useId();
  const choose = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    if (isDay(target.value) && target.validity.valid && target.value !== day) onChoose(target.value);
  };
  return (
    <span className="day-picker">
      <label htmlFor={id}>{label}</label>
      {/* Not controlled: whoever types a day goes through days that do not exist. */}
      <input
        key={day}
        id={id}
        type="date"
        defaultValue={day}
        min={min}
        max={max}
        required
        onChange={choose}
      />
    </span>
  );
}
