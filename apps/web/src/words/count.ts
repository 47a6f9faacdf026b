const plain = new Intl.NumberFormat('en-GB');

/** `1,204`. */
export function inDigits(number: number): string {
  return plain.format(number);
}

/** `1 day`, `2 days`, `1,204 days`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${inDigits(number)} ${number === 1 ? one : many}`;
}
