/**
 * Sign-in with Spotify, and refreshed access tokens, as next-auth's guides show them:
 * https://next-auth.js.org/providers/spotify and https://next-auth.js.org/v3/tutorials/refresh-token-rotation
 */
import NextAuth from 'next-auth';
import SpotifyProvider from 'next-auth/providers/spotify';

const { SPOTIFY_CLIENT_ID, SPOTIFY_CLIENT_SECRET, SPOTIFY_ACCOUNTS_URL, SPOTIFY_API_URL } = process.env;

async function refreshAccessToken(token) {
  try {
    const credentials = Buffer.from(`${SPOTIFY_CLIENT_ID}:${SPOTIFY_CLIENT_SECRET}`).toString('base64');
    const response = await fetch(`${SPOTIFY_ACCOUNTS_URL}/api/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${credentials}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: token.refreshToken }),
    });
    const refreshed = await response.json();
    if (!response.ok) throw refreshed;
    return {
      ...token,
      accessToken: refreshed.access_token,
      accessTokenExpires: Date.now() + refreshed.expires_in * 1_000,
      refreshToken: refreshed.refresh_token ?? token.refreshToken,
      error: undefined,
    };
  } catch {
    return { ...token, error: 'RefreshAccessTokenError' };
  }
}

export const authOptions = {
  providers: [
    SpotifyProvider({
      clientId: SPOTIFY_CLIENT_ID,
      clientSecret: SPOTIFY_CLIENT_SECRET,
      authorization: { url: `${SPOTIFY_ACCOUNTS_URL}/authorize`, params: { scope: 'user-top-read' } },
      token: `${SPOTIFY_ACCOUNTS_URL}/api/token`,
      userinfo: `${SPOTIFY_API_URL}/v1/me`,
    }),
  ],
  callbacks: {
    async jwt({ token, account }) {
      if (account) {
        return {
          ...token,
          accessToken: account.access_token,
          accessTokenExpires: account.expires_at * 1_000,
          refreshToken: account.refresh_token,
        };
      }
      return Date.now() < token.accessTokenExpires ? token : refreshAccessToken(token);
    },
    async session({ session, token }) {
      return { ...session, accessToken: token.accessToken, error: token.error };
    },
  },
};

export default NextAuth(authOptions);
