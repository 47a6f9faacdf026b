import { Page } from '../design/page.js';

export function MomentumPage() {
  return <Page title="Momentum">{null}</Page>;
}
