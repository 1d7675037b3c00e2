import { domainToUnicode } from 'node:url';
import { addressFault, isIpLiteral } from './address.js';

/** Longer URLs are refused, as a link or as a redirect. */
export const MAX_URL_LENGTH = 4096;

/** Names that stand for this machine or its network, by registry or by custom (RFC 6761, 6762, 8375, 9476). */
const LOCAL_SUFFIXES = ['localhost', 'local', 'localdomain', 'lan', 'home', 'corp', 'intranet', 'internal', 'private', 'svc', 'cluster', 'home.arpa', 'onion', 'i2p', 'invalid', 'test', 'alt'];

export type UrlFault = { outcome: 'scheme' | 'bad-url' | 'private-address'; detail: string };

/** `host:port` as exceptions are written: lower case, brackets round IPv6, no trailing dot, the scheme's own port when none is given. */
export function hostPortOf(url: URL): string {
  return `${url.hostname.replace(/\.$/, '')}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
}

/**
 * Whether a URL may be asked for, before any name is resolved: http or https, no credentials, ports 80 and 443, no address that is not public,
 * no name that is local by convention. `exceptions` holds exact `host:port` pairs that the operator declared; for those only scheme,
 * credentials and length are judged. Returns null when the URL is fit. The addresses behind a name are judged when connecting.
 */
export function urlFault(url: URL, exceptions: ReadonlySet<string>): UrlFault | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { outcome: 'scheme', detail: `only http and https are fetched, not ${url.protocol}` };
  if (url.href.length > MAX_URL_LENGTH) return { outcome: 'bad-url', detail: `the URL has ${url.href.length} characters, more than ${MAX_URL_LENGTH}` };
  if (url.username !== '' || url.password !== '') return { outcome: 'bad-url', detail: 'the URL carries credentials' };
  if (exceptions.has(hostPortOf(url))) return null;
  const host = url.hostname.replace(/\.$/, '');
  if (isIpLiteral(host)) {
    const fault = addressFault(host);
    if (fault !== null) return { outcome: 'private-address', detail: fault };
  } else {
    const labels = host.split('.');
    if (labels.length < 2) return { outcome: 'private-address', detail: `${host} is a name without a dot, which only a local network resolves` };
    if (LOCAL_SUFFIXES.some((suffix) => host === suffix || host.endsWith(`.${suffix}`))) return { outcome: 'private-address', detail: `${host} is a local name` };
    // Digits of another script are no IPv4 address to WHATWG, but may be to a resolver; no top-level domain consists of digits.
    if (/^\p{Nd}+$/u.test(domainToUnicode(host).split('.').at(-1) ?? '')) return { outcome: 'bad-url', detail: `${host} ends in digits` };
  }
  if (url.port !== '') return { outcome: 'bad-url', detail: `port ${url.port} is not 80 or 443; declare ${hostPortOf(url)} as an exception if it is meant` };
  return null;
}

/** Reads `HOST:PORT` exceptions into the form of `hostPortOf`. Throws a TypeError that names the one that is not an exact host and port. */
export function readExceptions(list: readonly string[]): ReadonlySet<string> {
  return new Set(list.map((entry) => {
    const match = /^(\[[0-9a-f:.]+\]|[^:/\s@*]+):(\d{1,5})$/i.exec(entry);
    const port = Number(match?.[2]);
    if (match === null || port < 1 || port > 65535) throw new TypeError(`"${entry}" is not an exact host:port, such as 127.0.0.1:8123`);
    return hostPortOf(new URL(`http://${match[1]}:${port}/`));
  }));
}
