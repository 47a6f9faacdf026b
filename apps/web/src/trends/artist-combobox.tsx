import { type KeyboardEvent, useId, useState } from 'react';
import { matching } from './matching.js';

interface Choice {
  readonly id: string;
  readonly name: string;
  readonly rank: number | null;
}

interface Props {
  /** Who can be added, in the order of the list. */
  readonly choices: readonly Choice[];
  /** No more can be added. */
  readonly isFull: boolean;
  readonly onAdd: (id: string) => void;
}

/** A field to find an artist in: type or open it, go through the list with the arrow keys, add with Enter. */
export function ArtistCombobox({ choices, isFull, onAdd }: Props) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const found = matching(choices, typed);
  const at = Math.min(active, found.length - 1);
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
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setOpen(true);
      setActive((at + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter' && isListed) {
      event.preventDefault();
      add(found[Math.max(0, at)]);
    } else if (event.key === 'Escape') {
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
        spellCheck={false}
        placeholder={isFull ? 'Ten are the most' : 'Find on the chart'}
        disabled={isFull}
        value={typed}
        aria-expanded={isListed}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isListed && found[at] ? `${id}-${found[at].id}` : undefined}
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
        {found.map((choice, index) => (
          <li
            key={choice.id}
            id={`${id}-${choice.id}`}
            role="option"
            aria-selected={index === at}
            ref={(element) => {
              if (index === at) element?.scrollIntoView({ block: 'nearest' });
            }}
            // The field keeps the focus, so that the list is still there when the button comes up.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => add(choice)}
          >
            <b>{choice.rank ?? '–'}</b> {choice.name}
          </li>
        ))}
        {found.length === 0 && (
          <li className="nobody" role="option" aria-disabled="true" aria-selected="false">
            Nobody else on this chart is called that
          </li>
        )}
      </ul>
    </div>
  );
}
