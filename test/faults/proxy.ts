import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy that can be slow, silent (half-open: connections stay, nothing passes) or gone (connections are cut, new ones refused). */
export interface Proxy { port: number; lag(ms: number): void; silence(): void; heal(): void; cut(): void; open(): number; close(): Promise<void> }

export async function startProxy(target: { host: string; port: number }): Promise<Proxy> {
  const pairs = new Set<[Socket, Socket]>();
  let [lagMs, silent, gone] = [0, false, false];
  const server = createServer((client) => {
    if (gone) { client.destroy(); return; }
    const upstream = connect(target);
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    const end = () => { pairs.delete(pair); client.destroy(); upstream.destroy(); };
    for (const [from, to] of [[client, upstream], [upstream, client]] as const) {
      // What comes while the line is dead is lost, as on a line that is dead: it never comes later.
      from.on('data', (chunk) => { if (silent) { dead.add(pair); return; } if (dead.has(pair)) return; if (lagMs === 0) to.write(chunk); else setTimeout(() => { to.write(chunk); }, lagMs); });
      from.on('error', () => {});
      from.on('close', end);
    }
  });
  const dead = new WeakSet<[Socket, Socket]>();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    port: (server.address() as AddressInfo).port,
    lag(ms) { lagMs = ms; },
    silence() { silent = true; for (const pair of pairs) dead.add(pair); },
    heal() { silent = false; gone = false; lagMs = 0; },
    cut() { gone = true; for (const [client] of pairs) client.destroy(); },
    open: () => pairs.size,
    async close() { for (const [client] of pairs) client.destroy(); await new Promise((resolve) => { server.close(resolve); }); },
  };
}
