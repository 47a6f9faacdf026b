/** How many names, and how long: enough for the programs of an instance, and nothing that fills a memory. */
const MOST_NAMES = 50;
const MOST_LETTERS = 60;

/** The labels that stand for no name. In brackets, since no operation can be called like that. */
const OTHER = '(other)';
const ANONYMOUS = '(anonymous)';

/**
 * Names of operations as labels. Clients choose them, so that only the first 50 are told apart; and only listeners'
 * names are learned, lest a stranger use them up.
 */
export class OperationNames {
  private readonly known = new Set<string>();

  /**
   * @param name of an operation that is valid; null where it has none
   * @param ofListener whether the request is authenticated
   */
  label(name: string | null, ofListener: boolean): string {
    if (name === null) return ANONYMOUS;
    if (this.known.has(name)) return name;
    if (!ofListener || this.known.size >= MOST_NAMES || name.length > MOST_LETTERS) return OTHER;
    this.known.add(name);
    return name;
  }
}
