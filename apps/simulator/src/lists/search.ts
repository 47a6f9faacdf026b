import type { CatalogueArtist } from './catalogue.js';
import { knownArtists } from './known-artists.js';

/** Finds artists by name, as loosely as Spotify: best match first, then the more popular. */
export function searchArtists(query: string): CatalogueArtist[] {
  const wanted = fold(/^artist:"([^"]*)"?$/i.exec(query.trim())?.[1] ?? query.replace(/^artist:/i, ''));
  return knownArtists
    .map((artist) => ({ artist, score: similarity(fold(artist.name), wanted) }))
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) =>
        b.score - a.score ||
        b.artist.popularity - a.artist.popularity ||
        a.artist.id.localeCompare(b.artist.id),
    )
    .map(({ artist }) => artist);
}

/** Ignores case and accents. */
function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Returns 3 for equal names, 2 for a beginning, or the share of words in common if at least half are. */
function similarity(name: string, wanted: string): number {
  if (wanted === '') return 0;
  if (name === wanted) return 3;
  if (name.startsWith(wanted)) return 2;
  const words = wordsOf(name);
  const parts = wordsOf(wanted);
  const found = parts.filter((part) => words.some((word) => word.startsWith(part))).length;
  return parts.length > 0 && found / parts.length >= 0.5 ? found / parts.length : 0;
}
