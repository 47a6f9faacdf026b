import { Page } from '../design/page.js';

export function EventsPage() {
  return <Page title="Events">{null}</Page>;
}
