import { Link } from 'wouter';
import { useAddress } from '../address/search.js';
import { Notice } from '../design/notice.js';

export function NothingRecorded() {
  return (
    <Notice tone="calm" title="No week has a chart yet">
      <p>
        A week’s chart is its last snapshot, so the first one is there as soon as a day is recorded.{' '}
        <Link href="/coverage">See when the next snapshot is due</Link>.
      </p>
    </Notice>
  );
}

export function NothingThatYear({ year }: { readonly year: number }) {
  const address = useAddress();
  return (
    <Notice tone="calm" title={`Nothing was recorded in ${year}`}>
      <p>
        No week of {year} has a snapshot, so there is nothing to add up.{' '}
        <Link href={address.with({ year: null })}>Show the newest year</Link>.
      </p>
    </Notice>
  );
}
