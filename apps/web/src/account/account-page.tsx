import { Page } from '../design/page.js';

export function AccountPage() {
  return <Page title="Account">{null}</Page>;
}
