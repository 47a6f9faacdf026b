import { z } from 'zod';
import { text } from './text.js';

const WEB_ADDRESS = /^https?:\/\/[^\s"'<>\\]+$/;
const SPOTIFY_PAGE = 'https://open.spotify.com/';

const imageAddress = z.object({ url: z.string().regex(WEB_ADDRESS) }).transform(({ url }) => url);
const optionalText = z.string().nullish().catch(null);

/** The first image is Spotify's largest. Images that a page could not show are passed over. */
export const images = z
  .array(z.unknown())
  .nullish()
  .catch(null)
  .transform((list) => {
    for (const image of list ?? []) {
      const address = imageAddress.safeParse(image);
      if (address.success) return address.data;
    }
    return null;
  });

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
  return url?.startsWith(SPOTIFY_PAGE) && WEB_ADDRESS.test(url) ? url : undefined;
}
