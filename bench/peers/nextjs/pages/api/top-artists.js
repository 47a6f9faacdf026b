/** Asks Spotify for the top artists with the session's token: https://next-auth.js.org/configuration/nextjs#getserversession */
import { getServerSession } from 'next-auth/next';
import { authOptions } from './auth/[...nextauth].js';

export default async function handler(request, response) {
  const session = await getServerSession(request, response, authOptions);
  if (!session || session.error)
    return response.status(401).json({ error: session?.error ?? 'Unauthorized' });
  const range = request.query.range ?? 'medium_term';
  const answer = await fetch(
    `${process.env.SPOTIFY_API_URL}/v1/me/top/artists?time_range=${range}&limit=50`,
    { headers: { authorization: `Bearer ${session.accessToken}` } },
  );
  if (!answer.ok) return response.status(502).json({ error: `Spotify answered ${answer.status}` });
  const { items } = await answer.json();
  const entries = items.map(({ id, name, images }, index) => ({
    rank: index + 1,
    artist: { id, name, imageUrl: images[0]?.url ?? null },
  }));
  return response.json({ entries });
}
