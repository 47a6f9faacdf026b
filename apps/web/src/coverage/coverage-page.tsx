import { Page } from '../design/page.js';

export function CoveragePage() {
  return <Page title="Coverage">{null}</Page>;
}
