import { NotFoundException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { existsSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, extname, join } from 'node:path';

/** The directory that the build of a browser app lies in, whether this code runs from its sources or from `dist/`. */
export function builtApp(name: string): string {
  return join(dirname(findPackageJSON(import.meta.url) ?? '.'), 'dist/apps', name);
}

/** The files that Vite made of a browser app: its documents, and `assets/` named by their content. */
export abstract class Bundle {
  abstract readonly directory: string;

  /** The path of a document; undefined when the app has not been built. */
  document(name: string): string | undefined {
    return this.existing(name);
  }

  /** Answers with an asset. Its name changes with its content, so browsers cache it for good. */
  send(name: string, request: Request, response: Response): void {
    const asset = this.asset(name);
    if (!asset) throw new NotFoundException(`There is no file ${name}. Reload the page.`);
    const compressed = request.acceptsEncodings('br') ? this.asset(`${name}.br`) : undefined;
    response.type(extname(name)).vary('Accept-Encoding');
    if (compressed) response.set('Content-Encoding', 'br');
    response.sendFile(compressed ?? asset, { maxAge: '365 days', immutable: true });
  }

  /** The path of one asset; undefined if the bundle has no such file. */
  private asset(name: string): string | undefined {
    return /^[\w-]+(\.[\w-]+)+$/.test(name) ? this.existing(`assets/${name}`) : undefined;
  }

  private existing(path: string): string | undefined {
    const absolute = join(this.directory, path);
    return existsSync(absolute) ? absolute : undefined;
  }
}

/** What a page says while its app has not been built. */
export function notBuilt(what: string): { status: number; title: string; explanation: string } {
  return {
    status: 503,
    title: `${what} has not been built`,
    explanation:
      'Its files are missing from this installation. Run “npm run build” in its directory, then reload this page.',
  };
}
