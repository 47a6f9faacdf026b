/** The words of which artists are invented. All are ordinary; put together they are meant to be nobody's name. */
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
