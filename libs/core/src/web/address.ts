import ipaddr from 'ipaddr.js';

/** Public by its range, yet answered by the machine's own host (Azure's wire server). */
const HOST_INTERNAL = new Set(['168.63.129.16']);

/**
 * Why an address must not be contacted, or null for one that is publicly routed. Everything but plain unicast is refused: loopback, private, link-local,
 * documentation, multicast, Teredo, 6to4, NAT64, zones, what is not allocated. A mapped IPv4 address is judged as that IPv4 address.
 * `address` is text as a resolver or a URL gives it, with or without brackets.
 */
export function addressFault(address: string): string | null {
  const text = address.replace(/^\[|\]$/g, '');
  if (text.includes('%')) return `${address} has a zone`;
  if (!ipaddr.isValid(text)) return `${address} is not an IP address`;
  // Octal, hexadecimal and short forms mean different things to different parsers: only the four-part form is taken.
  if (!text.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(text)) return `${address} is not in four decimal parts`;
  const parsed = ipaddr.process(text);
  if (HOST_INTERNAL.has(parsed.toString())) return `${address} is internal to the host`;
  const range = parsed.range();
  if (range !== 'unicast') return `${address} is ${RANGE_NAMES[range] ?? `not public (${range})`}`;
  // 2000::/3 is all that has been allocated to the public Internet.
  if (parsed instanceof ipaddr.IPv6 && ((parsed.parts[0] ?? 0) & 0xe000) !== 0x2000) return `${address} is not allocated`;
  return null;
}

const RANGE_NAMES: Record<string, string> = {
  loopback: 'a loopback address', private: 'a private address', linkLocal: 'a link-local address', uniqueLocal: 'a private address', unspecified: 'the unspecified address',
  multicast: 'a multicast address', carrierGradeNat: 'a carrier-grade NAT address', reserved: 'a reserved address', broadcast: 'the broadcast address',
};

export const isIpLiteral = (host: string): boolean => /^\[.*\]$/.test(host) || host.includes(':') || /^[\d.]+$/.test(host);
