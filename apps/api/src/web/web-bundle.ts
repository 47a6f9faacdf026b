import { Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { Bundle, builtApp } from '../pages/bundle.js';
import { ApiSettings } from '../settings/api-settings.js';

/** The two documents of `apps/web`. What differs between requests is filled in here. */
@Injectable()
export class WebBundle extends Bundle {
  readonly directory: string = builtApp('web');

  constructor(private readonly settings: ApiSettings) {
    super();
  }

  /** Returns the page for signed-in listeners; undefined if it has not been built. */
  app(): string | undefined {
    return this.html('app.html');
  }

  /**
   * Returns the page for everyone else; undefined if it has not been built.
   *
   * @param returnTo where its sign-in links lead back to: a path with its query
   */
  landing(returnTo: string): string | undefined {
    return this.html('landing.html')?.replaceAll(
      'returnTo=%2F"',
      () => `returnTo=${encodeURIComponent(returnTo)}"`,
    );
  }

  private html(name: string): string | undefined {
    const path = this.document(name);
    const mode = this.settings.demo ? 'demo' : 'real';
    return path && readFileSync(path, 'utf8').replace('data-mode="real"', `data-mode="${mode}"`);
  }
}
