import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import type { Logger } from 'nodemailer/lib/shared/index.js';
import { BadInput, messageOf } from '#core/errors.js';
import type { Mail, Mailer, SendResult } from '#core/ports.js';
import { checkedMail } from './checked-mail.js';

/** `privateKey`: PEM, RSA or Ed25519. */
export interface DkimKey { domainName: string; keySelector: string; privateKey: string }
export interface MailerOptions { connectMs?: number; greetingMs?: number; answerMs?: number; dkim?: DkimKey | undefined }

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

type Entry = { tnx?: string };
/**
 * Listens to the dialogue and calls back once the text may be in the server's hands: its go-ahead (3xx) after our DATA, or the
 * text written out, for servers that say 250 instead. Keeps nothing of what it hears.
 */
function watch(handedOver: () => void): Logger {
  let asked = false;
  const hear = (entry: unknown, ...words: unknown[]): void => {
    const { tnx } = entry as Entry;
    const line = typeof words[0] === 'string' ? words[0] : '';
    if (tnx === 'client' && /^DATA\b/i.test(line)) asked = true;
    if ((asked && tnx === 'server' && line.startsWith('3')) || tnx === 'message') handedOver();
  };
  return { trace: hear, debug: hear, info: hear, warn: hear, error: hear, fatal: hear };
}

/**
 * Sends over SMTP (`smtp://` or `smtps://`, with name and password in the URL). One connection and one recipient a message; the
 * caller's Message-ID stays the same at every try. Never retries by itself. Ten minutes for the answer to the text (RFC 5321
 * 4.5.3.2.6), since giving up sooner makes an unknown of a slow success.
 */
export function smtpMailer(smtpUrl: string, { connectMs = 30_000, greetingMs = 60_000, answerMs = 600_000, dkim }: MailerOptions = {}): Mailer {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const secure = protocol === 'smtps:';
  return {
    async send(mail: Mail): Promise<SendResult> {
      let ready: ReturnType<typeof checkedMail>;
      try { ready = checkedMail(mail); } catch (error) { return { state: 'failed', error: messageOf(error), retry: false }; }
      let handedOver = false;
      const transport = createTransport({
        host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? (secure ? 465 : 587) : Number(port), secure,
        ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
        connectionTimeout: connectMs, greetingTimeout: greetingMs, socketTimeout: answerMs, dnsTimeout: connectMs,
        disableFileAccess: true, disableUrlAccess: true, ...(dkim === undefined ? {} : { dkim }),
        logger: watch(() => { handedOver = true; }), transactionLog: true,
      });
      try {
        const { response } = await transport.sendMail(ready);
        return { state: 'sent', response: response.slice(0, 500) };
      } catch (failure) {
        return sendResultOf(failure, handedOver);
      } finally { transport.close(); }
    },
  };
}
