import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Res } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import type { Response } from 'express';
import { HomeViewer, type SignedInViewer } from './home-viewer.js';
import { PageSettings } from './page-settings.js';
import { PagesModule } from './pages.module.js';
import { type Problem, renderProblem } from './problem.js';
import { configureViews } from './views.js';

const given: { viewer: SignedInViewer | null; demo: boolean; problem: Problem } = {
  viewer: null,
  demo: false,
  problem: { status: 403, title: 'Not this time', explanation: 'First.\n\nSecond.' },
};

const listener: SignedInViewer = {
  displayName: 'Demo Listener',
  imageUrl: null,
  connection: {
    status: 'ACTIVE',
    reauthorizeBy: new Date('2027-05-12T23:30:00Z'),
    reconnectUrl: 'http://127.0.0.1:3000/auth/spotify?show=1&returnTo=/',
  },
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
    imports: [
      PagesModule.register({
        providers: [
          { provide: HomeViewer, useValue: { of: () => Promise.resolve(given.viewer) } },
          {
            provide: PageSettings,
            useValue: {
              get demo() {
                return given.demo;
              },
            },
          },
        ],
      }),
    ],
    controllers: [ProblemController],
  }).compile();
  app = testing.createNestApplication<NestExpressApplication>();
  configureViews(app);
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
});

afterAll(() => app.close());

describe('home, signed out', () => {
  it('says what Headliner is and leads to Spotify', async () => {
    Object.assign(given, { viewer: null, demo: false });
    const { response, html } = await get('/');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(html).toMatch(/<a class="button" href="\/auth\/spotify\?returnTo=%2F">Connect with Spotify<\/a>/);
    expect(html).not.toContain('Demo mode');
  });

  it('says in demo mode that a simulator answers', async () => {
    Object.assign(given, { viewer: null, demo: true });
    expect((await get('/')).html).toMatch(/Demo mode.*simulator/s);
  });
});

describe('home, signed in', () => {
  it('names the listener, the day the connection ends, and where to go', async () => {
    given.viewer = listener;
    const { html } = await get('/');
    expect(html).toContain('Demo Listener');
    expect(html).toContain('Connected');
    expect(html).toContain('<time datetime="2027-05-12T23:30:00.000Z">12 May 2027</time>');
    expect(html).toContain('href="/graphiql"');
    expect(html).toContain('href="/schema.graphql"');
    expect(html).toMatch(/<form method="post" action="\/auth\/logout">/);
    expect(html).not.toContain('Connect with Spotify');
  });

  it.each([
    ['ACTIVE', 'Connected', false],
    ['EXPIRING_SOON', 'Ends soon', true],
    ['REAUTHORIZATION_REQUIRED', 'Ended', true],
  ] as const)('shows the connection %s as "%s"', async (status, label, asksToReconnect) => {
    given.viewer = { ...listener, connection: { ...listener.connection, status } };
    const { html } = await get('/');
    expect(html).toContain(`<span class="badge">${label}</span>`);
    expect(/>Reconnect<\/a>/.test(html)).toBe(asksToReconnect);
  });

  it('escapes a hostile name and a hostile picture address', async () => {
    given.viewer = { ...listener, displayName: '</h1><script>alert(1)</script>', imageUrl: '"><script>x' };
    const { html } = await get('/');
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;/h1&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('has words for a listener without a name', async () => {
    given.viewer = { ...listener, displayName: null };
    expect((await get('/')).html).toContain('listener without a name');
  });
});

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

it('needs no script and no inline style anywhere', async () => {
  for (const viewer of [null, listener]) {
    given.viewer = viewer;
    const { html } = await get('/');
    expect(html).not.toMatch(/<script|<style| style=| on\w+=/i);
  }
  expect((await get('/problem')).html).not.toMatch(/<script|<style| style=| on\w+=/i);
});

it.each([
  ['/assets/headliner.css', 'text/css; charset=utf-8'],
  ['/assets/home.css', 'text/css; charset=utf-8'],
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
