import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import './editor/workers.js';
import { bringExamples } from './examples/bring-examples.js';
import { tabs } from './examples/examples.js';
import './page.css';

const page = document.getElementById('page');
if (!page) throw new Error('index.html has lost its element #page');

bringExamples(localStorage, tabs);
createRoot(page).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
