// First, since the styles of components override it.
import './design/design.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { setLocales } from './words/locale.js';

const page = document.getElementById('page');
if (!page) throw new Error('app.html has no element #page');

setLocales(navigator.languages);
createRoot(page).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
