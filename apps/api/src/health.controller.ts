import { Controller, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { openApiDocument } from '#core/contract/openapi.js';
import type { AnswerOf } from '#core/contract/operation.js';
import { getLive, getOpenApi, getReady, operations } from '#core/contract/operations.js';
import { pendingMigrations } from '#infra/store/open.js';
import { PARTS, type Parts } from './parts.js';
import { Serves } from './call/serves.js';

const PATIENCE_MS = 3000;

/** What tells a supervisor, a load balancer and a program how to talk to this server. */
@Controller()
export class HealthController {
  private document: Record<string, unknown> | undefined;
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(getLive) live(): AnswerOf<typeof getLive> { return { status: 'ok' }; }

  @Serves(getReady) async ready(@Res({ passthrough: true }) response: Response): Promise<AnswerOf<typeof getReady>> {
    const [database, queue] = await Promise.all([
      inTime(pendingMigrations(this.parts.db)).then((pending) => (pending ? 'migrations missing' as const : 'ok' as const), () => 'unreachable' as const),
      inTime(this.parts.queues.counts()).then(() => 'ok' as const, () => 'unreachable' as const),
    ]);
    const ready = database === 'ok' && queue === 'ok';
    if (!ready) response.status(503);
    return { status: ready ? 'ready' : 'not ready', database, queue };
  }

  @Serves(getOpenApi) openApi(): Record<string, unknown> { return this.document ??= openApiDocument(operations, this.parts.version); }
}

/** A server that hangs is not there: probes must not hang with it. */
async function inTime<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE_MS); });
  try { return await Promise.race([promise, limit]); } finally { clearTimeout(timer); }
}
