import { Injectable } from '@nestjs/common';
import { Bundle, builtApp } from '../bundle/bundle.js';

/** The files that `vite build apps/web` made. */
@Injectable()
export class WebBundle extends Bundle {
  readonly directory: string = builtApp('web');
}

/** The pages of `apps/web`, by the same paths as in its `src/pages.tsx`. */
export const WEB_PAGES: string[] = ['/', '/trends', '/momentum', '/year', '/events', '/coverage', '/account'];
