import type { RequestHandler } from 'express';
import { artistById } from '../lists/known-artists.js';
import { draw, keyOf } from '../lists/chance.js';

/** Serves `GET /image/<artist id>` and `/image/<artist id>-<size>`: an SVG of coloured discs that is fixed per artist. */
export const artwork: RequestHandler<{ name: string }> = (request, response) => {
  const [, id = '', size = '640'] = /^([0-9A-Za-z]{22})(?:-(640|320|160))?$/.exec(request.params.name) ?? [];
  if (!artistById(id)) {
    response.sendStatus(404);
    return;
  }
  response
    .set({
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=86400',
    })
    .send(picture(id, Number(size)));
};

function picture(id: string, size: number): string {
  const key = keyOf(id);
  const pick = (which: number, from: number, to: number): number =>
    Math.round(from + (to - from) * draw(key, which));
  const hue = pick(0, 0, 360);
  const ground = `hsl(${hue} 42% 26%)`;
  const discs = [1, 2, 3, 4, 5].map((disc) => {
    const shade = `hsl(${(hue + pick(disc * 5, 10, 150)) % 360} ${pick(disc * 5 + 1, 45, 70)}% 62%)`;
    const [x, y, radius] = [pick(disc * 5 + 2, 6, 94), pick(disc * 5 + 3, 6, 94), pick(disc * 5 + 4, 10, 40)];
    return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${shade}" fill-opacity="0.62"/>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="${size}" height="${size}">` +
    `<rect width="100" height="100" fill="${ground}"/>${discs.join('')}</svg>`
  );
}
