import './share-dialog.css';
import { useEffect, useId, useRef, useState } from 'react';
import { CardSection } from './card-section.js';
import { toCsv } from './csv.js';
import { exportDrawing } from './export-drawing.js';
import { embedFont, toPng } from './picture.js';
import { download, type Shared, type ShareFile } from './share-file.js';

interface ShareDialogProps extends Shared {
  readonly onClose: () => void;
}

/** A card to share, and the page's drawings and tables as files. */
export function ShareDialog({ name, card: getCard, files, onClose }: ShareDialogProps) {
  const id = useId();
  // As of the moment it was opened.
  const [card] = useState(() => getCard?.());
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="share-dialog" aria-labelledby={id} onClose={onClose}>
      <header>
        <h2 id={id}>{card ? 'Share' : 'Export'}</h2>
        <button type="button" className="button quiet" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </header>
      {card && <CardSection name={name} card={card} />}
      <ul className="share-files" aria-label="Files">
        {files.map((file) => (
          <li key={file.label}>
            <span>{file.label}</span>
            <FileButtons file={file} name={name} />
          </li>
        ))}
      </ul>
    </dialog>
  );
}

/** Pictures of drawings are twice as large as on the page. */
const SCALE = 2;

function FileButtons({ file, name }: { readonly file: ShareFile; readonly name: string }) {
  if ('table' in file) {
    return (
      <button
        type="button"
        className="button quiet"
        onClick={() => download(toCsv(file.table()), `${name}.csv`)}
      >
        CSV
      </button>
    );
  }
  const draw = async (): Promise<string | null> => {
    if ('svg' in file) return embedFont(file.svg());
    const drawing = file.drawing();
    return drawing && embedFont(exportDrawing(drawing, file.label));
  };
  const downloadSvg = async (): Promise<void> => {
    const svg = await draw();
    if (svg !== null) download(svg, `${name}-drawing.svg`);
  };
  const downloadPng = async (): Promise<void> => {
    const svg = await draw();
    if (svg !== null) download(await toPng(svg, SCALE), `${name}-drawing.png`);
  };
  return (
    <>
      <button type="button" className="button quiet" onClick={() => void downloadSvg()}>
        SVG
      </button>
      <button type="button" className="button quiet" onClick={() => void downloadPng()}>
        PNG
      </button>
    </>
  );
}
