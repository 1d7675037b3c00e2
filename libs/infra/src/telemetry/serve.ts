import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refused } from '#core/errors.js';
import type { Metrics } from './metrics.js';

/** Why a part is not ready; null when it is. */
export type Readiness = () => Promise<string | null>;
const PATIENCE_MS = 3000;

/** `/metrics`, `/health/live` and `/health/ready` on a port of their own, which belongs to the inside of an installation. Rejects with Refused where the port is taken. */
export async function serveTelemetry({ host, port }: { host: string; port: number }, metrics: Pick<Metrics, 'text' | 'contentType'>, ready: Readiness): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: string): void => { response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(request.method === 'HEAD' ? undefined : body); };
    const plain = (status: number, body: string) => answer(status, 'text/plain; charset=utf-8', `${body}\n`);
    if (request.method !== 'GET' && request.method !== 'HEAD') { plain(405, 'only GET'); return; }
    const [path] = (request.url ?? '/').split('?');
    if (path === '/health/live') plain(200, 'ok');
    else if (path === '/health/ready') inTime(ready()).then((why) => { plain(why === null ? 200 : 503, why ?? 'ready'); }, () => { plain(503, 'no answer in time'); });
    else if (path === '/metrics') metrics.text().then((text) => { answer(200, metrics.contentType, text); }, () => { plain(503, 'no metrics'); });
    else plain(404, 'there are /metrics, /health/live and /health/ready');
  });
  server.requestTimeout = 10_000;
  await listening(server, host, port);
  return { port: (server.address() as AddressInfo).port, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }) };
}

const listening = (server: Server, host: string, port: number): Promise<void> => new Promise((resolve, reject) => {
  server.once('error', (error: NodeJS.ErrnoException) => { reject(error.code === 'EADDRINUSE' ? new Refused(`port ${port} for metrics is taken on ${host}: give each process its own CLAQUE_METRICS_PORT`) : error); });
  server.listen(port, host, resolve);
});

function inTime<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE_MS); });
  return Promise.race([promise, limit]).finally(() => { clearTimeout(timer); });
}
