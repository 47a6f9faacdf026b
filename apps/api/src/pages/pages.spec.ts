import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Res } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import type { Response } from 'express';
import { configurePages, type Problem, renderProblem } from './pages.js';

const given: { problem: Problem } = {
  problem: { status: 403, title: 'Not this time', explanation: 'Try later.' },
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
  configurePages(app);
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
});

afterAll(() => app.close());

describe('the problem page', () => {
  it('answers with the status, and shows the explanation and a link to the home page', async () => {
    given.problem = { status: 403, title: 'Not this time', explanation: 'Try later.' };
    const { response, html } = await get('/problem');
    expect(response.status).toBe(403);
    expect(html).toContain('<title>Not this time · Headliner</title>');
    expect(html).toContain('<p class="lead">Try later.</p>');
    expect(html).not.toContain('403');
    expect(html).toContain('<a class="button" href="/">Back to the home page</a>');
    expect(html).not.toContain('<code>');
  });

  it('shows the action and the correlation id, and escapes every value', async () => {
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

it('the problem page has no script and no inline style', async () => {
  expect((await get('/problem')).html).not.toMatch(/<script|<style| style=| on\w+=/i);
});

it.each([
  ['/assets/headliner.css', 'text/css; charset=utf-8'],
  ['/assets/reading.css', 'text/css; charset=utf-8'],
  ['/assets/logo.svg', 'image/svg+xml'],
  ['/assets/favicon.svg', 'image/svg+xml'],
  ['/assets/manifest.webmanifest', 'application/manifest+json; charset=utf-8'],
  ['/assets/icon-192.png', 'image/png'],
  ['/assets/fonts/archivo-latin-wght-normal.woff2', 'font/woff2'],
])('serves %s with an ETag, and answers a revalidation with 304', async (path, type) => {
  const { response } = await get(path);
  expect(response.headers.get('content-type')).toBe(type);
  const again = await fetch(origin + path, {
    headers: { 'If-None-Match': response.headers.get('etag') ?? '', 'Cache-Control': 'max-age=0' },
  });
  expect(again.status).toBe(304);
});
