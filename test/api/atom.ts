import { readFileSync } from 'node:fs';
import { RelaxNGValidator, XmlDocument, type XmlElement } from 'libxml2-wasm';

const ATOM = { atom: 'http://www.w3.org/2005/Atom' };

/** An entry as a feed reader sees it. */
export interface AtomEntry {
  readonly id: string;
  readonly title: string;
  readonly updated: string;
  readonly summary: string;
  readonly categories: readonly string[];
}

export interface AtomFeed extends Omit<AtomEntry, 'summary' | 'categories'> {
  readonly author: string;
  /** Addresses by relation. */
  readonly links: Readonly<Record<string, string>>;
  readonly entries: readonly AtomEntry[];
}

/**
 * Reads a feed with a strict XML parser.
 *
 * @throws {XmlParseError} it is not well-formed
 * @throws {XmlValidateError} it is not a valid Atom feed
 */
export function readAtom(xml: string): AtomFeed {
  const schema = XmlDocument.fromString(readFileSync(new URL('atom.rng', import.meta.url), 'utf8'));
  const validator = RelaxNGValidator.fromDoc(schema);
  const document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
    const { root } = document;
    const text = (path: string, of = root): string => of.get(path, ATOM)?.content ?? '';
    const elements = (path: string, of = root) => of.find(path, ATOM) as XmlElement[];
    const readEntry = (entry: XmlElement): AtomEntry => ({
      id: text('atom:id', entry),
      title: text('atom:title', entry),
      updated: text('atom:updated', entry),
      summary: text('atom:summary', entry),
      categories: elements('atom:category', entry).map((category) => text('@term', category)),
    });
    return {
      id: text('atom:id'),
      title: text('atom:title'),
      updated: text('atom:updated'),
      author: text('atom:author/atom:name'),
      links: Object.fromEntries(
        elements('atom:link').map((link) => [text('@rel', link), text('@href', link)]),
      ),
      entries: elements('atom:entry').map(readEntry),
    };
  } finally {
    for (const one of [document, validator, schema]) one.dispose();
  }
}
