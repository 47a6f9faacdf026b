import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { Landing } from './landing.js';

/** The landing page as HTML, for the document: it needs no JavaScript to be read, nor to sign in. */
export function prerender(): string {
  return renderToString(
    <StrictMode>
      <Landing />
    </StrictMode>,
  );
}
