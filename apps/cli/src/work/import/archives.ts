import { readWacz } from '#infra/archive/wacz.js';
import { readWarc } from '#infra/archive/warc.js';
import { openInput } from '#infra/files/streams.js';
import { owns } from '#kinds/sources/index.js';
import type { Brought } from './captured.js';

/** Pages of a WARC or WACZ that are the source's own. */
export async function* fromArchive(file: string, format: 'warc' | 'wacz', source: { kind: string; url: string }): AsyncGenerator<Brought> {
  for await (const item of format === 'wacz' ? readWacz(file) : readWarc(openInput(file), file)) {
    if ('skipped' in item) {
      yield { rejected: { at: `record ${item.record}`, reason: `${item.skipped}: ${item.detail}`, url: item.url } };
      continue;
    }
    const { url, headers, body, fetchedAt, record } = item.capture;
    if (!owns(source.kind, source.url, url)) yield { rejected: { at: `record ${record}`, reason: `elsewhere: it is no page of ${source.url}`, url } };
    else yield { capture: { url, headers, body, fetchedAt, origin: 'archive' } };
  }
}
