import type { Response } from 'express';

/** Something that went wrong for a person in a browser, in words that tell them what to do about it. */
export interface Problem {
  /** The HTTP status of the answer. */
  status: number;
  title: string;
  /** What happened, and what to do. Blank lines part paragraphs. */
  explanation: string;
  /** The one link that most likely helps; without it the page leads home. */
  action?: { label: string; href: string };
  /** Finds the matching lines in the log. */
  correlationId?: string;
}

/** Answers with the problem page. Needs `configureViews` to have run on the application. */
export function renderProblem(response: Response, problem: Problem): void {
  const { status, title, explanation, action, correlationId } = problem;
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .render('problem', {
      pageTitle: title,
      status,
      title,
      paragraphs: explanation.split(/\n\s*\n/),
      action: action ?? { label: 'Back to the first page', href: '/' },
      correlationId,
    });
}
