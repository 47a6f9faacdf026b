import { z } from 'zod';
import { text } from './text.js';

/** A web address that a page may show; everything else counts as not given. */
export const webAddress = z
  .string()
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol));

const image = z.object({ url: webAddress });
const optionalText = z.string().nullish().catch(null);

/** The first image is Spotify's largest. Images that cannot be read are passed over. */
export const images = z
  .array(image.nullable().catch(null))
  .nullish()
  .catch(null)
  .transform((list) => list?.find((entry) => entry !== null)?.url ?? null);

/** An artist of a top list. Only `id` and `name` are certain: restricted apps get less of the rest. */
export const artist = z
  .object({
    id: z.string().regex(/^[A-Za-z0-9]{1,64}$/),
    name: text,
    images,
    genres: z.array(text).nullish().catch(null),
    popularity: z.number().int().min(0).max(100).nullish().catch(null),
    external_urls: z.object({ spotify: optionalText }).nullish().catch(null),
  })
  .transform((answer) => ({
    id: answer.id,
    name: answer.name,
    imageUrl: answer.images,
    genres: answer.genres ?? null,
    popularity: answer.popularity ?? null,
    spotifyUrl: spotifyPage(answer.external_urls?.spotify) ?? `https://open.spotify.com/artist/${answer.id}`,
  }));

/** An artist as Spotify describes them; `null` is what Spotify did not say. */
export type SpotifyArtist = Readonly<z.output<typeof artist>>;

function spotifyPage(url: string | null | undefined): string | undefined {
  if (!url || !URL.canParse(url)) return undefined;
  return new URL(url).origin === 'https://open.spotify.com' ? url : undefined;
}
