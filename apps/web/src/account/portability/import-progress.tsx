import { sizeInWords } from './file-size.js';

interface Props {
  readonly file: File;
  /** In bytes. */
  readonly sent: number;
}

/** How much has been sent; then that the rest is up to Headliner, for which nobody knows how long it takes. */
export function ImportProgress({ file, sent }: Props) {
  const isSent = sent >= file.size;
  return (
    <div className="import-progress">
      <progress aria-label="Import" max={file.size} {...(!isSent && { value: sent })} />
      <span className="soft">
        {isSent
          ? 'All of it is there, and being written down.'
          : `${sizeInWords(sent)} of ${sizeInWords(file.size)} sent`}
      </span>
    </div>
  );
}
