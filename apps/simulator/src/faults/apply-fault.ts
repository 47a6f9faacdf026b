import {
  type SimulatedResponse,
  type Variation,
  htmlResponse,
  jsonResponse,
  textResponse,
} from '../endpoint.js';
import type { Delivery } from './delivery.js';
import type { Fault } from './faults.js';
import * as spoil from './spoil.js';
import { apiError } from '../api/bearer.js';
import { tokenError } from '../token/token.endpoint.js';

export interface Outcome {
  readonly answer: SimulatedResponse;
  readonly delivery: Delivery;
}

const unsent: SimulatedResponse = { status: 0, headers: {}, body: '' };

/** How many ranks the list moves between two pages to repeat artists. */
const SHIFT_RANKS = 3;

/** Applies a fault to a call. `work` handles the call as the endpoint would. */
export function applyFault(fault: Fault, work: (variation?: Variation) => SimulatedResponse): Outcome {
  const whole = (answer: SimulatedResponse): Outcome => ({ answer, delivery: { mode: 'whole' } });
  switch (fault.kind) {
    case 'status':
      return whole(statusResponse(fault));
    case 'unauthorized':
      return whole(unauthorizedResponse(fault));
    case 'scope-missing':
      return whole(scopeMissingResponse());
    case 'not-registered':
      return whole(notRegisteredResponse());
    case 'premium-missing':
      return whole(premiumMissingResponse());
    case 'rate-limited':
      return whole(rateLimitedResponse(fault));
    case 'quota-exceeded':
      return whole(quotaExceededResponse(fault));
    case 'server-error':
      return whole(serverFailure(fault));
    case 'false-invalid-grant':
      return whole(falseInvalidGrantResponse(fault));
    case 'invalid-client':
      return whole(invalidClientResponse());
    case 'html-200':
      return whole(html200Response());
    case 'authorize-error':
      return whole(work({ error: fault.error }));
    case 'empty-list':
      return whole(spoil.withEmptyList(work()));
    case 'nulls':
      return whole(spoil.withNulls(work(), fault.where));
    case 'fields':
      return whole(spoil.withFields(work(), fault.set, fault.leaveOut));
    case 'duplicates':
      return whole(spoil.withDuplicates(work({ shift: SHIFT_RANKS })));
    case 'foreign-next':
      return whole(spoil.withForeignNext(work(), fault.origin));
    case 'truncated':
      return fault.cut === 'body'
        ? whole(spoil.withHalfTheBody(work()))
        : { answer: work(), delivery: { mode: 'half' } };
    case 'huge-body':
      return whole(spoil.withPadding(work(), fault.megabytes));
    case 'slow-headers':
      return { answer: work(), delivery: { mode: 'delayed', milliseconds: fault.milliseconds } };
    case 'slow-body':
      return { answer: work(), delivery: { mode: 'slow', milliseconds: fault.milliseconds } };
    case 'hang':
      return { answer: fault.afterWork ? work() : unsent, delivery: { mode: 'none' } };
    case 'reset':
      return { answer: fault.afterWork ? work() : unsent, delivery: { mode: 'reset' } };
  }
}

type FaultOf<K extends Fault['kind']> = Extract<Fault, { kind: K }>;

const ERROR_HTML =
  '<!doctype html><html><head><title>502</title></head><body><h1>upstream</h1></body></html>';

export function statusResponse({ status, headers, body }: FaultOf<'status'>): SimulatedResponse {
  return typeof body === 'string'
    ? textResponse(status, body, lowerCaseNames(headers))
    : jsonResponse(status, body, lowerCaseNames(headers));
}

export const unauthorizedResponse = ({ message }: FaultOf<'unauthorized'>): SimulatedResponse =>
  apiError(401, message);
export const scopeMissingResponse = (): SimulatedResponse => ({ status: 403, headers: {}, body: '' });

export const notRegisteredResponse = (): SimulatedResponse =>
  textResponse(403, 'User not registered in the Developer Dashboard');

export const premiumMissingResponse = (): SimulatedResponse =>
  textResponse(403, 'Active premium subscription required for the owner of the app.');

export function rateLimitedResponse({ retryAfter, as }: FaultOf<'rate-limited'>): SimulatedResponse {
  const header = retryAfterHeader(retryAfter);
  const headers = header === undefined ? {} : { 'retry-after': header };
  return as === 'text'
    ? textResponse(429, 'Too many requests', headers)
    : apiError(429, 'API rate limit exceeded', headers);
}

export function quotaExceededResponse({ retryAfter }: FaultOf<'quota-exceeded'>): SimulatedResponse {
  const error = {
    status: 429,
    message: 'The quota of this developer account is used up',
    reason: 'QUOTA_EXCEEDED',
  };
  return jsonResponse(429, { error }, retryAfter === null ? {} : { 'retry-after': String(retryAfter) });
}

export function serverFailure({ status, as }: FaultOf<'server-error'>): SimulatedResponse {
  if (as === 'html') return htmlResponse(status, ERROR_HTML);
  return as === 'text'
    ? textResponse(status, 'upstream connect error')
    : apiError(status, 'Service unavailable');
}

export const html200Response = (): SimulatedResponse => htmlResponse(200, ERROR_HTML);

export const falseInvalidGrantResponse = ({
  description,
}: FaultOf<'false-invalid-grant'>): SimulatedResponse => tokenError('invalid_grant', description);

export const invalidClientResponse = (): SimulatedResponse =>
  tokenError('invalid_client', 'Invalid client secret');

function retryAfterHeader(retryAfter: FaultOf<'rate-limited'>['retryAfter']): string | undefined {
  if (retryAfter === 'absent') return undefined;
  if (retryAfter === 'garbage') return 'soon';
  if (typeof retryAfter === 'number') return String(retryAfter);
  const seconds = retryAfter === 'date' ? 30 : retryAfter.dateInSeconds;
  return new Date(Date.now() + seconds * 1000).toUTCString();
}

function lowerCaseNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
