import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { artistPath } from '../design/artist.js';
import { getComboboxAction } from '../design/combobox-key.js';
import { SearchResults } from './search-results.js';
import './search.css';
import { type FoundArtist, useArtistSearch } from './use-artist-search.js';
import { useSearchKeys } from './use-search-keys.js';

/**
 * Looks up artists of all charts by name, on every page (ARIA's combobox pattern). Narrow screens have a button that
 * opens the field.
 */
export function ArtistSearch() {
  const id = useId();
  const [, goTo] = useLocation();
  const field = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  /** Enter was pressed before the answer to what is typed. */
  const [isSubmitted, setSubmitted] = useState(false);
  const { matches, isPending, status } = useArtistSearch(isOpen ? typed : '');
  const current = isPending ? -1 : Math.min(active, matches.length - 1);

  const open = (): void => {
    setOpen(true);
    field.current?.focus();
    field.current?.select();
  };
  useSearchKeys(open);
  const close = (): void => {
    setOpen(false);
    setTyped('');
    setSubmitted(false);
  };
  const choose = (artist: FoundArtist | undefined): void => {
    if (!artist) return;
    field.current?.blur();
    goTo(artistPath(artist.id));
  };
  useEffect(() => {
    if (isSubmitted && !isPending) choose(matches[current]);
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const action = getComboboxAction(event);
    if ((action === 'next' || action === 'previous') && matches.length > 0) {
      event.preventDefault();
      const step = action === 'next' ? 1 : -1;
      setActive((Math.max(0, current) + step + matches.length) % matches.length);
    } else if (action === 'choose') {
      event.preventDefault();
      if (isPending) setSubmitted(true);
      else choose(matches[current]);
    } else if (action === 'close') {
      field.current?.blur();
    }
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>): void => {
    if (!currentTarget.contains(relatedTarget)) close();
  };
  const isListed = matches.length > 0;
  return (
    <search className={isOpen ? 'search open' : 'search'} onBlur={onBlur}>
      <button type="button" className="search-button" aria-expanded={isOpen} onClick={open}>
        <SearchSign />
        <span className="spoken">Search your artists</span>
      </button>
      <div className="search-field">
        <SearchSign />
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label="Search your artists"
          aria-expanded={isListed}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={matches[current] && `${id}-${current}`}
          aria-keyshortcuts="/ Control+K Meta+K"
          autoComplete="off"
          spellCheck="false"
          enterKeyHint="search"
          maxLength={200}
          placeholder="Search artists"
          value={typed}
          onFocus={() => setOpen(true)}
          onChange={({ target }) => {
            setOpen(true);
            setTyped(target.value);
            setActive(0);
            setSubmitted(false);
          }}
          onKeyDown={onKeyDown}
        />
        <kbd aria-hidden="true">/</kbd>
        <SearchResults {...{ id, matches, current, status }} onChoose={choose} />
      </div>
    </search>
  );
}

function SearchSign() {
  return (
    <svg className="search-sign" width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      <circle cx="7.5" cy="7.5" r="5.5" />
      <path d="m12 12 4.5 4.5" />
    </svg>
  );
}
