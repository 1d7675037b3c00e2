import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { createTransport } from 'nodemailer';
import { BadInput, messageOf } from '#core/errors.js';
import type { Mailer, SendResult } from '#core/ports.js';
import { checkedMail } from './checked-mail.js';
import { LineDown, SmtpLine } from './smtp-line.js';

/** `privateKey`: PEM, RSA or Ed25519. */
export interface DkimKey { domainName: string; keySelector: string; privateKey: string }
/** `connections`: to the server at a time. */
export interface MailerOptions { connections?: number; connectMs?: number; greetingMs?: number; answerMs?: number; dkim?: DkimKey | undefined; tls?: ConnectionOptions }

/** The signing key of the settings, or undefined where none is set. Throws BadInput where one of the three is missing or the file is no key. */
export function dkimFrom({ dkimDomain, dkimSelector, dkimKeyFile }: { dkimDomain?: string | undefined; dkimSelector?: string | undefined; dkimKeyFile?: string | undefined }): DkimKey | undefined {
  if (dkimDomain === undefined && dkimSelector === undefined && dkimKeyFile === undefined) return undefined;
  if (dkimDomain === undefined || dkimSelector === undefined || dkimKeyFile === undefined) throw new BadInput('to sign mails, set all of MAIL_DKIM_DOMAIN, MAIL_DKIM_SELECTOR and MAIL_DKIM_KEY_FILE');
  let privateKey: string;
  try {
    privateKey = readFileSync(dkimKeyFile, 'utf8');
    createPrivateKey(privateKey);
  } catch (error) {
    throw new BadInput(`MAIL_DKIM_KEY_FILE ${dkimKeyFile} is not a private key that can be read: ${messageOf(error)}`);
  }
  return { domainName: dkimDomain, keySelector: dkimSelector, privateKey };
}

interface SmtpFailure { code?: string; responseCode?: number; command?: string; response?: string }

/**
 * What a failure means for a second try. A whole answer of the server decides: 4xx may be tried later, 5xx not. Without one the
 * connection broke: before the text was offered (any command but DATA) nothing can have been accepted, so a second try is safe;
 * from DATA on the server may hold the mail although we never heard so, which is `unknown`.
 */
export function sendResultOf(failure: unknown, handedOver: boolean): SendResult {
  const { code, responseCode } = (typeof failure === 'object' && failure !== null ? failure : {}) as SmtpFailure;
  const error = `${code ?? 'failed'}${responseCode === undefined ? '' : ` ${responseCode}`}: ${messageOf(failure)}`.replace(/[\u0000-\u001F\u007F]+/g, ' ').slice(0, 500);
  const whole = responseCode !== undefined && responseCode >= 400 && responseCode < 600;
  if (handedOver && !whole) return { state: 'unknown', error };
  // A refused login is a wrong setting: hammering the server with it locks accounts.
  return { state: 'failed', error, retry: code !== 'EAUTH' && (!whole || responseCode < 500) };
}

const faultOf = (failure: unknown, handedOver: boolean): SendResult =>
  (failure instanceof LineDown ? { ...sendResultOf(failure.failure, false) as SendResult & { state: 'failed' }, server: true } : sendResultOf(failure, handedOver));

/**
 * Sends over SMTP (`smtp://` or `smtps://`, with name and password in the URL), over a few connections that are kept between mails. One recipient a message; the
 * caller's Message-ID stays the same at every try. Never sends again what the server may hold. Ten minutes for the answer to the text (RFC 5321
 * 4.5.3.2.6), since giving up sooner makes an unknown of a slow success.
 */
export function smtpMailer(smtpUrl: string, { connections = 4, connectMs = 30_000, greetingMs = 60_000, answerMs = 600_000, dkim, tls }: MailerOptions = {}): Mailer {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const secure = protocol === 'smtps:';
  const lines = Array.from({ length: connections }, () => new SmtpLine({
    host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? (secure ? 465 : 587) : Number(port), secure, connectMs, greetingMs, answerMs, tls,
    auth: username === '' ? null : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
  }));
  const free = [...lines];
  const waiting: ((line: SmtpLine) => void)[] = [];
  const release = (line: SmtpLine): void => { const next = waiting.shift(); if (next === undefined) free.push(line); else next(line); };
  const composer = createTransport({ streamTransport: true, buffer: true, disableFileAccess: true, disableUrlAccess: true, ...(dkim === undefined ? {} : { dkim }) });
  return {
    async send(mail, begin = async () => true) {
      const line = free.pop() ?? await new Promise<SmtpLine>((resolve) => { waiting.push(resolve); });
      try {
        let message: Buffer;
        const envelope = { from: mail.from.address, to: [mail.to.address] };
        try { message = (await composer.sendMail(checkedMail(mail))).message as Buffer; } catch (error) { return await begin() ? { state: 'failed', error: messageOf(error), retry: false } : null; }
        try { await line.ready(); } catch (failure) { return faultOf(failure, false); }
        let begun = false;
        try { begun = await begin(); } finally { if (!begun) line.rest(); }
        if (!begun) return null;
        try { return { state: 'sent', response: (await line.send(envelope, message)).slice(0, 500) }; } catch (failure) { return faultOf(failure, line.handedOver); }
      } finally { release(line); }
    },
    close() { for (const line of lines) line.close(); },
  };
}
