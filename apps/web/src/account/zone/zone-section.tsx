import { type FormEvent, useMemo, useState } from 'react';
import { Section } from '../../design/section.js';
import { timeInWords } from '../../words/instant.js';
import { Field } from '../field.js';
import { Outcome } from '../outcome.js';
import { UPDATE } from '../settings-change.js';
import { useChange } from '../use-change.js';
import { useChanged } from '../use-changed.js';
import { ZonePicker } from './zone-picker.js';
import { allZones, spoken } from './zones.js';

/** The time zone in which chart days begin and end. */
export function ZoneSection({ asked }: { readonly asked: string }) {
  const { run, isRunning, problem } = useChange(UPDATE);
  const [timezone, setTimezone] = useChanged(asked);
  const [wanted, setWanted] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const now = useMemo(() => new Date(), []);
  const zones = useMemo(() => allZones(timezone, now), [timezone, now]);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const change = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
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
          <strong>{spoken(timezone)}</strong>, where it is {timeInWords(now, timezone)} now.
        </p>
        <Field
          label="Another time zone"
          argument="timezone"
          problem={problem}
          hint={
            here !== timezone &&
            here !== wanted && (
              <>
                Your browser is in {spoken(here)}.{' '}
                <button type="button" className="linklike" onClick={() => setWanted(here)}>
                  Choose it
                </button>
              </>
            )
          }
        >
          {(ties) => <ZonePicker zones={zones} chosen={wanted} onChoose={setWanted} ties={ties} />}
        </Field>
        <p className="actions">
          <button
            type="submit"
            className="button quiet"
            disabled={isRunning || wanted === null || wanted === timezone}
          >
            Change the time zone
          </button>
        </p>
        <Outcome problem={problem}>{said && <p className="said">{said}</p>}</Outcome>
      </form>
    </Section>
  );
}
