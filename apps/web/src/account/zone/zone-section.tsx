import { type FormEvent, useMemo, useState } from 'react';
import { Section } from '../../design/section.js';
import { BusyButton } from '../../change/busy-button.js';
import type { ChangeProblem } from '../../change/change-problem.js';
import { Field } from '../field.js';
import { Outcome } from '../../change/outcome.js';
import { UPDATE } from '../settings-change.js';
import { useChange } from '../../change/use-change.js';
import { useChanged } from '../use-changed.js';
import { ZonePicker } from './zone-picker.js';
import { allZones, offsetOf, spoken, todaysName } from './zones.js';

const UNCHOSEN: ChangeProblem = {
  kind: 'field',
  field: 'timezone',
  text: 'Choose one of the list first: type a part of its name.',
};

/** The time zone in which chart days begin and end. */
export function ZoneSection({ asked }: { readonly asked: string }) {
  const { run, isRunning, problem } = useChange(UPDATE);
  const [timezone, setTimezone] = useChanged(asked);
  const [wanted, setWanted] = useState<string | null>(null);
  const [unchosen, setUnchosen] = useState<ChangeProblem | null>(null);
  const [said, setSaid] = useState('');
  const now = useMemo(() => new Date(), []);
  const zones = useMemo(() => allZones(timezone, now), [timezone, now]);
  const here = todaysName(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const choose = (name: string | null): void => {
    setWanted(name);
    setUnchosen(null);
  };
  const change = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // Anew each time: the field takes the focus again.
    setUnchosen(wanted === null ? { ...UNCHOSEN } : null);
    if (wanted === null) return;
    const changed = (await run({ input: { timezone: wanted } }))?.updateSettings?.viewer;
    if (!changed) return;
    setWanted(null);
    setTimezone(changed.timezone);
    setSaid(`Days now begin and end in ${spoken(changed.timezone)}.`);
  };
  return (
    <Section
      title="Time zone"
      anchor="timezone"
      hint="Your days begin and end at midnight there. Recorded days never move; and should a change jump over a day, that day does not count as missing."
    >
      <form className="panel" onSubmit={change}>
        <p>
          <strong>{spoken(timezone)}</strong>
          {timezone !== 'UTC' && `, which is ${offsetOf(timezone, now)} at present`}
        </p>
        <Field
          label="Another time zone"
          argument="timezone"
          problem={unchosen ?? problem}
          hint={
            here !== todaysName(timezone) &&
            here !== wanted && (
              <>
                Your browser is in {spoken(here)}.{' '}
                <button type="button" className="linklike" onClick={() => choose(here)}>
                  Choose it
                </button>
              </>
            )
          }
        >
          {(ties) => <ZonePicker zones={zones} chosen={wanted} onChoose={choose} ties={ties} />}
        </Field>
        <p className="actions">
          <BusyButton type="submit" className="button quiet" isBusy={isRunning}>
            Change the time zone
          </BusyButton>
        </p>
        <Outcome problem={problem}>{said && <p className="said">{said}</p>}</Outcome>
      </form>
    </Section>
  );
}
