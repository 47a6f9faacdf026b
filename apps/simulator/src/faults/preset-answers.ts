import { htmlAnswer, jsonAnswer, textAnswer, type Answer } from '../answer.js';
import { apiError } from '../api/api-error.js';
import { tokenError } from '../token/token-error.js';
import type { Fault } from './fault.js';

type Of<K extends Fault['kind']> = Extract<Fault, { kind: K }>;

const HTML_TROUBLE =
  '<!doctype html><html><head><title>502</title></head><body><h1>upstream</h1></body></html>';

/** Any status, headers and body. */
export function statusAnswer({ status, headers, body }: Of<'status'>): Answer {
  return typeof body === 'string'
    ? textAnswer(status, body, withLowerCaseNames(headers))
    : jsonAnswer(status, body, withLowerCaseNames(headers));
}

export const unauthorizedAnswer = ({ message }: Of<'unauthorized'>): Answer => apiError(401, message);
export const scopeMissingAnswer = (): Answer => ({ status: 403, headers: {}, body: '' });

export const notRegisteredAnswer = (): Answer =>
  textAnswer(403, 'User not registered in the Developer Dashboard');

export const premiumMissingAnswer = (): Answer =>
  textAnswer(403, 'Active premium subscription required for the owner of the app.');

export function rateLimitedAnswer({ retryAfter, as }: Of<'rate-limited'>): Answer {
  const header = retryAfterHeader(retryAfter);
  const headers = header === undefined ? {} : { 'retry-after': header };
  return as === 'text'
    ? textAnswer(429, 'Too many requests', headers)
    : apiError(429, 'API rate limit exceeded', headers);
}

export function quotaExceededAnswer({ retryAfter }: Of<'quota-exceeded'>): Answer {
  const error = {
    status: 429,
    message: 'The quota of this developer account is used up',
    reason: 'QUOTA_EXCEEDED',
  };
  return jsonAnswer(429, { error }, retryAfter === null ? {} : { 'retry-after': String(retryAfter) });
}

export function serverErrorAnswer({ status, as }: Of<'server-error'>): Answer {
  if (as === 'html') return htmlAnswer(status, HTML_TROUBLE);
  return as === 'text'
    ? textAnswer(status, 'upstream connect error')
    : apiError(status, 'Service unavailable');
}

export const html200Answer = (): Answer => htmlAnswer(200, HTML_TROUBLE);

export const falseInvalidGrantAnswer = ({ description }: Of<'false-invalid-grant'>): Answer =>
  tokenError('invalid_grant', description);

export const invalidClientAnswer = (): Answer => tokenError('invalid_client', 'Invalid client secret');

function retryAfterHeader(retryAfter: Of<'rate-limited'>['retryAfter']): string | undefined {
  if (retryAfter === 'absent') return undefined;
  if (retryAfter === 'garbage') return 'soon';
  if (typeof retryAfter === 'number') return String(retryAfter);
  const seconds = retryAfter === 'date' ? 30 : retryAfter.dateInSeconds;
  return new Date(Date.now() + seconds * 1000).toUTCString();
}

function withLowerCaseNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
