import { lookup } from 'node:dns/promises';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { buildConnector } from 'undici';
import { addressFault, isIpLiteral } from '#core/web/address.js';

/** Addresses of a host name. Rejects as `node:dns` does. */
export type Resolver = (host: string) => Promise<{ address: string; family: number }[]>;
export type Connect = buildConnector.connector;
/** Where a connection ended: kept beside the snapshot as evidence of who answered. */
export interface Peer { address: string; certificateSha256: string | null; /** All addresses that the resolver gave for the name; empty for an address in the URL. */ resolved: string[] }

/** Thrown before any packet is sent to an address that is not public. */
export class AddressRefused extends Error { override name = 'AddressRefused'; }

export const systemResolver: Resolver = (host) => lookup(host, { all: true, order: 'ipv4first' });
/** A name with many addresses is tried at this many. */
const MOST_TRIES = 3;

export interface Guard { resolver: Resolver; /** Exact host:port pairs that may be private. */ exceptions: ReadonlySet<string>; /** Opens the socket. */ connect: Connect }

/**
 * A connector that asks the resolver once for each connection, refuses the name if any of its addresses is not public, and connects to exactly an address
 * that it has checked, so that a second answer (rebinding) is never used. `onPeer` is told of each connection made.
 */
export function guardedConnector({ resolver, exceptions, connect }: Guard, onPeer: (peer: Peer) => void = () => {}): Connect {
  const open = async (options: buildConnector.Options, callback: buildConnector.Callback) => {
    let found: string[];
    try { found = await addresses(options, resolver, exceptions); } catch (error) { return callback(error as Error, null); }
    attempt(options, found.slice(0, MOST_TRIES), isIpLiteral(options.hostname) ? [] : found, callback);
  };

  function attempt(options: buildConnector.Options, [address, ...others]: string[], resolved: string[], callback: buildConnector.Callback): void {
    const named = address !== options.hostname && options.protocol === 'https:';
    connect({ ...options, hostname: address ?? '', ...(named ? { servername: options.servername || options.hostname } : {}) }, (error, socket) => {
      if (error !== null) return others.length > 0 ? attempt(options, others, resolved, callback) : callback(error, null);
      const opened = socket as Socket;
      // The kernel's word on where we are. Nothing has been written yet.
      const reached = opened.remoteAddress;
      if (reached !== undefined && reached !== address && addressFault(reached) !== null && !exceptions.has(key(options))) {
        opened.destroy();
        return callback(new AddressRefused(`connected to ${addressFault(reached)}`), null);
      }
      onPeer({ address: reached ?? address ?? '', certificateSha256: fingerprint(opened), resolved });
      return callback(null, opened);
    });
  }
  return (options, callback) => { void open(options, callback); };
}

const key = ({ hostname, port, protocol }: buildConnector.Options) =>
  `${hostname.includes(':') ? `[${hostname}]` : hostname.replace(/\.$/, '')}:${port || (protocol === 'https:' ? '443' : '80')}`;

async function addresses(options: buildConnector.Options, resolver: Resolver, exceptions: ReadonlySet<string>): Promise<string[]> {
  const { hostname } = options;
  const excepted = exceptions.has(key(options));
  const found = isIpLiteral(hostname) ? [hostname] : (await resolver(hostname)).map(({ address }) => address);
  if (found.length === 0) throw Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' });
  if (!excepted) {
    for (const address of found) {
      const fault = addressFault(address);
      if (fault !== null) throw new AddressRefused(hostname === address ? fault : `${hostname} resolves to ${fault}`);
    }
  }
  return found;
}

function fingerprint(socket: Socket): string | null {
  const certificate = 'getPeerX509Certificate' in socket ? (socket as TLSSocket).getPeerX509Certificate() : undefined;
  return certificate === undefined ? null : certificate.fingerprint256.replaceAll(':', '').toLowerCase();
}
