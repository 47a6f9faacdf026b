import { Link } from 'wouter';
import { Page } from '../design/page.js';

/** An address that is no page of the app. */
export function NotFound() {
  return (
    <Page title="There is no such page" lead="Perhaps the address was cut short on its way here.">
      <p className="actions">
        <Link className="button" href="/">
          To the chart
        </Link>
      </p>
    </Page>
  );
}
