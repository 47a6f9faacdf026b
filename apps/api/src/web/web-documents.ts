import { Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { PageSettings } from '../pages/page-settings.js';
import { WebBundle } from './web-bundle.js';

/** The two documents of the page for people. They are the same for everybody but for what is written here. */
@Injectable()
export class WebDocuments {
  constructor(
    private readonly bundle: WebBundle,
    private readonly settings: PageSettings,
  ) {}

  /** What a signed-in listener is given, at the address of any page; undefined when it has not been built. */
  app(): string | undefined {
    return this.document('app.html');
  }

  /** What everybody else is given: its way to sign in leads back to `returnTo`, a path with its query. */
  landing(returnTo: string): string | undefined {
    return this.document('landing.html')?.replaceAll(
      'returnTo=%2F"',
      () => `returnTo=${encodeURIComponent(returnTo)}"`,
    );
  }

  private document(name: string): string | undefined {
    const path = this.bundle.document(name);
    const mode = this.settings.demo ? 'demo' : 'real';
    return path && readFileSync(path, 'utf8').replace('data-mode="real"', `data-mode="${mode}"`);
  }
}
