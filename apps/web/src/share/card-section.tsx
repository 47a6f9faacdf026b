import { useEffect, useMemo, useState } from 'react';
import { CARD_SIZE_NAMES, CARD_SIZES, type CardSize } from '#cards';
import { type AnyCard, drawAnyCard } from '../cards/any-card.js';
import { Notice } from '../design/notice.js';
import { embedFont, toPng } from './picture.js';
import { download } from './share-file.js';

interface CardSectionProps {
  readonly name: string;
  readonly card: AnyCard;
}

interface Drawn {
  readonly svg: string;
  readonly png: Blob;
  /** Of the PNG. */
  readonly url: string;
}

/** The card in the chosen size, with buttons that download or share it. */
export function CardSection({ name, card }: CardSectionProps) {
  const [size, setSize] = useState<CardSize>('square');
  const [drawn, hasFailed] = useDrawn(card, size);
  const { width, height } = CARD_SIZES[size];
  const title = card.kind === 'artist' ? card.name : card.title;
  const file = drawn && new File([drawn.png], `${name}-${size}.png`, { type: 'image/png' });
  return (
    <section aria-label="Card">
      <div className="tabs" role="group" aria-label="Size">
        {CARD_SIZE_NAMES.map((each) => (
          <button key={each} type="button" aria-pressed={each === size} onClick={() => setSize(each)}>
            {CARD_SIZES[each].label}
          </button>
        ))}
      </div>
      {hasFailed ? (
        <Notice tone="urgent" title="The card couldn’t be drawn" isAlert>
          <p>Close this dialog and try again.</p>
        </Notice>
      ) : (
        <div className="share-preview">
          {drawn ? (
            <img
              src={drawn.url}
              alt={`Preview of the card “${title}”, ${width} by ${height} pixels`}
              width={width}
              height={height}
            />
          ) : (
            <span role="status">Drawing the card…</span>
          )}
        </div>
      )}
      <p className="share-actions">
        {file && canShare(file) && (
          <button type="button" className="button" onClick={() => void shareFile(file)}>
            Share…
          </button>
        )}
        <button
          type="button"
          className="button"
          disabled={!file}
          onClick={() => file && download(file, file.name)}
        >
          Download PNG
        </button>
        <button
          type="button"
          className="button quiet"
          disabled={!drawn}
          onClick={() => drawn && download(drawn.svg, `${name}-${size}.svg`)}
        >
          Download SVG
        </button>
      </p>
    </section>
  );
}

/** Draws the card in a size. The picture is ready before a click, since a share sheet opens only right after it. */
function useDrawn(card: CardSectionProps['card'], size: CardSize): [drawn: Drawn | null, hasFailed: boolean] {
  const svg = useMemo(() => drawAnyCard(card, size), [card, size]);
  const [state, setState] = useState<{ of: string; drawn: Drawn | null } | null>(null);
  useEffect(() => {
    let url: string | undefined;
    let isCurrent = true;
    const draw = async (): Promise<void> => {
      try {
        const withFont = await embedFont(svg);
        const png = await toPng(withFont);
        if (!isCurrent) return;
        url = URL.createObjectURL(png);
        setState({ of: svg, drawn: { svg: withFont, png, url } });
      } catch {
        if (isCurrent) setState({ of: svg, drawn: null });
      }
    };
    void draw();
    return () => {
      isCurrent = false;
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [svg]);
  if (state?.of !== svg) return [null, false];
  return [state.drawn, state.drawn === null];
}

function canShare(file: File): boolean {
  return 'canShare' in navigator && navigator.canShare({ files: [file] });
}

async function shareFile(file: File): Promise<void> {
  try {
    await navigator.share({ files: [file] });
  } catch {
    // The listener closed the share sheet.
  }
}
