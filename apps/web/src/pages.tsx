import { type ComponentType, lazy } from 'react';
import { ChartPage } from './chart/chart-page.js';
import { loadChunk } from './shell/load-chunk.js';

interface AppPage {
  /** A pattern of wouter. */
  readonly path: string;
  /** Where the navigation leads, if the pattern is not an address. */
  readonly href?: string;
  /** Its name in the navigation; pages without one are reached from other pages. */
  readonly label?: string;
  readonly component: ComponentType;
}

const lazyPage = (load: () => Promise<ComponentType>) =>
  lazy(async () => ({ default: await loadChunk(load) }));

/** The pages; those with a label in the order of the navigation. The API serves the same paths: `apps/api/src/web/web.module.ts`. */
export const PAGES: readonly AppPage[] = [
  { path: '/', label: 'Chart', component: ChartPage },
  {
    path: '/week/:week?',
    href: '/week',
    label: 'Week',
    component: lazyPage(async () => (await import('./week/week-page.js')).WeekPage),
  },
  {
    path: '/trends',
    label: 'Trends',
    component: lazyPage(async () => (await import('./trends/trends-page.js')).TrendsPage),
  },
  {
    path: '/momentum',
    label: 'Momentum',
    component: lazyPage(async () => (await import('./momentum/momentum-page.js')).MomentumPage),
  },
  {
    path: '/year',
    label: 'Year',
    component: lazyPage(async () => (await import('./year/year-page.js')).YearPage),
  },
  {
    path: '/events',
    label: 'Events',
    component: lazyPage(async () => (await import('./events/events-page.js')).EventsPage),
  },
  {
    path: '/coverage',
    label: 'Coverage',
    component: lazyPage(async () => (await import('./coverage/coverage-page.js')).CoveragePage),
  },
  {
    path: '/account',
    label: 'Account',
    component: lazyPage(async () => (await import('./account/account-page.js')).AccountPage),
  },
  {
    path: '/artist/:id',
    component: lazyPage(async () => (await import('./artist/artist-page.js')).ArtistPage),
  },
  {
    path: '/compare',
    component: lazyPage(async () => (await import('./compare/compare-page.js')).ComparePage),
  },
];
