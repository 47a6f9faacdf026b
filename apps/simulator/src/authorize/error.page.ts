import type { Answer } from '../answer.js';
import { markup } from './markup.js';
import { page } from './page.js';

/** Said to the person, with status 400: the app's request cannot be trusted, so nobody is sent back to it. */
export function errorPage(message: string): Answer {
  return page(
    400,
    'Not possible',
    markup`<h1>This sign-in cannot go on</h1>
<p><strong>${message}</strong></p>
<p>The app’s request does not fit what is registered at this simulator. Compare its client id and its redirect
URI with <code>SIMULATOR_CLIENT_ID</code> and <code>SIMULATOR_REDIRECT_URIS</code>.</p>`,
  );
}
