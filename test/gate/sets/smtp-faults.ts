import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { smtpMailer } from '#infra/mail/mailer.js';
import type { Figure, GateSet } from '../set.js';

interface FaultServer { port: number; accepted: { messageId?: string }[]; close(): void }
interface FaultModule { STAGES: Record<string, string>; start(stage: string, port?: number, failTimes?: number): Promise<FaultServer> }
const mail = (messageId: string) => ({
  from: { name: 'Daily note', address: 'note@example.org' }, to: { name: '', address: 'reader@example.org' }, subject: 'Daily note 24', html: '<p>A note</p>', text: 'A note\n', messageId, headers: {} });
/** Failures after which the server must not be asked again without a person. */
const FINAL = new Set(['banner_554', 'auth_535', 'mail_550', 'rcpt_550', 'reject_after_dot']);
/** The connection ended when the text was on its way or handed over: a client cannot know what the server holds. */
const LOST = new Set(['drop_in_data', 'accept_then_drop', 'truncated_250', 'garbage_reply']);

/** An SMTP server that fails once at each stage, then works. What may be tried again is, as the flow does; what is unknown is not. */
const set: GateSet = {
  name: 'smtp-faults',
  needs: ['security/smtp-fault-server.mjs'],
  async judge(data): Promise<Figure[]> {
    const faulty = await import(pathToFileURL(join(data, 'security/smtp-fault-server.mjs')).href) as FaultModule;
    const wrong: string[] = [];
    await Promise.all(Object.keys(faulty.STAGES).map(async (stage) => {
      const server = await faulty.start(stage, 0, 1);
      const messageId = `<${stage.replaceAll('_', '-')}@example.org>`;
      const auth = stage === 'auth_535' ? 'user:secret@' : '';
      const states: string[] = [];
      try {
        for (let attempt = 0; attempt < 3; attempt++) {
          const mailer = smtpMailer(`smtp://${auth}127.0.0.1:${server.port}`, { connectMs: 3000, greetingMs: 1500, answerMs: 30_000 });
          const result = (await mailer.send(mail(messageId)))!;
          mailer.close();
          states.push(result.state === 'failed' ? (result.retry ? 'again' : 'refused') : result.state);
          if (JSON.stringify(result).includes('secret')) wrong.push(`${stage}: prints the password`);
          if (result.state !== 'failed' || !result.retry) break;
        }
      } finally { server.close(); }
      const copies = server.accepted.length;
      const last = states.at(-1);
      const expected = LOST.has(stage) ? last === 'unknown' && copies <= 1 : FINAL.has(stage) ? last === 'refused' && copies === 0 : last === 'sent' && copies === 1;
      if (!expected || server.accepted.some((one) => one.messageId !== messageId)) wrong.push(`${stage}: ${states.join(', ')}, ${copies} copies`);
    }));
    const all = Object.keys(faulty.STAGES).length;
    return [{ name: 'stages with at most one copy, named as documented', value: all - wrong.length, floor: all, of: `of ${all} ${wrong.join('; ')}` }];
  },
};
export default set;
