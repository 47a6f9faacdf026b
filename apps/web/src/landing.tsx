import { StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import './design/design.css';
import { Landing } from './landing/landing.js';

const page = document.getElementById('page');
if (!page) throw new Error('landing.html has no element #page');

// The build has rendered the page; this makes its example interactive.
hydrateRoot(
  page,
  <StrictMode>
    <Landing />
  </StrictMode>,
);
