import { z } from 'zod';
import { jsonAnswer, type Answer } from '../answer.js';
import type { Endpoint } from '../endpoint.js';
import { catalogue } from '../lists/catalogue.js';
import { dayOf, timeRanges, topList } from '../lists/top-list.js';
import type { Simulation } from '../simulation.js';
import { apiError } from './api-error.js';
import { artistObject } from './artist-object.js';
import { authenticate, holderOf } from './bearer.js';

const SCOPE = 'user-top-read';
const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

const querySchema = z.object({
  time_range: z.enum(timeRanges, 'Invalid time range').default('medium_term'),
  limit: wholeNumber.refine((limit) => limit >= 1 && limit <= 50).default(20),
  offset: wholeNumber.default(0),
});

const complaints: Record<string, string> = {
  time_range: 'Invalid time range',
  limit: 'Invalid limit',
  offset: 'Invalid offset',
};

/** `GET /v1/me/top/artists`: a page of the top list of the simulator's today. */
export function topArtistsEndpoint(simulation: Simulation): Endpoint {
  const { origin, seed } = simulation.settings;
  return {
    name: 'top-artists',
    identify(request) {
      const range = querySchema.shape.time_range.safeParse(request.query['time_range']);
      return { ...holderOf(request, simulation), range: range.data ?? null };
    },
    answer(request, variation): Answer {
      const caller = authenticate(request, simulation);
      if ('refusal' in caller) return caller.refusal;
      if (!caller.grant.scope.split(' ').includes(SCOPE)) return { status: 403, headers: {}, body: '' };
      const query = querySchema.safeParse(request.query);
      if (!query.success) {
        return apiError(400, complaints[String(query.error.issues[0]?.path[0])] ?? 'Bad request');
      }

      const { time_range: range, limit, offset } = query.data;
      const settings = simulation.listenerSettings.of(caller.listener);
      const total = settings.emptyList ? 0 : settings.artists;
      const list = topList(seed, caller.listener.id, range, dayOf(simulation.clock.now())).slice(0, total);
      const from = offset === 0 ? 0 : Math.max(0, offset - (variation?.shift ?? 0));
      const link = (to: number): string => {
        const time = request.query['time_range'] === undefined ? '' : `time_range=${range}&`;
        return `${origin}/v1/me/top/artists?${time}offset=${to}&limit=${limit}`;
      };
      return jsonAnswer(200, {
        items: list.slice(from, from + limit).flatMap((place) => {
          const artist = catalogue[place];
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
