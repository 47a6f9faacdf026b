/** A kind of file that `POST /import` takes. */
export interface FileKind {
  readonly contentType: string;
  /** The maximum size in MiB. */
  readonly maxMib: number;
  /** Whether it is a listening history, rather than an export of Headliner. */
  readonly isHistory: boolean;
}

const KINDS: Readonly<Record<string, FileKind>> = {
  zip: { contentType: 'application/zip', maxMib: 512, isHistory: true },
  json: { contentType: 'application/json', maxMib: 512, isHistory: true },
  csv: { contentType: 'text/csv', maxMib: 512, isHistory: true },
  ndjson: { contentType: 'application/x-ndjson', maxMib: 128, isHistory: false },
  jsonl: { contentType: 'application/x-ndjson', maxMib: 128, isHistory: false },
};

/** The names of files that can be imported, for a file dialog. */
export const ACCEPTED = Object.keys(KINDS)
  .map((extension) => `.${extension}`)
  .join(',');

/** The kind of a file by the end of its name. Null for any other. */
export function getFileKind(name: string): FileKind | null {
  const extension = /\.([a-z]+)$/.exec(name.toLowerCase())?.[1];
  return KINDS[extension ?? ''] ?? null;
}

interface NamedFile {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

/** Why a file can't be imported, as far as its name and size show. Null if it may be. */
export function describeUnusableFile({ name, size }: NamedFile): string | null {
  const kind = getFileKind(name);
  if (!kind) return 'Choose a .zip, .json or .csv file, or an .ndjson export of Headliner.';
  if (size <= kind.maxMib * 1_024 * 1_024) return null;
  return `This file is too large. The maximum is ${kind.maxMib} MiB.`;
}
