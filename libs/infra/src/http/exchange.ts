import { isUtf8 } from 'node:buffer';
import type { Dispatcher } from 'undici';
import { FetchFailed } from '#core/errors.js';
import type { Witnessed } from './connections.js';
import type { Peer } from './connector.js';
import { ContentDecoder, contentCoding } from './content-decoder.js';

export interface Limits {
  /** Bytes as sent. */
  wireBytes: number;
  /** Bytes after decoding. */
  bodyBytes: number;
  /** Bytes read of an answer that is not a page (4xx, 5xx), enough to recognise a challenge. */
  errorBytes: number;
  headerBytes: number;
  /** Name, connection and TLS handshake; milliseconds. */
  connectMs: number;
  headersMs: number;
  /** Silence between two pieces of the body. */
  idleMs: number;
  /** All of a fetch with its redirects, from first to last byte. */
  totalMs: number;
  redirects: number;
  /** Connections to one origin. */
  connections: number;
}
export const DEFAULT_LIMITS: Limits = {
  wireBytes: 10 << 20, bodyBytes: 20 << 20, errorBytes: 256 << 10, headerBytes: 32 << 10, connectMs: 10_000, headersMs: 15_000, idleMs: 10_000, totalMs: 30_000, redirects: 5, connections: 16,
};

/** How a fetch is told that its time is over. */
export interface Stop { onStop: ((reason: unknown) => void) | null; stopped: { reason: unknown } | null }

export interface Answer { status: number; headers: Record<string, string>; body: Buffer; wireBytes: number; /** Who sent it. */ peer: Peer | null; /** Null unless it was asked for. */ received: Received | null }

/** An answer as it was received: the body in the coding in which it was sent (chunks are put together), cut where no more of it was wanted. Cookies are left out. */
export interface Received { statusText: string; headers: [name: string, value: string][]; body: Buffer; cut: boolean }

function receivedHeaders(raw: unknown): [string, string][] {
  if (!Array.isArray(raw)) return [];
  const text = (value: unknown) => (Buffer.isBuffer(value) ? value.toString(isUtf8(value) ? 'utf8' : 'latin1') : String(value)).replace(CONTROL, ' ').slice(0, MOST_HEADER_VALUE);
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length && pairs.length < MOST_HEADERS; at += 2) {
    const name = text(raw[at]);
    if (!/^set-cookie2?$/i.test(name)) pairs.push([name, text(raw[at + 1])]);
  }
  return pairs;
}

const CONTROL = /[\0-\x1f\x7f-\x9f]/g;
const MOST_HEADERS = 200;
const MOST_HEADER_VALUE = 4096;

/**
 * Response headers as one string a name. Control characters become spaces (they could forge log lines), values are cut at 4,096 characters and the number of
 * headers at 200, and Set-Cookie is dropped: cookies are neither kept nor sent back.
 */
export function plainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const plain: Record<string, string> = {};
  let count = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === 'set-cookie' || name === '__proto__' || ++count > MOST_HEADERS) continue;
    const text = typeof value === 'string' ? value : value.join(', ');
    plain[name] = (/[\0-\x1f\x7f-\x9f]/.test(text) ? text.replace(/[\0-\x1f\x7f-\x9f]/g, ' ') : text).slice(0, MOST_HEADER_VALUE);
  }
  return plain;
}

/**
 * One request and its answer, whole or not at all. `wanted` is asked when the headers are there and throws FetchFailed for an answer whose body is not
 * wanted; `atMost` bytes are taken for the whole where it is not null; `keep` also keeps the answer as it was received. `stop` is the total deadline or the caller's stop: the promise settles at once, even while a connection is being made.
 */
