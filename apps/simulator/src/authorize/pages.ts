import { createHash } from 'node:crypto';
import { htmlResponse, type SimulatedResponse } from '../endpoint.js';
import { pageStyle } from './page.style.js';
import { demoListeners, type SimulatedListener } from '../listeners.js';
import type { AuthorizeRequest } from './authorize-request.js';

/** Safe HTML. */
export class Markup {
  constructor(readonly text: string) {}
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A template tag that escapes text but not `Markup`. It is not called `html`, which the formatter would reformat. */
export function markup(
  parts: TemplateStringsArray,
  ...values: (string | Markup | readonly Markup[])[]
): Markup {
  return new Markup(
    parts.reduce((before, part, index) => {
      const value = values[index - 1] ?? '';
      return before + render(value) + part;
    }),
  );
}

function render(value: string | Markup | readonly Markup[]): string {
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (character) => entities[character] ?? '');
  return value instanceof Markup ? value.text : value.map(({ text }) => text).join('\n');
}

const styleHash = createHash('sha256').update(pageStyle).digest('base64');

const policy = [
  "default-src 'none'",
  'img-src data:',
  `style-src 'sha256-${styleHash}'`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Returns a page without scripts or third-party requests. `form-action` stays open, since browsers apply it to redirects too. */
export function page(status: number, title: string, content: Markup): SimulatedResponse {
  const document = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Spotify simulator, demo</title>
<link rel="icon" href="data:,">
<style>${new Markup(pageStyle)}</style>
</head>
<body>
<div class="tape" role="note">Spotify simulator, demo</div>
<main>
${content}
</main>
</body>
</html>
`;
  return htmlResponse(status, document.text, {
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
}

const SCOPE_LABELS: Record<string, string> = { 'user-top-read': 'top artists' };

/** Asks which listener signs in and whether they consent. Hidden fields repeat the parameters of the request. */
export function consentPage(
  authorization: AuthorizeRequest,
  preselected?: SimulatedListener,
): SimulatedResponse {
  const demo: SimulatedListener[] = Object.values(demoListeners);
  const isDemo = demo.some(({ id }) => id === preselected?.id);
  const listeners = preselected && !isDemo ? [preselected, ...demo] : demo;
  const chosen = preselected?.id ?? listeners[0]?.id;
  const scopes = authorization.scope.split(' ').filter(Boolean);
  const access = ['the listener’s name', 'id', ...scopes.map((scope) => SCOPE_LABELS[scope] ?? scope)];
  const hiddenFields = Object.entries(authorization.parameters).filter(([name]) => name !== 'listener');

  return page(
    200,
    'Allow access?',
    markup`<h1>Allow <span class="app">${authorization.clientId}</span> to read top artists?</h1>
<p>This simulator runs on your machine. It is not Spotify: you need no account, and all listeners and artists are
invented.</p>
<form method="post" action="/authorize/decision">
${hiddenFields.map(([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`)}
<fieldset>
<legend>Sign in as</legend>
${listeners.map((listener) => radio(listener, listener.id === chosen))}
</fieldset>
<p>The app can read ${new Intl.ListFormat('en').format(access)}.</p>
<div class="buttons">
<button class="allow" name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Cancel</button>
</div>
</form>
<p class="fine">You return to ${new URL(authorization.redirectUri).origin} in either case.</p>`,
  );
}

function radio({ id, displayName, artists }: SimulatedListener, checked: boolean): Markup {
  const count = artists === 1 ? '1 artist' : `${artists} artists`;
  return markup`<label><input type="radio" name="listener" value="${id}"${checked ? ' checked' : ''}>
<span>${displayName ?? 'No display name'}</span><small>${count}</small></label>`;
}

/** Returns an error page with status 400. The browser is not redirected, since the request cannot be trusted. */
export function errorPage(message: string): SimulatedResponse {
  return page(
    400,
    'Sign-in failed',
    markup`<h1>The sign-in failed</h1>
<p><strong>${message}</strong></p>
<p>The app’s client id and redirect URI must match <code>SIMULATOR_CLIENT_ID</code> and
<code>SIMULATOR_REDIRECT_URIS</code>.</p>`,
  );
}
