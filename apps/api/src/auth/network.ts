import { BlockList, isIPv6 } from 'node:net';

const MAPPED = new BlockList();
MAPPED.addSubnet('::ffff:0:0', 96, 'ipv6');

/**
 * Where a request comes from, as sign-ins are counted: its IPv4 address, or the first 64 bits of its IPv6 address, since
 * whoever has one of those has all that begin the same.
 */
export function networkOf(address = 'unknown'): string {
  const [plain = ''] = address.split('%');
  if (!isIPv6(plain)) return plain;
  if (MAPPED.check(plain, 'ipv6')) return plain.slice(plain.lastIndexOf(':') + 1);
  const [head = '', tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const parts = head === '' ? [] : head.split(':');
  const rest = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - parts.length - rest.length;
  return `${[...parts, ...Array<string>(zeros).fill('0'), ...rest].slice(0, 4).join(':')}::/64`;
}
