/** The files of the page's font, and the characters for which each is needed. */
const FONTS = [
  { file: 'archivo-latin-wght-normal.woff2', characters: /[!-~]/ },
  { file: 'archivo-latin-ext-wght-normal.woff2', characters: /[\u0100-\u02ff\u1e00-\u1e9f]/ },
  { file: 'archivo-vietnamese-wght-normal.woff2', characters: /[\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]/ },
] as const;

/** Puts the page's font into an SVG document: a picture can't load it, and other programs don't have it. */
export async function embedFont(svg: string): Promise<string> {
  const needed = FONTS.filter(({ characters }) => characters.test(svg));
  const rules = await Promise.all(
    needed.map(async ({ file }) => {
      const response = await fetch(`/assets/fonts/${file}`);
      if (!response.ok) return '';
      const data = await toDataUrl(await response.blob());
      return `@font-face{font-family:Archivo;font-weight:100 900;src:url(${data}) format('woff2')}`;
    }),
  );
  return svg.replace(/<svg[^>]*>/, (tag) => `${tag}<style>${rules.join('')}</style>`);
}

function toDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The font could not be read.')));
    reader.readAsDataURL(blob);
  });
}

/** Draws an SVG document as PNG, `scale` times as large. */
export async function toPng(svg: string, scale = 1): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be drawn.'))),
        'image/png',
      );
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
