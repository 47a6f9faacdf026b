import ipaddr from 'ipaddr.js';

/** An address as some proxies write it into `X-Forwarded-For`: with the client's port, IPv6 then in brackets. */
const WITH_PORT = /^(?:\[(?<six>[^\]]*)\]|(?<four>[^:]*))(?::\d+)?$/;

/**
 * The network that a request is counted under: its IPv4 address, or the first 64 bits of its IPv6 address, since one
 * household has all addresses below those. Every way to write an address gives the same network.
 *
 * @param candidates addresses in order of preference, such as `request.ip` and the peer's; the first valid one counts
 * @returns `unknown` where no candidate is an address
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
  // A zone names an interface of the machine that wrote it, not another address.
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
