import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from '@jest/globals';
import { startCommand } from '../support/command.js';
import { runDirectory } from '../support/index.js';
import { type Page, snippetsOf } from './pages.js';

/** What the pages say where Headliner is. */
const SHOWN_AT = 'http://127.0.0.1:3000';

/** How a copied program ended, and all it wrote. */
export interface Ran {
  readonly code: number | null;
  readonly wrote: string;
}

/** A directory of its own, as a reader would make for what a page shows: with the packages that the page names. */
export class Copied {
  private readonly directory = mkdtempSync(join(runDirectory(), 'copied-'));

  /** @param url the Headliner that is asked instead of the one that pages speak of */
  constructor(
    private readonly page: Page,
    private readonly url: string,
  ) {
    symlinkSync(resolve('node_modules'), join(this.directory, 'node_modules'));
  }

  /** The one snippet under a heading that is in this language. */
  text(heading: string, language: string): string {
    const found = snippetsOf(this.page, heading).filter((one) => one.language === language);
    expect(found.map((one) => one.language)).toEqual([language]);
    return (found[0]?.text ?? '').replaceAll(SHOWN_AT, this.url);
  }

  /** Puts a snippet into a file of this name. */
  file(name: string, text: string): string {
    writeFileSync(join(this.directory, name), text);
    return name;
  }

  async run(command: readonly [string, ...string[]], environment = {}): Promise<Ran> {
    const running = startCommand(command, { directory: this.directory, environment });
    const { code } = await running.ended;
    return { code, wrote: running.logs };
  }
}
