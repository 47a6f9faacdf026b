import { z } from 'zod';
import { type Endpoint, type EndpointName, jsonResponse, type SimulatedResponse } from '../endpoint.js';
import type { SimulatedListener } from '../listeners.js';
import type { CatalogueArtist } from '../lists/catalogue.js';
import { artistById } from '../lists/known-artists.js';
import { searchArtists } from '../lists/search.js';
import { type CatalogueTrack, trackById } from '../lists/tracks.js';
import type { Simulation } from '../simulation.js';
import { apiError, authenticate, tokenHolder } from './bearer.js';
import { artistObject, wholeNumber } from './endpoints.js';
import type { Request } from 'express';

/** `GET /v1/tracks/{id}`. Needs no scope. */
export function trackEndpoint(simulation: Simulation): Endpoint {
  return authenticated('track', simulation, (request) => {
    const id = String(request.params['id']);
    const track = trackById(id);
    if (!track || track.vanished) return notFound(id);
    return jsonResponse(200, trackObject(track, simulation.settings.origin));
  });
}

/** `GET /v1/artists/{id}`. Needs no scope. */
export function artistEndpoint(simulation: Simulation): Endpoint {
  return authenticated('artist', simulation, (request, listener) => {
    const id = String(request.params['id']);
    const artist = artistById(id);
    if (!artist) return notFound(id);
    const { fieldProfile } = simulation.listenerSettings.get(listener);
    return jsonResponse(200, artistObject(artist, simulation.settings.origin, fieldProfile));
  });
}

/** The first invalid parameter decides the message. */
const searchSchema = z.object({
  type: z.literal('artist', 'Bad search type field'),
  q: z.string('No search query').min(1, 'No search query').max(250, 'Query exceeds maximum length'),
  limit: wholeNumber.refine((limit) => limit >= 1 && limit <= 10).default(5),
  offset: wholeNumber.refine((offset) => offset <= 1_000).default(0),
});

/** `GET /v1/search?type=artist`: finds similar names too. Needs no scope. */
export function searchEndpoint(simulation: Simulation): Endpoint {
  const { origin } = simulation.settings;
  return authenticated('search', simulation, (request, listener) => {
    const query = searchSchema.safeParse(request.query);
    if (!query.success) {
      const { path, message } = query.error.issues[0] ?? { path: [], message: 'Bad request' };
      const field = String(path[0]);
      return apiError(400, field === 'limit' || field === 'offset' ? `Invalid ${field}` : message);
    }
    const { q, limit, offset } = query.data;
    const found = searchArtists(q);
    const { fieldProfile } = simulation.listenerSettings.get(listener);
    const link = (to: number): string =>
      `${origin}/v1/search?${new URLSearchParams({ q, type: 'artist', offset: String(to), limit: String(limit) }).toString()}`;
    return jsonResponse(200, {
      artists: {
        href: link(offset),
        items: found
          .slice(offset, offset + limit)
          .map((artist) => artistObject(artist, origin, fieldProfile)),
        limit,
        next: offset + limit < found.length ? link(offset + limit) : null,
        offset,
        previous: offset > 0 ? link(Math.max(0, offset - limit)) : null,
        total: found.length,
      },
    });
  });
}

function authenticated(
  name: EndpointName,
  simulation: Simulation,
  answer: (request: Request, listener: SimulatedListener) => SimulatedResponse,
): Endpoint {
  return {
    name,
    identify: (request) => tokenHolder(request, simulation),
    answer(request) {
      const caller = authenticate(request, simulation);
      return 'refusal' in caller ? caller.refusal : answer(request, caller.listener);
    },
  };
}

function notFound(id: string): SimulatedResponse {
  return /^[0-9A-Za-z]{22}$/.test(id)
    ? apiError(404, 'Resource not found')
    : apiError(400, 'Invalid base62 id');
}

function trackObject(track: CatalogueTrack, origin: string): Record<string, unknown> {
  const { id, title, album, albumArtist, performers, milliseconds } = track;
  return {
    album: {
      album_type: 'album',
      artists: [artistReference(albumArtist, origin)],
      images: [],
      name: album,
      type: 'album',
    },
    artists: performers.map((artist) => artistReference(artist, origin)),
    disc_number: 1,
    duration_ms: milliseconds,
    explicit: false,
    external_urls: { spotify: `https://open.spotify.com/track/${id}` },
    href: `${origin}/v1/tracks/${id}`,
    id,
    is_local: false,
    name: title,
    type: 'track',
    uri: `spotify:track:${id}`,
  };
}

function artistReference({ id, name }: CatalogueArtist, origin: string): Record<string, unknown> {
  return {
    external_urls: { spotify: `https://open.spotify.com/artist/${id}` },
    href: `${origin}/v1/artists/${id}`,
    id,
    name,
    type: 'artist',
    uri: `spotify:artist:${id}`,
  };
}
