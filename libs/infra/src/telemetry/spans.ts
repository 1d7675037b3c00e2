import { messageOf } from '#core/errors.js';
import type { Log } from '../log.js';
import type { RunReport } from '../queue/runner.js';

/** How long spans gather before they are sent, and how many at most are kept while the collector is away. */
const SEND_MS = 5000;
const MOST_KEPT = 2048;
const TIMEOUT_MS = 10_000;

/** Sends a span for each job that was run to an OpenTelemetry collector. What it does not take is dropped and said: traces are a help, never the record. */
export interface SpanExporter { job(run: RunReport): void; close(): Promise<void> }

/**
 * OTLP over HTTP in its JSON form (opentelemetry-proto, `ExportTraceServiceRequest`): `POST {endpoint}/v1/traces`. One span a job, named by it; jobs that one
 * page causes, from its visit to its drive, are one trace.
 */
export function openSpans(endpoint: string, service: string, version: string, log: Log): SpanExporter {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  let spans: object[] = [];
  let dropped = 0;
  let sending: Promise<void> = Promise.resolve();
  const attribute = (key: string, value: string | number) => ({ key, value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value } });
  const send = async (): Promise<void> => {
    const batch = spans;
    spans = [];
    if (batch.length === 0) return;
    const body = { resourceSpans: [{ resource: { attributes: [attribute('service.name', service), attribute('service.version', version), attribute('process.pid', process.pid)] }, scopeSpans: [{ scope: { name: 'claque' }, spans: batch }] }] };
    try {
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal: AbortSignal.timeout(TIMEOUT_MS) });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`it answered ${response.status}`);
    } catch (error) {
      log('warn', 'the collector took no traces', { spans: batch.length, dropped, error: messageOf(error) });
    }
  };
  const timer = setInterval(() => { sending = sending.then(send); }, SEND_MS).unref();
  return {
    job({ name, id, attempt, ms, result, note, span }) {
      if (span === undefined) return;
      if (spans.length >= MOST_KEPT) { dropped++; return; }
      const end = BigInt(Math.round(Date.now() * 1000)) * 1000n;
      spans.push({
        traceId: span.id, spanId: span.span, ...(span.parent === null ? {} : { parentSpanId: span.parent }), name, kind: 5,
        startTimeUnixNano: String(end - BigInt(Math.round(ms * 1000)) * 1000n), endTimeUnixNano: String(end),
        attributes: [attribute('messaging.message.id', id), attribute('claque.attempt', attempt), attribute('claque.result', result)],
        status: result === 'failed' || result === 'retry' ? { code: 2, message: note.slice(0, 300) } : { code: 1 },
      });
    },
    async close() { clearInterval(timer); await sending; await send(); },
  };
}
