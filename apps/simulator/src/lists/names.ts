/** Ordinary words for invented names that no real artist should have. */
export const qualities = `
  Amber Borrowed Brass Cardboard Clockwork Copper Distant Drowsy Electric Feral Flannel Gentle Gilded Hollow
  Inland Ivory Lukewarm Marzipan Midnight Migrating Mossy Nocturnal Overgrown Paisley Patient Pewter Polite
  Reluctant Rhubarb Salted Sleepless Sunken Tangerine Tidal Tumbledown Unsent Velvet Wandering Woollen`
  .trim()
  .split(/\s+/);

export const things = `
  Accordions Almanac Apiary Barometer Bicycles Bungalow Cartographers Cathedral Chandelier Comets Compass
  Crockery Departures Dirigible Estuary Ferns Fjord Funicular Galoshes Gazebo Harbour Herons Hinterland Kiosk
  Lanterns Ledger Lighthouse Magpies Marmalade Metronome Moths Observatory Orchard Otters Parasol Pavilion
  Planetarium Postcards Quarry Rowboats Samovar Semaphore Sextant Snowplough Sparrows Staircase Sundial
  Telegraph Thicket Tidepools Toboggan Trombones Turnstile Umbrellas Vestibule Windmills Xylophone Zeppelin`
  .trim()
  .split(/\s+/);

export const people = `
  Agnès Bartolo Clémentine Dagny Eskil Fiorella Gudrún Hyacinth Ignatz Jūratė Kasimir Lavinia Mirko Nerys
  Octavio Petronella Quillon Rosamund Søren Tadeo Ursula Vashti Wilhelmina Xiomara Yorick Zdeněk`
  .trim()
  .split(/\s+/);

export const families = `
  Abernaughty Bellweather Crumbwell Dunnockshaw Everglass Fennimoor Gallowhay Hollyquist Inkermann Jessamy
  Kettlewright Lanternley Merrowdale Nettlefold-Byrd Osterquill Pennywhistle Quartermoon Ravensbeck Silverthwaite
  Thistlebaum Underlark Vandermoss Winterbourne-Low Yellowlees Zimmerwald`
  .trim()
  .split(/\s+/);

export const gatherings = `
  Committee Orchestra Society Collective Ensemble Quartet Union Department Sisters Cooperative Choir Bureau`
  .trim()
  .split(/\s+/);

export const genres = [
  'ambient folk',
  'art pop',
  'bedroom disco',
  'chamber pop',
  'desert blues',
  'dream pop',
  'dub techno',
  'folktronica',
  'indie soul',
  'jazz fusion',
  'math rock',
  'neo-psychedelia',
  'post-rock',
  'slowcore',
  'synthwave',
  'tape music',
] as const;

type Pick = (words: readonly string[]) => string;

const patterns: readonly ((pick: Pick) => string)[] = [
  (pick) => `${pick(qualities)} ${pick(things)}`,
  (pick) => `${pick(qualities)} ${pick(things)}`,
  (pick) => `The ${pick(qualities)} ${pick(things)}`,
  (pick) => `${pick(things)} ${pick(gatherings)}`,
  (pick) => `${pick(people)} ${pick(families)}`,
  (pick) => `${pick(people)} & the ${pick(things)}`,
  (pick) => `${pick(families)} ${pick(gatherings)}`,
  (pick) => `${pick(things)} for ${pick(people)}`,
  (pick) => `DJ ${pick(things)}`,
];

/** Invents an artist's name. `even` returns a new number from 0 to below 1 at each call. */
export function inventName(even: () => number): string {
  const pattern = patterns[Math.floor(even() * patterns.length)];
  const pick: Pick = (words) => words[Math.floor(even() * words.length)] ?? '';
  return pattern?.(pick) ?? '';
}

/** Names that are hard on clients: other scripts, both directions, markup, quotes, and great length. */
export const unusualNames = [
  'Нічний Трамвай',
  '夜の温度計',
  'قمر من ورق',
  'Σελήνη & Σκόνη',
  'Ñandú Eléctrico',
  'Žlutý Kůň Orchestr',
  '한밤의 우체국',
  'Ljósið í Þokunni',
  'रात की रेलगाड़ी',
  'תחנה אחרונה לירח',
  '🌙 Moth Parade 🦋',
  'Cafe\u0301 Sans Fin',
  '👩🏽‍🚀 & the Tin Moons',
  '=Sum(Of, Us)',
  '"Quoted" O’Clock',
  "Robin'); DROP SHADOW;--",
  '<b>Less & More</b>',
  'back\\slash\\garden',
  'Đêm Trắng ở Bến Tàu',
  'Ŵ',
  '…',
  'The Society for the Careful Preservation of Every Unfinished Melody Ever Hummed on a Night Train Between Two Towns Whose Names Nobody on Board Could Quite Remember',
  '7',
  'A Brief and Entirely Unreliable History of Rain, as Told by Three Umbrellas, a Retired Weather Presenter and the Municipal Brass Band of a Village That Has Since Been Moved Uphill',
  'Ohrwurmvermeidungsgesellschaftsvorstandsvorsitzendenstellvertreterinnenchor zu Unterobermittelhausen an der Kleinen Großen Wiesenbachmündung',
  'Every Window on the Fourteenth Floor Is Lit but Ours, and Other Observations from the Lift, Collected, Alphabetised, Set to Music and Then Regretted',
] as const;
