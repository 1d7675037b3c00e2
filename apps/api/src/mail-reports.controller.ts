import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { Gone } from '#core/errors.js';
import { suppressReaders } from '#infra/store/suppress.js';
import { NoKey } from './access/refusals.js';
import { PARTS, type Parts } from './parts.js';
import { Input, Serves } from './call/serves.js';

/** Providers of mail tell of bounces and complaints here. They are no people and have no key: the secret lets them do this one thing. */
@Controller()
export class MailReportsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.takeMailReports) async take(@Input() { body }: InputOf<typeof contract.takeMailReports>, @Req() request: Request): Promise<AnswerOf<typeof contract.takeMailReports>> {
    const secret = this.parts.config.mailReportSecret;
    if (secret === undefined) throw new Gone('no mail reports are taken here: MAIL_REPORT_SECRET is not set');
    if (!isSame(secretIn(request.headers.authorization), secret)) throw new NoKey('Bearer');
    const final = body.reports.filter(({ kind, permanent }) => kind === 'complaint' || permanent === true);
    return { stopped: await suppressReaders(this.parts.db, final.map(({ kind, address, messageId }) => ({ address: address ?? null, messageId: messageId ?? null, why: kind === 'complaint' ? 'complained' : 'bounced' })), this.parts.clock.now()) };
  }
}

/** Of a Bearer token, or of a name and password as addresses carry them, whatever the name. */
function secretIn(header: string | undefined): string {
  const [, scheme = '', value = ''] = /^(Bearer|Basic) (.{1,1000})$/i.exec(header ?? '') ?? [];
  return scheme.toLowerCase() === 'basic' ? Buffer.from(value, 'base64').toString().replace(/^[^:]*:/, '') : value;
}
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (given: string, secret: string): boolean => timingSafeEqual(digest(given), digest(secret));
