import { Page } from '../design/page.js';

export function YearPage() {
  return <Page title="Year">{null}</Page>;
}
