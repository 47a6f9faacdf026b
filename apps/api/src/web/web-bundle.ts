import { Injectable } from '@nestjs/common';
import { Bundle, builtApp } from '../bundle/bundle.js';

/** The files that `vite build apps/web` made. */
@Injectable()
export class WebBundle extends Bundle {
  readonly directory: string = builtApp('web');
}
