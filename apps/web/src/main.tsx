import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import './design/design.css';
import { createClient } from './graphql/client.js';

const page = document.getElementById('page');
if (!page) throw new Error('app.html has lost its element #page');

createRoot(page).render(
  <StrictMode>
    <App client={createClient()} />
  </StrictMode>,
);
