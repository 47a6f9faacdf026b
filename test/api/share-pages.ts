import { z } from 'zod';
import type { Client, Stage } from '../support/index.js';
import { ask } from './asking.js';

const CREATE = 'mutation ($input: CreateShareInput!) { createShare(input: $input) { share { id url } } }';
const created = z.object({ createShare: z.object({ share: z.object({ id: z.string(), url: z.url() }) }) });

/** Creates a share, by default of the newest short-term chart, and returns its ID and path. */
export async function createShare(
  stage: Stage,
  input: Record<string, unknown> = {},
): Promise<{ id: string; path: string }> {
  const data = await ask(stage, CREATE, { input: { range: 'SHORT_TERM', ...input } });
  const { id, url } = created.parse(data).createShare.share;
  return { id, path: new URL(url).pathname };
}

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
