import { registerEnumType } from '@nestjs/graphql';

/** Why a day has no snapshot. */
export enum GapReason {
  REAUTHORIZATION_REQUIRED = 'REAUTHORIZATION_REQUIRED',
  NOT_PERMITTED = 'NOT_PERMITTED',
  RATE_LIMITED = 'RATE_LIMITED',
  QUOTA_EXCEEDED = 'QUOTA_EXCEEDED',
  SPOTIFY_UNAVAILABLE = 'SPOTIFY_UNAVAILABLE',
  EMPTY_RESPONSE = 'EMPTY_RESPONSE',
  MISCONFIGURED = 'MISCONFIGURED',
  PAUSED = 'PAUSED',
  NOT_RUNNING = 'NOT_RUNNING',
}

registerEnumType(GapReason, {
  name: 'GapReason',
  description: 'Why there is no snapshot.',
  valuesMap: {
    REAUTHORIZATION_REQUIRED: {
      description: 'Spotify had ended the connection. Renewing it through `reconnectUrl` ends such gaps.',
    },
    NOT_PERMITTED: {
      description:
        "Spotify refuses this listener: not registered with the operator's app, no Premium where it is needed, or a permission that is missing.",
    },
    RATE_LIMITED: { description: 'Spotify took no more calls for the moment, until the day was over.' },
    QUOTA_EXCEEDED: { description: "The quota of the operator's Spotify app was used up." },
    SPOTIFY_UNAVAILABLE: { description: 'Spotify gave no usable answer.' },
    EMPTY_RESPONSE: {
      description:
        'Spotify gave an empty list, although earlier ones had places; that is its mistake, and is not recorded.',
    },
    MISCONFIGURED: {
      description: "Spotify did not accept the operator's client settings, or the keyring lacked a key.",
    },
    PAUSED: { description: 'You had paused the daily snapshots.' },
    NOT_RUNNING: { description: 'Headliner was not running, or did not come to it.' },
  },
});
