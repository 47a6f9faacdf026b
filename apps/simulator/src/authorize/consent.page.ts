import type { Answer } from '../answer.js';
import { demoListeners, type SimulatedListener } from '../listeners/listeners.js';
import type { AuthorizeRequest } from './authorize-request.js';
import { html, type Html } from './html.js';
import { page } from './page.js';

const meanings: Record<string, string> = { 'user-top-read': 'See your top artists' };

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
  const target = new URL(asked.redirectUri).origin;
  const { listener: _offeredAbove, ...repeated } = asked.parameters;

  return page(
    200,
    'Allow access?',
    html`<h1>Let “${asked.clientId}” see a listener’s data?</h1>
      <p>
        This is a stand-in that runs on your own machine, not Spotify. No Spotify account is involved, and all
        listeners and artists are invented.
      </p>
      <form method="post" action="/authorize/decision">
        ${Object.entries(repeated).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <fieldset>
          <legend>Who are you today?</legend>
          ${offered.map((listener) => radio(listener, listener.id === chosen))}
        </fieldset>
        <p>The app will be able to:</p>
        <ul>
          <li>See the listener’s name and id</li>
          ${scopes.map((scope) => html`<li>${meanings[scope] ?? scope}</li>`)}
        </ul>
        <div class="buttons">
          <button class="allow" name="decision" value="allow">Allow</button>
          <button name="decision" value="deny">Cancel</button>
        </div>
      </form>
      <p class="fine">Either way you go back to ${target}.</p>`,
  );
}

function radio({ id, displayName, artists }: SimulatedListener, checked: boolean): Html {
  const amount = artists === 1 ? '1 artist' : `${artists} artists`;
  return html`<label
    ><input type="radio" name="listener" value="${id}" ${checked ? ' checked' : ''} />
    <span>${displayName ?? 'Without a display name'}</span><small>${amount}</small></label
  >`;
}
