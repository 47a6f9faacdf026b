import './share-dialog.css';
import { useEffect, useId, useRef, useState } from 'react';
import { BusyButton } from '../change/change.js';
import { Notice } from '../design/notice.js';
import { CardSection } from './card-section.js';
import { toCsv } from './csv.js';
import { exportDrawing } from './export-drawing.js';
import { embedFont, toPng } from './picture.js';
import { PublicLink } from './link/public-link.js';
import { download, getTableName, type Shared, type ShareFile } from './share-file.js';

interface ShareDialogProps extends Shared {
  readonly onClose: () => void;
}

const VIEWS = [
  { view: 'picture', label: 'Picture and files' },
  { view: 'link', label: 'Public link' },
] as const;

/** A card to share, the page's drawings and tables as files, and a public link to the chart of one range. */
export function ShareDialog({ name, card: getCard, chart, files, onClose }: ShareDialogProps) {
  const id = useId();
  // As of the moment it was opened.
  const [card] = useState(() => getCard?.());
  const [view, setView] = useState<(typeof VIEWS)[number]['view']>('picture');
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
      {chart && (
        <div className="share-views" role="group" aria-label="Share as">
          {VIEWS.map((each) => (
            <button
              key={each.view}
              type="button"
              aria-pressed={each.view === view}
              onClick={() => setView(each.view)}
            >
              {each.label}
            </button>
          ))}
        </div>
      )}
      <div className="share-view">
        <div className={view === 'picture' ? undefined : 'share-hidden'}>
          {card && <CardSection name={name} card={card} />}
          <ul className="share-files" aria-label="Files">
            {files.map((file) => (
              <li key={file.label}>
                <span>{file.label}</span>
                <FileButtons file={file} name={name} />
              </li>
            ))}
          </ul>
        </div>
        {chart && view === 'link' && <PublicLink chart={chart} />}
      </div>
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
        onClick={() => download(toCsv(file.table()), getTableName(name, file.suffix))}
      >
        CSV
      </button>
    );
  }
  return <DrawingButtons file={file} name={name} />;
}

interface DrawingButtonsProps {
  readonly file: Exclude<ShareFile, { readonly table: unknown }>;
  readonly name: string;
}

function DrawingButtons({ file, name }: DrawingButtonsProps) {
  const [state, setState] = useState<'ready' | 'drawing' | 'failed'>('ready');
  const draw = async (kind: 'svg' | 'png'): Promise<void> => {
    setState('drawing');
    try {
      const drawing = 'svg' in file ? file.svg() : file.drawing();
      if (drawing === null) throw new Error('The page has no drawing.');
      const plain = typeof drawing === 'string' ? drawing : exportDrawing(drawing, file.label);
      const svg = await embedFont(plain);
      download(kind === 'svg' ? svg : await toPng(svg, SCALE), `${name}-drawing.${kind}`);
      setState('ready');
    } catch {
      setState('failed');
    }
  };
  return (
    <>
      <div className="share-kinds">
        {(['svg', 'png'] as const).map((kind) => (
          <BusyButton
            key={kind}
            className="button quiet"
            isBusy={state === 'drawing'}
            onClick={() => void draw(kind)}
          >
            {kind.toUpperCase()}
          </BusyButton>
        ))}
      </div>
      {state === 'failed' && (
        <Notice tone="urgent" title="The drawing couldn’t be exported" isAlert>
          <p>Check your connection and try again.</p>
        </Notice>
      )}
    </>
  );
}
