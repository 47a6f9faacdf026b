/**
 * Asks one question over and over for so many seconds, on connections that stay open, and tells what came of it. It
 * runs in a process of its own, so that what it costs is not the server's. What to ask comes by standard input.
 */
import autocannon from 'autocannon';

const { url, headers, authorizations, body, expected, connections, seconds } = JSON.parse(
  await new Response(process.stdin).text(),
);
const took = [];
const load = autocannon({
  url,
  method: 'POST',
  headers,
  body,
  connections,
  duration: seconds,
  ...(authorizations ? { requests: [{ setupRequest: asAnyListener }] } : {}),
  // Every single answer is compared.
  verifyBody: (text) => text === expected,
});

function asAnyListener(request) {
  const authorization = authorizations[Math.floor(Math.random() * authorizations.length)];
  return { ...request, headers: { ...request.headers, authorization } };
}
load.on('response', (_client, _status, _bytes, milliseconds) => took.push(milliseconds));
const { duration, errors, mismatches, non2xx, timeouts } = await load;
took.sort((one, other) => one - other);
const at = (share) => took[Math.floor(share * (took.length - 1))] ?? 0;
const measured = {
  requests: took.length,
  seconds: duration,
  p50: at(0.5),
  p99: at(0.99),
  wrong: mismatches + non2xx + errors + timeouts,
};
process.stdout.write(JSON.stringify(measured));
