import { StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import './design/design.css';
import { Landing } from './landing/landing.js';

const page = document.getElementById('page');
if (!page) throw new Error('landing.html has lost its element #page');

// All of it is there already; from here on its example can be used.
hydrateRoot(
  page,
  <StrictMode>
    <Landing />
  </StrictMode>,
);
