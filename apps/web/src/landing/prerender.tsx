import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { Landing } from './landing.js';

/** Renders the landing page to HTML at build time, so that it works without JavaScript. */
export function prerender(): string {
  return renderToString(
    <StrictMode>
      <Landing />
    </StrictMode>,
  );
}
