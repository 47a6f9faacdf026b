import ipaddr from 'ipaddr.js';

/** An address in `X-Forwarded-For`: some proxies append the client's port, and put IPv6 in brackets. */
const WITH_PORT = /^(?:\[(?<six>[^\]]*)\]|(?<four>[^:]*))(?::\d+)?$/;

/**
 * Returns the network for rate limits: the IPv4 address, or the first 64 bits of the IPv6 address, since one household
 * usually has a whole /64.
 *
 * @param candidates addresses in order of preference, such as `request.ip` and the peer's; the first valid one counts
 * @returns `unknown` if no candidate is an address
 */
export function networkOf(...candidates: readonly (string | undefined)[]): string {
  for (const candidate of candidates) {
    const network = candidate === undefined ? null : parseNetwork(candidate);
    if (network !== null) return network;
  }
  return 'unknown';
}

function parseNetwork(text: string): string | null {
  const { six, four } = WITH_PORT.exec(text.trim())?.groups ?? {};
  // An IPv6 zone is not part of the address.
  const [plain = ''] = (six ?? four ?? text.trim()).split('%');
  if (ipaddr.IPv4.isValidFourPartDecimal(plain)) return ipaddr.IPv4.parse(plain).toString();
  if (!ipaddr.IPv6.isValid(plain)) return null;
  const address = ipaddr.IPv6.parse(plain);
  if (address.isIPv4MappedAddress()) return address.toIPv4Address().toString();
  return `${address.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
