import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { AwsClient } from 'aws4fetch';
import { Gone } from '#core/errors.js';
import type { EvidenceStore } from '#core/ports.js';
import { sha256Of } from '#core/sha256.js';

export interface S3Settings {
  /** The bucket with its server, and a folder where wanted: `https://s3.example/bucket/evidence`. */
  url: string;
  keyId: string;
  secret: string;
  region: string;
}
/** A body that decodes to more than this was not written by us. */
const MAX_BODY = 256 << 20;
/** Requests under way at a time. */
const LANES = 16;
const TIMEOUT_MS = 60_000;

/**
 * Bodies as objects of any server that speaks S3, named as files are: `ab/<sha256>.zst`. An object is there whole or not at all. The same bytes are the same object,
 * so that storing them again changes nothing. Requests are signed by `aws4fetch`, loaded at the first one; it tries again after 5xx and 429, with pauses.
 */
export class S3EvidenceStore implements EvidenceStore {
  private client: Promise<AwsClient> | null = null;

  constructor(private readonly settings: S3Settings) {}

  put(sha256: string, body: Uint8Array): Promise<void> { return this.putAll([{ sha256, body }]); }

  /** Resolves when the server has confirmed every body. Rejects with an Error that names the first that it did not take. */
  async putAll(bodies: readonly { sha256: string; body: Uint8Array }[]): Promise<void> {
    const waiting = [...new Map(bodies.map((item) => [item.sha256, item])).values()];
    const lane = async (): Promise<void> => { for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await this.store(item.sha256, item.body); };
    await Promise.all(Array.from({ length: Math.min(LANES, waiting.length) }, lane));
  }

  /** Rejects with Gone when there is no such body, or when the object no longer has the bytes of its name. */
  async get(sha256: string): Promise<Uint8Array> {
    const response = await this.request(sha256, { method: 'GET' });
    if (response.status === 404) throw new Gone(`no body ${sha256} in ${this.settings.url}`);
    if (!response.ok) throw new Error(await said(response, 'GET', sha256));
    const body = zstdDecompressSync(new Uint8Array(await response.arrayBuffer()), { maxOutputLength: MAX_BODY });
    if (sha256Of(body) !== sha256) throw new Gone(`${this.address(sha256)} is damaged: its bytes are not those of its name`);
    return body;
  }

  async remove(sha256: string): Promise<void> {
    const response = await this.request(sha256, { method: 'DELETE' });
    if (!response.ok && response.status !== 404) throw new Error(await said(response, 'DELETE', sha256));
    await response.body?.cancel();
  }

  /** An object is there whole or not at all. */
  tidy(): Promise<number> { return Promise.resolve(0); }

  private async store(sha256: string, body: Uint8Array): Promise<void> {
    if (sha256Of(body) !== sha256) throw new TypeError(`${sha256} is not the SHA-256 of the bytes given with it`);
    const there = await this.request(sha256, { method: 'HEAD' });
    if (there.ok) return;
    const response = await this.request(sha256, { method: 'PUT', body: new Uint8Array(zstdCompressSync(body)), headers: { 'content-type': 'application/zstd' } });
    if (!response.ok) throw new Error(await said(response, 'PUT', sha256));
    await response.body?.cancel();
  }

  private async request(sha256: string, init: RequestInit): Promise<Response> {
    const { keyId, secret, region } = this.settings;
    this.client ??= import('aws4fetch').then(({ AwsClient: Client }) => new Client({ accessKeyId: keyId, secretAccessKey: secret, region, service: 's3', retries: 5 }));
    return (await this.client).fetch(this.address(sha256), { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  }

  private address(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError(`${JSON.stringify(sha256.slice(0, 80))} is not a SHA-256 in lower-case hexadecimal`);
    return `${this.settings.url.replace(/\/+$/, '')}/${sha256.slice(0, 2)}/${sha256}.zst`;
  }
}

const said = async (response: Response, method: string, sha256: string) => `the evidence server answered ${response.status} to ${method} ${sha256}: ${(await response.text()).slice(0, 300)}`;
