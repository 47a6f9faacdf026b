import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { getLayout } from './editor.js';
import { examples, firstTabs } from './examples/examples.js';
import { readLinkedQuery } from './tabs/linked-query.js';
import { openStorage } from './tabs/prepare-storage.js';
import './page.css';

const page = document.getElementById('page');
if (!page) throw new Error('index.html has no element #page');

const linked = readLinkedQuery(location.hash);
const storage = openStorage(() => localStorage, { examples, firstTabs, linked, layout: getLayout() });
// From now on the query is in a tab: a reload must not restore what the user has changed.
if (linked) history.replaceState(null, '', location.pathname);
window.addEventListener('hashchange', () => location.reload());

createRoot(page).render(
  <StrictMode>
    <App linked={linked} storage={storage} />
  </StrictMode>,
);
