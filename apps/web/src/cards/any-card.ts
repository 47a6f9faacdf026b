import { type CardSize, drawListCard, type ListCard } from '#cards';
import { type ArtistCard, drawArtistCard } from './artist-card.js';
import { drawTrendsCard, type TrendsCard } from './trends-card.js';

/** What a card shows, by its kind. */
export type AnyCard =
  | ({ readonly kind: 'list' } & ListCard)
  | ({ readonly kind: 'trends' } & TrendsCard)
  | ({ readonly kind: 'artist' } & ArtistCard);

/** Draws a card as an SVG document. */
export function drawAnyCard(card: AnyCard, size: CardSize): string {
  switch (card.kind) {
    case 'list':
      return drawListCard(card, size);
    case 'trends':
      return drawTrendsCard(card, size);
    case 'artist':
      return drawArtistCard(card, size);
  }
}
