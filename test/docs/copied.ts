import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from '@jest/globals';
import { startCommand } from '../support/command.js';
import { runDirectory } from '../support/index.js';
import { type Page, snippetsOf } from './pages.js';

/** The URL of Headliner in the pages. */
const SHOWN_AT = 'http://127.0.0.1:3000';

/** The exit code and the output of a copied program. */
export interface ProgramResult {
  readonly code: number | null;
  readonly output: string;
}

/** A directory for the snippets of a page, with the packages that they import. */
export class Copied {
  private readonly directory = mkdtempSync(join(runDirectory(), 'copied-'));

  /** @param url replaces the URL of Headliner in the page */
  constructor(
    private readonly page: Page,
    private readonly url: string,
  ) {
    symlinkSync(resolve('node_modules'), join(this.directory, 'node_modules'));
  }

  /** Returns the only snippet in this language under a heading. */
  text(heading: string, language: string): string {
    const snippets = snippetsOf(this.page, heading).filter((one) => one.language === language);
    expect(snippets.map((one) => one.language)).toEqual([language]);
    return (snippets[0]?.text ?? '').replaceAll(SHOWN_AT, this.url);
  }

  /** Writes a snippet to a file, and returns its name. */
  file(name: string, text: string): string {
    writeFileSync(join(this.directory, name), text);
    return name;
  }

  async run(command: readonly [string, ...string[]], environment = {}): Promise<ProgramResult> {
    const running = startCommand(command, { directory: this.directory, environment });
    const { code } = await running.ended;
    return { code, output: running.logs };
  }
}
