import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Res } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import type { Response } from 'express';
import { type Problem, renderProblem } from './problem.js';
import { configureViews } from './views.js';

const given: { problem: Problem } = {
  problem: { status: 403, title: 'Not this time', explanation: 'First.\n\nSecond.' },
};

@Controller('problem')
class ProblemController {
  @Get()
  problem(@Res() response: Response): void {
    renderProblem(response, given.problem);
  }
}

let app: NestExpressApplication;
let origin: string;

const get = async (path: string) => {
  const response = await fetch(origin + path);
  return { response, html: await response.text() };
};

beforeAll(async () => {
  const testing = await Test.createTestingModule({
    controllers: [ProblemController],
  }).compile();
  app = testing.createNestApplication<NestExpressApplication>();
  configureViews(app);
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
});

afterAll(() => app.close());

describe('the problem page', () => {
  it('has the status, what happened in paragraphs, and a way home', async () => {
    given.problem = { status: 403, title: 'Not this time', explanation: 'First.\n\nSecond.' };
    const { response, html } = await get('/problem');
    expect(response.status).toBe(403);
    expect(html).toContain('<title>Not this time · Headliner</title>');
    expect(html).toMatch(/<p class="lead">First\.<\/p>\s*<p class="lead">Second\.<\/p>/);
    expect(html).toContain('<a class="button" href="/">Back to the first page</a>');
    expect(html).not.toContain('<code>');
  });

  it('shows the action and the correlation id, and escapes all of it', async () => {
    given.problem = {
      status: 500,
      title: '<b>Broken</b>',
      explanation: '<img src=x>',
      action: { label: 'Try again', href: '/auth/spotify' },
      correlationId: 'c0ffee',
    };
    const { response, html } = await get('/problem');
    expect(response.status).toBe(500);
    expect(html).toContain('<a class="button" href="/auth/spotify">Try again</a>');
    expect(html).toContain('<code>c0ffee</code>');
    expect(html).not.toContain('<b>');
    expect(html).not.toContain('<img src=x>');
  });
});

it('needs no script and no inline style', async () => {
  expect((await get('/problem')).html).not.toMatch(/<script|<style| style=| on\w+=/i);
});

it.each([
  ['/assets/headliner.css', 'text/css; charset=utf-8'],
  ['/assets/reading.css', 'text/css; charset=utf-8'],
  ['/assets/logo.svg', 'image/svg+xml'],
  ['/assets/favicon.svg', 'image/svg+xml'],
])('serves %s, which browsers ask for again only by its tag', async (path, type) => {
  const { response } = await get(path);
  expect(response.headers.get('content-type')).toBe(type);
  const again = await fetch(origin + path, {
    headers: { 'If-None-Match': response.headers.get('etag') ?? '', 'Cache-Control': 'max-age=0' },
  });
  expect(again.status).toBe(304);
});
