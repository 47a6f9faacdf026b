import { createHash } from 'node:crypto';
import { htmlAnswer, type Answer } from '../answer.js';
import { Markup, markup } from './markup.js';
import { pageStyle } from './page.style.js';

const styleHash = createHash('sha256').update(pageStyle).digest('base64');

const policy = [
  "default-src 'none'",
  'img-src data:',
  `style-src 'sha256-${styleHash}'`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * A page of the simulator. It runs no script and asks nobody else for anything. Where its form may lead is left
 * open: browsers hold `form-action` against the redirects that follow too, and those are the app's affair.
 */
export function page(status: number, title: string, content: Markup): Answer {
  const document = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Simulated Spotify, demo</title>
<link rel="icon" href="data:,">
<style>${new Markup(pageStyle)}</style>
</head>
<body>
<div class="tape" role="note">Simulated Spotify, demo</div>
<main>
${content}
</main>
</body>
</html>
`;
  return htmlAnswer(status, document.text, {
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
}
