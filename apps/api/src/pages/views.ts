import type { NestExpressApplication } from '@nestjs/platform-express';
import hbs from 'hbs';
import { fileURLToPath } from 'node:url';

const directory = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));

/**
 * Teaches the application to render the pages of `views/` (each inside `layout.hbs`, every value escaped) and to
 * serve their stylesheet and pictures under `/assets/`. These keep their names from release to release, so
 * browsers ask whether they are still current.
 */
export function configureViews(app: NestExpressApplication): void {
  app.engine('hbs', hbs.create().__express);
  app.setBaseViewsDir(directory('views'));
  app.setViewEngine('hbs');
  app.set('view cache', true);
  app.useStaticAssets(directory('assets'), {
    prefix: '/assets/',
    maxAge: 0,
    index: false,
  });
}
