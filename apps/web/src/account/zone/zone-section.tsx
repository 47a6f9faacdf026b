import { type FormEvent, useMemo, useState } from 'react';
import type { ChangeProblem } from '../../change/change-problem.js';
import { BusyButton, Outcome, useChange } from '../../change/change.js';
import { Field } from '../../change/field.js';
import { Section } from '../../design/page.js';
import { UPDATE_SETTINGS } from '../account.queries.js';
import { useChangedValue } from '../use-changed-value.js';
import { ZonePicker } from './zone-picker.js';
import { formatZone, getCurrentName, getOffset, listZones } from './zones.js';

const NOTHING_CHOSEN: ChangeProblem = {
  kind: 'field',
  field: 'timezone',
  text: 'Choose a time zone from the list. Type a part of its name to find it.',
};

/** Changes the time zone in which chart days start and end. */
export function ZoneSection({ timezone: queried }: { readonly timezone: string }) {
  const { run, isRunning, problem } = useChange(UPDATE_SETTINGS);
  const [timezone, setTimezone] = useChangedValue(queried);
  const [chosen, setChosen] = useState<string | null>(null);
  const [missing, setMissing] = useState<ChangeProblem | null>(null);
  const [message, setMessage] = useState('');
  const now = useMemo(() => new Date(), []);
  const zones = useMemo(() => listZones(timezone, now), [timezone, now]);
  const browserZone = getCurrentName(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const choose = (name: string | null): void => {
    setChosen(name);
    setMissing(null);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // A new object each time, so that the field takes the focus again.
    setMissing(chosen === null ? { ...NOTHING_CHOSEN } : null);
    if (chosen === null) return;
    const viewer = (await run({ input: { timezone: chosen } }))?.updateSettings?.viewer;
    if (!viewer) return;
    setChosen(null);
    setTimezone(viewer.timezone);
    setMessage(`Your days now start and end in ${formatZone(viewer.timezone)}.`);
  };
  return (
    <Section
      title="Time zone"
      anchor="timezone"
      hint="Your chart days start and end at midnight in this time zone. Recorded days never move; a day that a change skips is not a gap."
    >
      <form className="panel" onSubmit={submit}>
        <p>
          <strong>{formatZone(timezone)}</strong>
          {timezone !== 'UTC' && `, currently ${getOffset(timezone, now)}`}
        </p>
        <Field
          label="New time zone"
          argument="timezone"
          problem={missing ?? problem}
          hint={
            browserZone !== getCurrentName(timezone) &&
            browserZone !== chosen && (
              <>
                Your browser uses {formatZone(browserZone)}.{' '}
                <button type="button" className="linklike" onClick={() => choose(browserZone)}>
                  Use it here
                </button>
              </>
            )
          }
        >
          {(attributes) => (
            <ZonePicker zones={zones} chosen={chosen} onChoose={choose} attributes={attributes} />
          )}
        </Field>
        <p className="actions">
          <BusyButton type="submit" className="button quiet" isBusy={isRunning}>
            Change time zone
          </BusyButton>
        </p>
        <Outcome problem={problem}>{message && <p className="message">{message}</p>}</Outcome>
      </form>
    </Section>
  );
}
