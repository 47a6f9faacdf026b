/**
 * Sends requests repeatedly on keep-alive connections, and prints the figures. Reads its options from standard input. Runs in its
 * own process, so that its cost is not the server's.
 */
import autocannon from 'autocannon';

const { url, method, body, status, requests, texts, order, connections, seconds } = JSON.parse(
  await new Response(process.stdin).text(),
);
const latencies = [];
let wrong = 0;
let sent = 0;

/** The next request: at random, or each in turn, so that no listener has two requests under way. */
function nextRequest() {
  if (order === 'random') return requests[Math.floor(Math.random() * requests.length)];
  sent += 1;
  return requests[sent % requests.length];
}

const check = (isRight) => {
  if (!isRight) wrong += 1;
};
const setups = {
  many: {
    setupRequest(request, context) {
      const { headers, expected } = nextRequest();
      context.expected = texts[expected];
      return { ...request, headers };
    },
    onResponse: (_status, text, context) => check(text === context.expected),
  },
  text: { headers: requests[0].headers },
  length: {
    headers: requests[0].headers,
    onResponse: (_status, _text, _context, headers) => check(Number(headers['Content-Length']) === texts[0]),
  },
};
const kind = requests.length > 1 ? 'many' : typeof texts[0] === 'number' ? 'length' : 'text';

// Every response is compared: its status, and its text, or its length where it is no text.
const load = autocannon({
  url,
  method,
  body,
  connections,
  duration: seconds,
  requests: [setups[kind]],
  ...(kind === 'text' && { verifyBody: (text) => text === texts[0] }),
});
load.on('response', (_client, answered, _bytes, milliseconds) => {
  latencies.push(milliseconds);
  check(answered === status);
});
const { duration, errors, mismatches, timeouts } = await load;
latencies.sort((one, other) => one - other);
const quantile = (share) => latencies[Math.floor(share * (latencies.length - 1))] ?? 0;
const measured = {
  requests: latencies.length,
  seconds: duration,
  p50: quantile(0.5),
  p99: quantile(0.99),
  wrong: wrong + mismatches + errors + timeouts,
};
process.stdout.write(JSON.stringify(measured));
