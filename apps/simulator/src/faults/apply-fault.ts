import type { Answer } from '../answer.js';
import type { Variation } from '../endpoint.js';
import type { Carriage } from './carriage.js';
import type { Fault } from './fault.js';
import * as preset from './preset-answers.js';
import * as spoil from './spoil.js';

export interface Outcome {
  readonly answer: Answer;
  readonly carriage: Carriage;
}

const unsent: Answer = { status: 0, headers: {}, body: '' };

/** How far the list moves between two pages where artists are to come twice. */
const SHIFT_PLACES = 3;

/** What becomes of a call that a fault spoils. `work` does what the endpoint would have done. */
export function applyFault(fault: Fault, work: (variation?: Variation) => Answer): Outcome {
  const whole = (answer: Answer): Outcome => ({ answer, carriage: { by: 'whole' } });
  switch (fault.kind) {
    case 'status':
      return whole(preset.statusAnswer(fault));
    case 'unauthorized':
      return whole(preset.unauthorizedAnswer(fault));
    case 'scope-missing':
      return whole(preset.scopeMissingAnswer());
    case 'not-registered':
      return whole(preset.notRegisteredAnswer());
    case 'premium-missing':
      return whole(preset.premiumMissingAnswer());
    case 'rate-limited':
      return whole(preset.rateLimitedAnswer(fault));
    case 'quota-exceeded':
      return whole(preset.quotaExceededAnswer(fault));
    case 'server-error':
      return whole(preset.serverErrorAnswer(fault));
    case 'false-invalid-grant':
      return whole(preset.falseInvalidGrantAnswer(fault));
    case 'invalid-client':
      return whole(preset.invalidClientAnswer());
    case 'html-200':
      return whole(preset.html200Answer());
    case 'authorize-error':
      return whole(work({ error: fault.error }));
    case 'empty-list':
      return whole(spoil.withEmptyList(work()));
    case 'nulls':
      return whole(spoil.withNulls(work(), fault.where));
    case 'fields':
      return whole(spoil.withFields(work(), fault.set, fault.leaveOut));
    case 'duplicates':
      return whole(spoil.withDuplicates(work({ shift: SHIFT_PLACES })));
    case 'foreign-next':
      return whole(spoil.withForeignNext(work(), fault.origin));
    case 'truncated':
      return fault.cut === 'body'
        ? whole(spoil.withHalfTheBody(work()))
        : { answer: work(), carriage: { by: 'half' } };
    case 'huge-body':
      return whole(spoil.withPadding(work(), fault.megabytes));
    case 'slow-headers':
      return { answer: work(), carriage: { by: 'late', milliseconds: fault.milliseconds } };
    case 'slow-body':
      return { answer: work(), carriage: { by: 'drops', milliseconds: fault.milliseconds } };
    case 'hang':
      return { answer: fault.afterWork ? work() : unsent, carriage: { by: 'nothing' } };
    case 'reset':
      return { answer: fault.afterWork ? work() : unsent, carriage: { by: 'reset' } };
  }
}
