/**
 * Sends one request repeatedly on keep-alive connections, and prints the figures. Reads its options from standard input. Runs in its
 * own process, so that its cost is not the server's.
 */
import autocannon from 'autocannon';

const { url, method, headers, authorizations, body, expected, connections, seconds } = JSON.parse(
  await new Response(process.stdin).text(),
);
const latencies = [];
const load = autocannon({
  url,
  method,
  headers,
  body,
  connections,
  duration: seconds,
  ...(authorizations ? { requests: [{ setupRequest: withRandomListener }] } : {}),
  // Every response is compared.
  verifyBody: (text) => text === expected,
});

function withRandomListener(request) {
  const authorization = authorizations[Math.floor(Math.random() * authorizations.length)];
  return { ...request, headers: { ...request.headers, authorization } };
}
load.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds));
const { duration, errors, mismatches, non2xx, timeouts } = await load;
latencies.sort((one, other) => one - other);
const quantile = (share) => latencies[Math.floor(share * (latencies.length - 1))] ?? 0;
const measured = {
  requests: latencies.length,
  seconds: duration,
  p50: quantile(0.5),
  p99: quantile(0.99),
  wrong: mismatches + non2xx + errors + timeouts,
};
process.stdout.write(JSON.stringify(measured));
