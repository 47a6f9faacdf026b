import { Page } from '../design/page.js';

export function TrendsPage() {
  return <Page title="Trends">{null}</Page>;
}
