import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect as dial, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { addressFault } from '#core/web/address.js';
import type { Connect } from '#infra/http/connector.js';
import { createFetcher } from '#infra/http/fetcher.js';
import type { GateSet } from '../set.js';

interface Case { id: string; url: string; verdict: 'block' | 'allow' | 'either'; layer: string; dns_answers?: string[]; dns_sequence?: string[][]; via?: number | string; location?: string }

/**
 * Every address of the list goes through the product's own fetcher, with a resolver that answers as the case says and sockets that are all led to one server on
 * this machine, so that what would have been contacted is seen and nothing outside is. Blocked means: no socket to an address that is not public.
 */
const set: GateSet = {
  name: 'ssrf',
  needs: ['security/ssrf-urls.json'],
  async judge(data) {
    const { cases } = JSON.parse(await readFile(join(data, 'security/ssrf-urls.json'), 'utf8')) as { cases: Case[] };
    let current: Case | null = null;
    let redirected = false;
    const server = createServer((_, response) => {
      if (current?.layer === 'redirect' && !redirected) {
        redirected = true;
        response.writeHead(typeof current.via === 'number' ? current.via : 302, { location: (current.location ?? '').replace(/[^\x20-\x7e]/gu, encodeURIComponent) }).end();
      } else response.writeHead(200, { 'content-type': 'text/html' }).end('<p>reached');
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const { port } = server.address() as AddressInfo;

    let leaks = 0;
    const wrong: string[] = [];
    try {
      for (const item of cases) {
        current = item;
        redirected = false;
        const contacted: string[] = [];
        const lead: Connect = ({ hostname }, callback) => {
          contacted.push(hostname);
          const socket = dial({ host: '127.0.0.1', port });
          // The guard asks the socket where it is; here it is told where it would be.
          Object.defineProperty(socket, 'remoteAddress', { value: hostname });
          socket.once('connect', () => callback(null, socket)).once('error', (error) => callback(error, null));
        };
        const answers = item.dns_sequence?.slice();
        const fetcher = createFetcher({ userAgent: 'Gate', connect: lead, limits: { totalMs: 5000 }, resolver: async (host) => {
          if (/(^|\.)localhost$/.test(host)) return [{ address: '127.0.0.1', family: 4 }];
          return (answers?.shift() ?? item.dns_answers ?? ['93.184.216.34']).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
        } });
        const urls = item.layer === 'redirect' && typeof item.via === 'string' ? [item.location ?? ''] : item.dns_sequence ? [item.url, item.url] : [item.url];
        let last = '';
        for (const url of urls) last = (await fetcher.fetch(url)).outcome;
        await fetcher.close();
        if (contacted.some((address) => addressFault(address) !== null || /^127\.|^10\.|^192\.168\.|^169\.254\.|^::1?$/.test(address))) { leaks++; wrong.push(`${item.id} contacted ${contacted.join(', ')}`); }
        // https ends at the handshake here: that the public address was contacted is what counts.
        else if (item.verdict === 'allow' && contacted.length === 0) wrong.push(`${item.id} was refused: ${last}`);
        // Rebinding: a first, public answer may be used; the private second must not be.
        else if (item.verdict === 'block' && item.dns_sequence === undefined && last === 'ok') wrong.push(`${item.id} was fetched`);
      }
    } finally {
      server.closeAllConnections();
      server.close();
    }
    return [
      { name: 'private addresses contacted', value: leaks, floor: 0, atMost: true, of: `in ${cases.length} cases` },
      { name: 'cases as documented', value: (cases.length - wrong.length) / cases.length, floor: 1, of: `of ${cases.length}${wrong.length > 0 ? `; wrong: ${wrong.slice(0, 5).join('; ')}` : ''}` },
    ];
  },
};
export default set;
