import { Injectable } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

/** The files that `vite build apps/graphiql` made: `index.html`, and `assets/` named by their content. */
@Injectable()
export class GraphiqlBundle {
  /** Lies under the project's root, whether this code runs from its sources or from `dist/`. */
  readonly directory: string = join(dirname(findPackageJSON(import.meta.url) ?? '.'), 'dist/apps/graphiql');

  /** The path of the page; undefined when it has not been built. */
  page(): string | undefined {
    return this.existing('index.html');
  }

  /** The path of one asset; undefined for a name that is none of ours. */
  asset(name: string): string | undefined {
    return /^[\w-]+(\.[\w-]+)+$/.test(name) ? this.existing(`assets/${name}`) : undefined;
  }

  private existing(path: string): string | undefined {
    const absolute = join(this.directory, path);
    return existsSync(absolute) ? absolute : undefined;
  }
}
