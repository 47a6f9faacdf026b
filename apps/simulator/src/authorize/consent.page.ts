import type { Answer } from '../answer.js';
import { demoListeners, type SimulatedListener } from '../listeners/listeners.js';
import type { AuthorizeRequest } from './authorize-request.js';
import { markup, type Markup } from './markup.js';
import { page } from './page.js';

const meanings: Record<string, string> = { 'user-top-read': 'top artists' };

/**
 * Asks who is there and whether they agree. The form goes by POST to `/authorize/decision`; its hidden fields
 * repeat the parameters of the request, `listener` is the radio button, `decision` the button pressed.
 */
export function consentPage(asked: AuthorizeRequest, preselected?: SimulatedListener): Answer {
  const demo: SimulatedListener[] = Object.values(demoListeners);
  const isDemo = demo.some(({ id }) => id === preselected?.id);
  const offered = preselected && !isDemo ? [preselected, ...demo] : demo;
  const chosen = preselected?.id ?? offered[0]?.id;
  const scopes = asked.scope.split(' ').filter(Boolean);
  const asksFor = ['the listener’s name', 'id', ...scopes.map((scope) => meanings[scope] ?? scope)];
  const repeated = Object.entries(asked.parameters).filter(([name]) => name !== 'listener');

  return page(
    200,
    'Allow access?',
    markup`<h1>Allow <span class="app">${asked.clientId}</span> to see a listener’s charts?</h1>
<p>This is a stand-in that runs on your own machine. It is not Spotify: no account is needed, and every listener
and artist here is invented.</p>
<form method="post" action="/authorize/decision">
${repeated.map(([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`)}
<fieldset>
<legend>Sign in as</legend>
${offered.map((listener) => radio(listener, listener.id === chosen))}
</fieldset>
<p>It asks to see ${new Intl.ListFormat('en').format(asksFor)}.</p>
<div class="buttons">
<button class="allow" name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Cancel</button>
</div>
</form>
<p class="fine">Either way you go back to ${new URL(asked.redirectUri).origin}</p>`,
  );
}

function radio({ id, displayName, artists }: SimulatedListener, checked: boolean): Markup {
  const amount = artists === 1 ? '1 artist' : `${artists} artists`;
  return markup`<label><input type="radio" name="listener" value="${id}"${checked ? ' checked' : ''}>
<span>${displayName ?? 'No display name'}</span><small>${amount}</small></label>`;
}
