/** The light palette of the page as plain colours: a picture has no style sheet. See headliner.css and coverage.css. */
export const PALETTE = {
  paper: '#f8f5ef',
  sheet: '#fffdf9',
  ink: '#1c1814',
  soft: '#5d5449',
  rule: '#d8cfc1',
  red: '#b3261e',
  up: '#17694a',
  recorded: '#6f9a86',
  'gap-yours': '#5d5449',
  'gap-consent': '#b3261e',
  'gap-spotify': '#8a5a00',
  'gap-operator': '#3a55a4',
} as const;

/** The colours of lines by slot, as in slots.css. */
export const LINE_COLOURS: readonly string[] = [
  '#b3261e',
  '#1a5fb4',
  '#0a7d61',
  '#9a6400',
  '#7338ad',
  '#4b4640',
  '#c03a80',
  '#0a7796',
  '#7d4a26',
  '#587510',
];

/** Lines from this slot on are dashed. */
export const DASHED_FROM = 5;

/** The fonts of the page, by names that other programs know too. */
export const FONT =
  "Archivo, ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif";

/** A colour for an artist, always the same. */
export function colourOf(artistId: string): string {
  let hash = 0;
  for (const character of artistId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return LINE_COLOURS[hash % LINE_COLOURS.length] ?? PALETTE.ink;
}
