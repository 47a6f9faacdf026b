import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { tabs } from './examples/examples.js';
import { mergeExamples } from './examples/merge-examples.js';
import './page.css';

const page = document.getElementById('page');
if (!page) throw new Error('index.html has no element #page');

mergeExamples(localStorage, tabs);
createRoot(page).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
