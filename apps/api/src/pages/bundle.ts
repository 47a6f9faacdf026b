import { NotFoundException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { existsSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { renderProblem } from './pages.js';

/** The output directory of a browser app, whether this code runs from its sources or from `dist/`. */
export function builtApp(name: string): string {
  return join(dirname(findPackageJSON(import.meta.url) ?? '.'), 'dist/apps', name);
}

/** The files that Vite built of a browser app: documents, and `assets/` with a content hash in each name. */
export abstract class Bundle {
  abstract readonly directory: string;

  /** Returns the path of a document; undefined if the app has not been built. */
  document(name: string): string | undefined {
    return this.existing(name);
  }

  /** Sends an asset. Browsers may cache it for a year, since its name changes with its content. */
  send(name: string, request: Request, response: Response): void {
    const asset = this.asset(name);
    if (!asset) throw new NotFoundException(`There is no file ${name}. Reload the page.`);
    const compressed = request.acceptsEncodings('br') ? this.asset(`${name}.br`) : undefined;
    response.type(extname(name)).vary('Accept-Encoding');
    if (compressed) response.set('Content-Encoding', 'br');
    response.sendFile(compressed ?? asset, { maxAge: '365 days', immutable: true });
  }

  /** Returns the path of an asset; undefined if the bundle has no such file. */
  private asset(name: string): string | undefined {
    return /^[\w-]+(\.[\w-]+)+$/.test(name) ? this.existing(`assets/${name}`) : undefined;
  }

  private existing(path: string): string | undefined {
    const absolute = join(this.directory, path);
    return existsSync(absolute) ? absolute : undefined;
  }
}

/** Responds with a page about an app that has not been built. */
export function renderNotBuilt(response: Response, app: string): void {
  renderProblem(response, {
    status: 503,
    title: `${app} has not been built`,
    explanation:
      'Its files are missing. Run “npm run build” in the directory of Headliner, then reload this page.',
  });
}
