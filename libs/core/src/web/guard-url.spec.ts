import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressFault } from './address.js';
import { readExceptions, urlFault } from './guard-url.js';

const none: ReadonlySet<string> = new Set();
const fault = (url: string, exceptions = none) => urlFault(new URL(url), exceptions)?.outcome ?? null;

describe('addresses', () => {
  it('refuses every IPv4 address of the private and loopback networks, in its IPv6 forms too', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const inside = fc.oneof(fc.tuple(fc.constant(10), octet, octet, octet), fc.tuple(fc.constant(127), octet, octet, octet), fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet), fc.tuple(fc.constant(169), fc.constant(254), octet, octet));
    fc.assert(fc.property(inside, ([a, b, c, d]) => {
      const hex = [(a << 8) | b, (c << 8) | d].map((part) => part.toString(16)).join(':');
      for (const form of [`${a}.${b}.${c}.${d}`, `::ffff:${a}.${b}.${c}.${d}`, `::ffff:${hex}`, `::${hex}`, `64:ff9b::${hex}`, `2002:${hex}::1`, `64:ff9b:1::${hex}`]) expect(addressFault(form), form).not.toBeNull();
    }));
  });
  it.each(['93.184.216.34', '2606:4700:4700::1111', '[2001:4860:4860::8888]', '::ffff:8.8.8.8', '172.32.0.1', '100.128.0.1'])('allows %s', (address) => expect(addressFault(address)).toBeNull());
  it.each(['fe80::1%eth0', '::', '::1', 'fd00::1', '2001::1', '4000::1', '168.63.129.16', '0177.0.0.1', '2130706433', '', 'example.com'])('refuses %s', (address) => expect(addressFault(address)).not.toBeNull());
});

describe('URLs', () => {
  it.each([['file:///etc/passwd', 'scheme'], ['ftp://news.example/', 'scheme'], ['http://reader:word@news.example/', 'bad-url'], ['http://news.example:8080/', 'bad-url'],
    ['http://0x7f.1/', 'private-address'], ['http://localhost./', 'private-address'], ['http://printer.local/', 'private-address'], ['http://intranet/', 'private-address'],
    ['http://[::1]/', 'private-address'], ['http://១២៧.០.០.១/', 'bad-url'], [`http://news.example/${'a'.repeat(5000)}`, 'bad-url']])('refuses %s as %s', (url, outcome) => expect(fault(url)).toBe(outcome));
  it.each(['http://news.example/', 'https://news.example:443/a?u=http://127.0.0.1/', 'https://127.0.0.1.news.example/', 'https://news.example./'])('allows %s', (url) => expect(fault(url)).toBeNull());
  it('opens exactly the host and port that was declared', () => {
    const exceptions = readExceptions(['127.0.0.1:8123', '[::1]:9000', 'Mirror:80']);
    expect(fault('http://127.0.0.1:8123/a', exceptions)).toBeNull();
    expect(fault('http://[::1]:9000/', exceptions)).toBeNull();
    expect(fault('http://mirror/', exceptions)).toBeNull();
    expect(fault('http://127.0.0.1:8124/', exceptions)).toBe('private-address');
    expect(fault('http://x:y@127.0.0.1:8123/', exceptions)).toBe('bad-url');
    expect(() => readExceptions(['127.0.0.1'])).toThrow('exact host:port');
    expect(() => readExceptions(['*:80'])).toThrow('exact host:port');
  });
});
