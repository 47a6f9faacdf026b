import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { FieldTies } from '../field.js';
import './zone.css';
import { spoken, type Zone, zonesLike } from './zones.js';

/** Nobody looks through more; whoever does not see theirs types on. */
const MOST_SHOWN = 60;

interface Props {
  readonly zones: readonly Zone[];
  /** The name of the zone that is chosen; null while none is. */
  readonly chosen: string | null;
  readonly onChoose: (name: string | null) => void;
  readonly ties: FieldTies;
}

/** A field to search in, with what fits below it: the combobox of the ARIA patterns, with the focus on the field. */
export function ZonePicker({ zones, chosen, onChoose, ties }: Props) {
  const list = useId();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const found = useMemo(() => zonesLike(typed, zones), [typed, zones]);
  const shown = found.slice(0, MOST_SHOWN);
  const options = useRef<HTMLUListElement>(null);
  useEffect(() => {
    options.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active, isOpen]);

  const choose = (zone: Zone | undefined): void => {
    if (!zone) return;
    onChoose(zone.name);
    setTyped('');
    setOpen(false);
  };
  const type = (text: string): void => {
    setTyped(text);
    onChoose(null);
    setActive(0);
    setOpen(true);
  };
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (isOpen) setActive((active + step + shown.length) % Math.max(1, shown.length));
      setOpen(true);
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      choose(shown[active]);
    } else if (event.key === 'Escape') setOpen(false);
  };
  return (
    <div className="zone-picker">
      <input
        {...ties}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={list}
        aria-activedescendant={isOpen && shown[active] ? `${list}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="Search: a city, or GMT+2"
        value={chosen === null ? typed : spoken(chosen)}
        onChange={({ target }) => type(target.value)}
        onClick={() => setOpen(true)}
        onKeyDown={move}
        onBlur={() => setOpen(false)}
      />
      <ul id={list} role="listbox" aria-label="Time zones" ref={options} hidden={!isOpen}>
        {shown.map((zone, index) => (
          <li
            key={zone.name}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            // The field keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(zone)}
          >
            <span>{spoken(zone.name)}</span> <span className="soft">{zone.offset}</span>
          </li>
        ))}
      </ul>
      <p className="spoken" role="status">
        {isOpen && typed !== '' && (found.length === 0 ? 'No time zone fits' : `${found.length} fit`)}
      </p>
      {isOpen && found.length === 0 && <p className="nothing-fits">No time zone is called that.</p>}
    </div>
  );
}
