import type { HomeConnection, SignedInViewer } from './home-viewer.js';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** How each state of a connection is put into words; `urgent` ones ask for something to be done. */
const states = {
  ACTIVE: { label: 'Connected', urgent: false },
  EXPIRING_SOON: { label: 'Ends soon', urgent: true },
  REAUTHORIZATION_REQUIRED: { label: 'Ended', urgent: true },
} satisfies Record<HomeConnection['status'], { label: string; urgent: boolean }>;

/** What the template `home` shows. */
export function homePage(viewer: SignedInViewer | null, demo: boolean): object {
  return {
    stylesheet: '/assets/home.css',
    demo,
    viewer: viewer && {
      name: viewer.displayName ?? 'listener without a name',
      imageUrl: viewer.imageUrl,
      connection: connection(viewer.connection),
    },
  };
}

function connection({ status, reauthorizeBy, reconnectUrl }: HomeConnection): object {
  return {
    ...states[status],
    ended: status === 'REAUTHORIZATION_REQUIRED',
    reconnectUrl,
    reauthorizeBy: { iso: reauthorizeBy.toISOString(), words: day.format(reauthorizeBy) },
  };
}
