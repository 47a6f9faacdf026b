import { type KeyboardEvent, useId, useState } from 'react';
import { searchArtists } from './selection.js';
import { ArtistLink } from '../design/artist.js';
import { getComboboxAction } from '../design/combobox-key.js';
import { MAX_LINES } from '../bump-chart/slots.js';
import { getMark } from '../bump-chart/stretches.js';

interface Choice {
  readonly id: string;
  readonly name: string;
  readonly rank: number | null;
}

interface ArtistComboboxProps {
  /** The artists that can be added, in the order of the chart. */
  readonly choices: readonly Choice[];
  /** Whether the maximum is reached. */
  readonly isFull: boolean;
  readonly onAdd: (id: string) => void;
}

/** A search field that adds an artist of the chart (ARIA's combobox pattern). */
export function ArtistCombobox({ choices, isFull, onAdd }: ArtistComboboxProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const matches = searchArtists(choices, typed);
  const current = Math.min(active, matches.length - 1);
  const isListed = isOpen && !isFull;

  const close = (): void => {
    setOpen(false);
    setActive(-1);
  };
  const add = (choice: Choice | undefined): void => {
    if (!choice) return;
    onAdd(choice.id);
    setTyped('');
    close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const action = getComboboxAction(event);
    if (action === 'next' || action === 'previous') {
      event.preventDefault();
      setOpen(true);
      const step = action === 'next' ? 1 : -1;
      setActive((current + step + matches.length) % Math.max(1, matches.length));
    } else if (action === 'choose' && isListed) {
      event.preventDefault();
      add(matches[Math.max(0, current)]);
    } else if (action === 'close') {
      if (!isListed) setTyped('');
      close();
    }
  };

  return (
    <div className="combobox field">
      <label htmlFor={id}>Add an artist</label>
      <input
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck="false"
        placeholder={isFull ? `Maximum of ${MAX_LINES} reached` : 'Search the chart'}
        disabled={isFull}
        value={typed}
        aria-expanded={isListed}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isListed && matches[current] ? `${id}-${matches[current].id}` : undefined}
        onChange={({ target }) => {
          setTyped(target.value);
          setOpen(true);
          setActive(target.value.trim() === '' ? -1 : 0);
        }}
        onClick={() => setOpen(true)}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} role="listbox" aria-label="Artists on the chart" hidden={!isListed}>
        {matches.map((choice, index) => (
          <li
            key={choice.id}
            id={`${id}-${choice.id}`}
            role="option"
            aria-selected={index === current}
            ref={(element) => {
              if (index === current) element?.scrollIntoView({ block: 'nearest' });
            }}
            // Keeps the focus in the field, so that the list stays open until the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => add(choice)}
          >
            <b>{choice.rank ?? '–'}</b> {choice.name}
          </li>
        ))}
        {matches.length === 0 && (
          <li className="no-matches" role="option" aria-disabled="true" aria-selected="false">
            No other artist on this chart matches
          </li>
        )}
      </ul>
    </div>
  );
}

interface ArtistChipsProps {
  readonly artists: readonly { readonly id: string; readonly name: string; readonly spotifyUrl: string }[];
  readonly slots: ReadonlyMap<string, number>;
  readonly onRemove: (id: string) => void;
}

/** The shown artists, each with a sample of its line and a button that removes it. */
export function ArtistChips({ artists, slots, onRemove }: ArtistChipsProps) {
  return (
    <ul className="chips" aria-label="Artists in the chart">
      {artists.map(({ id, name, spotifyUrl }) => {
        const slot = slots.get(id) ?? 0;
        return (
          <li key={id} className={`slot-${slot}`}>
            <svg className="bump-line" width="30" height="14" aria-hidden="true">
              <path className="bump-stroke" d="M2 7H28" />
              <path className="bump-mark" d={getMark(slot, 48)} transform="translate(15 7)" />
            </svg>
            <ArtistLink artist={{ id, name, spotifyUrl }} />
            <button type="button" onClick={() => onRemove(id)}>
              <span className="spoken">Remove {name}</span>
              <span aria-hidden="true">×</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
