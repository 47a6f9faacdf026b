import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { getComboboxAction } from '../../design/combobox-key.js';
import { formatCount } from '../../words/numbers.js';
import type { FieldAttributes } from '../../change/field.js';
import './zone.css';
import { formatZone, type Zone, searchZones } from './zones.js';

/** The maximum number of options; typing more narrows them down. */
const MAX_SHOWN = 60;

interface Props {
  readonly zones: readonly Zone[];
  /** The name of the chosen zone; null if none is chosen. */
  readonly chosen: string | null;
  readonly onChoose: (name: string | null) => void;
  readonly attributes: FieldAttributes;
}

/** A search field with matching time zones below it (ARIA's combobox pattern). */
export function ZonePicker({ zones, chosen, onChoose, attributes }: Props) {
  const list = useId();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const matches = useMemo(() => searchZones(typed, zones), [typed, zones]);
  const shown = matches.slice(0, MAX_SHOWN);
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
    const action = getComboboxAction(event);
    if (action === 'next' || action === 'previous') {
      event.preventDefault();
      const step = action === 'next' ? 1 : -1;
      if (isOpen) setActive((active + step + shown.length) % Math.max(1, shown.length));
      setOpen(true);
    } else if (action === 'choose' && isOpen) {
      event.preventDefault();
      choose(shown[active]);
    } else if (action === 'close') setOpen(false);
  };
  return (
    <div className="zone-picker">
      <input
        {...attributes}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={list}
        aria-activedescendant={isOpen && shown[active] ? `${list}-${active}` : undefined}
        autoComplete="off"
        spellCheck="false"
        placeholder="Search for a city or GMT+2"
        value={chosen === null ? typed : formatZone(chosen)}
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
            // Keeps the focus in the field.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(zone)}
          >
            <span>{formatZone(zone.name)}</span> <span className="soft">{zone.offset}</span>
          </li>
        ))}
      </ul>
      <p className="spoken" role="status">
        {isOpen &&
          typed !== '' &&
          (matches.length === 0 ? 'No time zone matches' : formatCount(matches.length, 'match', 'matches'))}
      </p>
      {isOpen && matches.length === 0 && <p className="no-matches">No time zone matches.</p>}
    </div>
  );
}
