import { expect } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

interface Download {
  readonly name: string;
  readonly content: Buffer;
}

/** Clicks a button of the open dialog, beside a file or its only one, and reads what it downloads. */
export async function download(page: Page, button: string, file?: string): Promise<Download> {
  const dialog = page.getByRole('dialog');
  const row = file === undefined ? dialog : dialog.getByRole('listitem').filter({ hasText: file });
  const [offered] = await Promise.all([
    page.waitForEvent('download'),
    row.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { name: offered.suggestedFilename(), content: await readFile(await offered.path()) };
}

/** The size of a PNG, and the number of its colours. */
export async function inspectPng(
  page: Page,
  png: Buffer,
): Promise<{ size: [number, number]; colours: number }> {
  return await page.evaluate(`(async () => {
    const bytes = Uint8Array.from(atob('${png.toString('base64')}'), (character) => character.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, picture.width, picture.height);
    return { size: [picture.width, picture.height], colours: new Set(new Uint32Array(data.buffer)).size };
  })()`);
}

interface ParsedSvg {
  readonly texts: string[];
  readonly size: [number, number];
  /** What is wrong with it, or would be outside of the page. */
  readonly problems: string[];
}

/** Parses an SVG as the browser does. */
export async function parseSvg(page: Page, svg: Buffer): Promise<ParsedSvg> {
  // Not in the page, whose content security policy has no inline styles.
  const blank = await page.context().newPage();
  const parsed: ParsedSvg = await blank.evaluate(`(() => {
    const parsed = new DOMParser().parseFromString(${JSON.stringify(svg.toString('utf8'))}, 'image/svg+xml');
    const contents = (selector) => [...parsed.querySelectorAll(selector)].map((each) => each.textContent);
    return {
      texts: contents('text'),
      size: ['width', 'height'].map((name) => Number(parsed.documentElement.getAttribute(name))),
      problems: contents('parsererror, foreignObject, image, [class], [style], script'),
    };
  })()`);
  await blank.close();
  return parsed;
}

const PNG_SIGNATURE = '89504e470d0a1a0a';

/** Downloads a drawing as SVG and as PNG, twice as large, and returns the texts of the former. */
export async function downloadDrawing(page: Page, label: string, name: string): Promise<string[]> {
  const svg = await download(page, 'SVG', label);
  const png = await download(page, 'PNG', label);
  expect([svg.name, png.name]).toEqual([`${name}-drawing.svg`, `${name}-drawing.png`]);
  const { texts, size, problems } = await parseSvg(page, svg.content);
  expect(problems).toEqual([]);
  expect(png.content.subarray(0, 8).toString('hex')).toBe(PNG_SIGNATURE);
  const picture = await inspectPng(page, png.content);
  expect(picture.size).toEqual(size.map((side) => 2 * side));
  expect(picture.colours).toBeGreaterThan(20);
  return texts;
}

/** Downloads a table as CSV, and returns its lines: the header first. */
export async function downloadTable(page: Page, label: string, name: string): Promise<string[][]> {
  const csv = await download(page, 'CSV', label);
  expect(csv.name).toBe(`${name}.csv`);
  return readCsv(csv.content);
}

/** The lines of a CSV file as cells, the header first. */
export function readCsv(csv: Buffer): string[][] {
  const lines = csv.toString('utf8').replace('\uFEFF', '').split('\r\n').slice(0, -1);
  return lines.map((line) =>
    [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
    ),
  );
}

/** Values as the cells of a CSV file. */
export function toCells(values: readonly (string | number | null)[]): string[] {
  return values.map((value) => String(value ?? ''));
}

/** What is left of texts without their line breaks. */
export function squeeze(...texts: readonly string[]): string {
  return texts.join('').replaceAll(' ', '');
}
