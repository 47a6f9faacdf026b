import { projectFile } from '#runtime';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Response } from 'express';
import hbs from 'hbs';
import { fileURLToPath } from 'node:url';

const directory = (name: string): string => projectFile(`apps/api/src/pages/${name}`);
/** The files of the font, in its package. */
const fonts = fileURLToPath(
  new URL('files', import.meta.resolve('@fontsource-variable/archivo/package.json')),
);

/**
 * Configures the application to render `views/*.hbs` within `layout.hbs`, with the partials, and to serve `assets/` and the font under
 * `/assets/`. Browsers revalidate assets, since their names do not change with their content; a font stays the same.
 */
export function configurePages(app: NestExpressApplication): void {
  const engine = hbs.create();
  engine.registerPartials(directory('views/partials'));
  app.engine('hbs', engine.__express);
  app.setBaseViewsDir(directory('views'));
  app.setViewEngine('hbs');
  app.set('view cache', true);
  app.useStaticAssets(fonts, { prefix: '/assets/fonts/', maxAge: '30 days', index: false });
  app.useStaticAssets(directory('assets'), { prefix: '/assets/', maxAge: 0, index: false });
}

/** An error as a page for people shows it. */
export interface Problem {
  /** The HTTP status of the page. */
  readonly status: number;
  readonly title: string;
  /** What happened, and what to do. */
  readonly explanation: string;
  /** The link that most likely helps; without it, the page links to the home page. */
  readonly action?: { readonly label: string; readonly href: string };
  /** Identifies the matching lines in the log. */
  readonly correlationId?: string;
}

/** Responds with the problem page. Requires {@link configurePages}. */
export function renderProblem(response: Response, problem: Problem): void {
  const action = problem.action ?? { label: 'Back to the home page', href: '/' };
  response
    .status(problem.status)
    .set('Cache-Control', 'no-store')
    .render('problem', { pageTitle: problem.title, ...problem, action });
}