export function exchange(dispatcher: Dispatcher, url: URL, method: 'GET' | 'HEAD', headers: Record<string, string>, limits: Limits, stop: Stop,
  atMost: number | null, keep: boolean, wanted: (status: number, headers: Record<string, string>) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | null = null;
    let settled = false;
    let status = 0;
    let peer: Peer | null = null;
    let answered: Record<string, string> = {};
    let wire = 0;
    let wireCap = limits.wireBytes;
    let cutAtCap = false;
    /** No more of the body is wanted, though what there is may still be decoded. */
    let ended = false;
    let decoder: ContentDecoder | null = null;
    const chunks: Buffer[] = [];
    /** Of a body that is decoded as it comes, only where it is to be kept as it was received. */
    const coded: Buffer[] = [];
    let received: Received | null = null;

    const settle = () => { settled = true; stop.onStop = null; };
    const fail = (error: unknown) => {
      if (settled) return;
      settle();
      decoder?.destroy();
      chunks.length = 0;
      reject(error as Error);
      controller?.abort(error as Error);
    };
    const finish = (body: Buffer) => {
      if (settled) return;
      settle();
      if (received !== null) received.body = decoder === null ? body : Buffer.concat(coded);
      resolve({ status, headers: answered, body, wireBytes: wire, peer, received });
    };
    /** The beginning of a body is taken for the whole: what of it is decoded, or, of an answer that is no page, nothing where it is coded. */
    const enough = (started: Dispatcher.DispatchController) => {
      ended = true;
      if (received !== null) received.cut = true;
      if (decoder === null) finish(Buffer.concat(chunks).subarray(0, wireCap));
      else if (status >= 200 && status < 300) { decoder.body.then(finish, fail); decoder.cutOff(); }
      else { finish(Buffer.alloc(0)); decoder.destroy(); }
      started.abort(new Error('enough of it was read'));
    };
    if (stop.stopped !== null) return fail(stop.stopped.reason);
    stop.onStop = fail;

    const request: Witnessed = { origin: url.origin, path: `${url.pathname}${url.search}`, method, headers, headersTimeout: limits.headersMs, bodyTimeout: limits.idleMs };
    dispatcher.dispatch(request, {
      onRequestStart(started) { controller = started; if (settled) started.abort(new Error('no longer wanted')); },
      onResponseStart(started, code, parsed, statusText) {
        controller = started;
        if (settled || code < 200) return;
        try {
          status = code;
          peer = request.connection?.peer ?? null;
          answered = plainHeaders(parsed);
          if (keep) received = { statusText: (statusText ?? '').replace(CONTROL, ' ').slice(0, 200), headers: receivedHeaders(started.rawHeaders), body: Buffer.alloc(0), cut: false };
          wanted(status, answered);
          const page = status >= 200 && status < 300;
          if (!page) { wireCap = limits.errorBytes; cutAtCap = true; }
          else if (atMost !== null) { wireCap = atMost; cutAtCap = true; }
          const length = Number(answered['content-length'] ?? 0);
          if (page && atMost === null && length > limits.wireBytes) throw new FetchFailed('too-large', `content-length ${length}, more than ${limits.wireBytes}`);
          const coding = method === 'HEAD' ? null : contentCoding(answered['content-encoding']);
          if (coding !== null) decoder = new ContentDecoder(coding, page ? limits.bodyBytes : limits.errorBytes, { full: () => started.pause(), drain: () => { if (!ended) started.resume(); }, failed: fail }, page && atMost !== null);
        } catch (error) { fail(error); }
      },
      onResponseData(started, chunk) {
        if (settled || ended) return;
        wire += chunk.length;
        if (wire > wireCap) {
          if (!cutAtCap) return fail(new FetchFailed('too-large', `more than ${wireCap} bytes`));
          if (decoder === null) chunks.push(chunk);
          else decoder.write(chunk.subarray(0, chunk.length - (wire - wireCap)));
          return enough(started);
        }
        if (decoder === null) chunks.push(chunk);
        else {
          if (received !== null) coded.push(chunk);
          decoder.write(chunk);
          if (decoder.full) enough(started);
        }
      },
      onResponseEnd() {
        if (settled || ended) return;
        if (decoder === null) return finish(chunks.length === 1 ? chunks[0] as Buffer : Buffer.concat(chunks, wire));
        decoder.body.then(finish, fail);
        decoder.end();
      },
      onResponseError(_, error) { if (!ended) fail(error); },
    });
  });
}
