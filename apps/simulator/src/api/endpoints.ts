import { jsonResponse, type Endpoint, type SimulatedResponse } from '../endpoint.js';
import type { Simulation } from '../simulation.js';
import { authenticate, tokenHolder, apiError } from './bearer.js';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { catalogue, type CatalogueArtist } from '../lists/catalogue.js';
import { dayOf, timeRanges, topList } from '../lists/top-list.js';

/** `GET /v1/me`: the listener's profile. Needs no scope. */
export function meEndpoint(simulation: Simulation): Endpoint {
  return {
    name: 'me',
    identify: (request) => tokenHolder(request, simulation),
    answer(request) {
      const caller = authenticate(request, simulation);
      if ('refusal' in caller) return caller.refusal;
      const { id, accountId, displayName } = caller.listener;
      const full = simulation.listenerSettings.get(caller.listener).fieldProfile === 'full';
      return jsonResponse(200, {
        ...(accountId !== null && { account_id: accountId }),
        display_name: displayName,
        external_urls: { spotify: `https://open.spotify.com/user/${id}` },
        ...(full && { followers: { href: null, total: 12 } }),
        href: `${simulation.settings.origin}/v1/users/${id}`,
        id,
        images: [],
        type: 'user',
        uri: `spotify:user:${id}`,
        ...(full && { country: 'NL', email: `${id}@listeners.example`, product: 'premium' }),
      });
    },
  };
}

const SCOPE = 'user-top-read';
/** A query parameter that is a whole number. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

const querySchema = z.object({
  time_range: z.enum(timeRanges, 'Invalid time range').default('medium_term'),
  limit: wholeNumber.refine((limit) => limit >= 1 && limit <= 50).default(20),
  offset: wholeNumber.default(0),
});

const MESSAGES: Record<string, string> = {
  time_range: 'Invalid time range',
  limit: 'Invalid limit',
  offset: 'Invalid offset',
};

/** The three lists of 1,000 listeners. */
const MAX_LISTS = 3_000;

/** `GET /v1/me/top/artists`: a page of the top list of today, by the simulator's clock. */
export function topArtistsEndpoint(simulation: Simulation): Endpoint {
  const { origin, seed } = simulation.settings;
  /** By listener, range and day. Ranking the catalogue takes most of a request's time. */
  const lists = new LRUCache<string, number[]>({ max: MAX_LISTS });
  return {
    name: 'top-artists',
    identify(request) {
      const range = querySchema.shape.time_range.safeParse(request.query['time_range']);
      return { ...tokenHolder(request, simulation), range: range.data ?? null };
    },
    answer(request, variation): SimulatedResponse {
      const caller = authenticate(request, simulation);
      if ('refusal' in caller) return caller.refusal;
      if (!caller.grant.scope.split(' ').includes(SCOPE)) return { status: 403, headers: {}, body: '' };
      const query = querySchema.safeParse(request.query);
      if (!query.success) {
        return apiError(400, MESSAGES[String(query.error.issues[0]?.path[0])] ?? 'Bad request');
      }

      const { time_range: range, limit, offset } = query.data;
      const settings = simulation.listenerSettings.get(caller.listener);
      const total = settings.emptyList ? 0 : settings.artists;
      const { id } = caller.listener;
      const day = dayOf(simulation.clock.now());
      const key = `${id}/${range}/${day}`;
      const ranked = lists.get(key) ?? topList(seed, id, range, day);
      lists.set(key, ranked);
      const list = ranked.slice(0, total);
      const from = offset === 0 ? 0 : Math.max(0, offset - (variation?.shift ?? 0));
      const link = (to: number): string => {
        const time = request.query['time_range'] === undefined ? '' : `time_range=${range}&`;
        return `${origin}/v1/me/top/artists?${time}offset=${to}&limit=${limit}`;
      };
      return jsonResponse(200, {
        items: list.slice(from, from + limit).flatMap((index) => {
          const artist = catalogue[index];
          return artist ? [artistObject(artist, origin, settings.fieldProfile)] : [];
        }),
        total,
        limit,
        offset,
        href: link(offset),
        next: offset + limit < total ? link(offset + limit) : null,
        previous: offset > 0 ? link(Math.max(0, offset - limit)) : null,
      });
    },
  };
}

const IMAGE_SIZES = [640, 320, 160];

/** Returns an artist as the web API shows it. The restricted profile omits three fields, as Spotify does. */
export function artistObject(
  artist: CatalogueArtist,
  origin: string,
  fieldProfile: 'restricted' | 'full',
): Record<string, unknown> {
  const { id, name, genres, popularity } = artist;
  return {
    external_urls: { spotify: `https://open.spotify.com/artist/${id}` },
    ...(fieldProfile === 'full' && {
      followers: { href: null, total: artist.followers },
      genres,
      popularity,
    }),
    href: `${origin}/v1/artists/${id}`,
    id,
    images: imagesFor(artist, origin),
    name,
    type: 'artist',
    uri: `spotify:artist:${id}`,
  };
}

function imagesFor({ id, images }: CatalogueArtist, origin: string): unknown[] {
  if (images === 'none') return [];
  if (images === 'unsized') return [{ height: null, url: `${origin}/image/${id}`, width: null }];
  return IMAGE_SIZES.map((size) => ({ height: size, url: `${origin}/image/${id}-${size}`, width: size }));
}
