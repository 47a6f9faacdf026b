/** A list of 500 artists as JSON, 60 kB. */
const TEXT = JSON.stringify(
  Array.from({ length: 500 }, (_, index) => ({
    id: `artist${index}`,
    name: `The ${index}. artist`,
    genres: ['dream pop', 'shoegaze'],
    popularity: index % 100,
    spotifyUrl: `https://open.spotify.com/artist/artist${index}`,
  })),
);

/**
 * What a fixed piece of work takes at the time of a measurement. A machine that is shared may do the same work in one
 * second and for half as much again in the next, on both its cores; what is measured minutes apart can be compared only
 * in terms of it.
 */
export class Yardstick {
  private readonly took: number[] = [];

  /** Does the piece of work once. It is so short that hardly one is interrupted. */
  lay(): void {
    const began = performance.now();
    JSON.stringify(JSON.parse(TEXT));
    this.took.push(performance.now() - began);
  }

  /** What half of the pieces did not exceed, in milliseconds; by the clock, for Linux counts CPU time in tens of them. */
  get ms(): number {
    return this.took.toSorted((one, other) => one - other)[Math.floor(this.took.length / 2)] ?? NaN;
  }
}
