import { Injectable } from '@nestjs/common';
import { Bundle, builtApp } from '../bundle/bundle.js';

/** The files that `vite build apps/graphiql` made. */
@Injectable()
export class GraphiqlBundle extends Bundle {
  readonly directory: string = builtApp('graphiql');
}
