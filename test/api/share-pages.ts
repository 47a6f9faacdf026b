import type { Client } from '../support/index.js';

/** What a browser gets of a page. */
export interface OpenedPage {
  readonly response: Response;
  readonly html: string;
  /** The text of the page's body, on one line. */
  readonly text: string;
}

/** Opens a page as a browser does. */
export async function openPage(
  who: Client,
  path: string,
  headers: Record<string, string> = {},
): Promise<OpenedPage> {
  const response = await who.fetch(path, { headers: { accept: 'text/html', ...headers } });
  const html = await response.text();
  return { response, html, text: textOf(html) };
}

function textOf(html: string): string {
  return html
    .slice(html.indexOf('<main'))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/(&nbsp;|\s)+/g, ' ')
    .replaceAll('&amp;', '&');
}
