import { type ChangeEvent, useEffect, useId, useRef } from 'react';
import { isDay } from '../words/days.js';

interface Props {
  readonly label: string;
  /** The selected day. */
  readonly day: string;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly onChoose: (day: string) => void;
}

/** The browser's date picker with a label. Incomplete and out-of-range days are ignored. */
export function DayPicker({ label, day, min, max, onChoose }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const showDay = (): void => {
    if (input.current) input.current.value = day;
  };
  useEffect(() => {
    // What is being typed stays until the focus leaves.
    if (document.activeElement !== input.current) showDay();
  });
  const choose = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    if (isDay(target.value) && target.validity.valid && target.value !== day) onChoose(target.value);
  };
  return (
    <span className="day-picker">
      <label htmlFor={id}>{label}</label>
      {/* Uncontrolled: a day that is being typed is invalid in between. */}
      <input
        ref={input}
        id={id}
        type="date"
        defaultValue={day}
        min={min}
        max={max}
        required
        onChange={choose}
        onBlur={showDay}
      />
    </span>
  );
}
