import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../../../../test/support/any-character.js';
import { networkOf } from './network.js';

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['192.0.2.7:49152', '192.0.2.7'],
  [' 192.0.2.7 ', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::FFFF:c000:0207', '192.0.2.7'],
  ['0:0:0:0:0:ffff:c000:207', '192.0.2.7'],
  ['[::ffff:c000:207]:49152', '192.0.2.7'],
  ['::1', '0:0:0:0::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:DB8:0:0:1:2:3:4', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
  ['[2001:db8:1:2::9]:49152', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::192.0.2.7', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['[fe80::1%25eth0]:80', 'fe80:0:0:0::/64'],
  [undefined, 'unknown'],
])('counts %s under the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it.each([
  '',
  'unknown',
  '_hidden',
  '1.2.3',
  '1.2.3.4.5',
  '256.1.1.1',
  '::1::',
  '[192.0.2.7',
  'evil.example:80',
])('counts "%s", which is not an address, under the network of its peer', (address) => {
  expect(networkOf(address)).toBe('unknown');
  expect(networkOf(address, '::ffff:198.51.100.9')).toBe('198.51.100.9');
});

describe('networkOf, for 250 generated addresses', () => {
  const port = fc.integer({ min: 0, max: 65_535 });
  const group = fc.integer({ min: 0, max: 0xffff });
  const cased = (text: string, upper: boolean): string => (upper ? text.toUpperCase() : text);

  it('returns one network for all notations of an IPv4 address', () => {
    fc.assert(
      fc.property(fc.ipV4(), port, fc.boolean(), (address, peerPort, upper) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
        const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        const forms = [
          `${address}:${peerPort}`,
          `::ffff:${address}`,
          `::ffff:${hex}`,
          `0:0:0:0:0:ffff:${hex}`,
          `[::ffff:${hex}]:${peerPort}`,
          `::ffff:${address}%eth${peerPort}`,
        ];
        const networks = [address, ...forms].map((form) => networkOf(cased(form, upper)));
        expect(new Set(networks)).toEqual(new Set([address]));
      }),
      { numRuns: 250 },
    );
  });

  it('returns one network for exactly the IPv6 addresses with equal first 64 bits', () => {
    const network = fc.tuple(fc.integer({ min: 0x2000, max: 0x3fff }), group, group, group);
    const host = fc.tuple(group, group, group, group);
    fc.assert(
      fc.property(network, host, host, port, fc.boolean(), (begin, one, other, peerPort, upper) => {
        const padded = [...begin, ...one].map((part) => part.toString(16).padStart(4, '0')).join(':');
        const short = new URL(`http://[${padded}]`).hostname;
        const neighbour = [...begin, ...other].map((part) => part.toString(16)).join(':');
        const expected = `${begin.map((part) => part.toString(16)).join(':')}::/64`;
        const forms = [padded, short, `${short}:${peerPort}`, neighbour, `${neighbour}%1`];
        expect(new Set(forms.map((form) => networkOf(cased(form, upper))))).toEqual(new Set([expected]));
        const [first, second, third, fourth] = begin;
        const elsewhere = [first, second, third, fourth ^ 1].map((part) => part.toString(16)).join(':');
        expect(networkOf(`${elsewhere}::1`)).not.toBe(expected);
      }),
      { numRuns: 250 },
    );
  });

  it('returns "unknown" for any text that is not an address', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        expect(networkOf(`${text.replaceAll('%', '')}z`)).toBe('unknown');
      }),
      { numRuns: 250 },
    );
  });
});
