import { type ComponentType, lazy } from 'react';
import { ChartPage } from './chart/chart-page.js';

interface AppPage {
  /** A pattern of wouter. */
  readonly path: string;
  /** Its name in the navigation; pages without one are reached from other pages. */
  readonly label?: string;
  readonly component: ComponentType;
}

/** The pages; those with a label in the order of the navigation. The API serves the same paths: `apps/api/src/web/web.module.ts`. */
export const PAGES: readonly AppPage[] = [
  { path: '/', label: 'Chart', component: ChartPage },
  {
    path: '/trends',
    label: 'Trends',
    component: lazy(async () => ({ default: (await import('./trends/trends-page.js')).TrendsPage })),
  },
  {
    path: '/momentum',
    label: 'Momentum',
    component: lazy(async () => ({ default: (await import('./momentum/momentum-page.js')).MomentumPage })),
  },
  {
    path: '/year',
    label: 'Year',
    component: lazy(async () => ({ default: (await import('./year/year-page.js')).YearPage })),
  },
  {
    path: '/events',
    label: 'Events',
    component: lazy(async () => ({ default: (await import('./events/events-page.js')).EventsPage })),
  },
  {
    path: '/coverage',
    label: 'Coverage',
    component: lazy(async () => ({ default: (await import('./coverage/coverage-page.js')).CoveragePage })),
  },
  {
    path: '/account',
    label: 'Account',
    component: lazy(async () => ({ default: (await import('./account/account-page.js')).AccountPage })),
  },
  {
    path: '/artist/:id',
    component: lazy(async () => ({ default: (await import('./artist/artist-page.js')).ArtistPage })),
  },
  {
    path: '/week/:week?',
    component: lazy(async () => ({ default: (await import('./week/week-page.js')).WeekPage })),
  },
  {
    path: '/compare',
    component: lazy(async () => ({ default: (await import('./compare/compare-page.js')).ComparePage })),
  },
];
