import { Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Logger } from 'nodemailer/lib/shared';

/** Mails over one connection before another is opened: servers tire of long ones. */
const MOST_MAILS = 100;
/** Milliseconds that a connection without a mail is kept. */
const IDLE_MS = 2000;

/** `tls`: of the connection, beside what Node does by itself. */
export interface LineOptions { host: string; port: number; secure: boolean; auth: { user: string; pass: string } | null; connectMs: number; greetingMs: number; answerMs: number; tls?: ConnectionOptions | undefined }
/** The server takes no mail of ours: unreachable, not well, or it refuses the login. Nothing was said of any mail. */
export class LineDown extends Error {
  override name = 'LineDown';
  constructor(readonly failure: unknown) { super('the mail server cannot be used', { cause: failure }); }
}
/** This machine itself: a password does not leave it. */
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/;
interface Entry { tnx?: string }

/**
 * One connection to a mail server, opened for the first mail and kept for the next ones. One mail at a time: the caller sees to that. The library's own pool is not
 * used, since it sends a mail again by itself when a connection breaks.
 */
export class SmtpLine {
  /** Whether the server may hold the text of the last mail: from its go-ahead (3xx) after our DATA, or the text written out, for servers that say 250 instead. */
  handedOver = false;
  private asked = false;
  private connection: SMTPConnection | null = null;
  private mails = 0;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly options: LineOptions) {}

  /** Opens a connection where there is none. Rejects with LineDown. */
  async ready(): Promise<void> {
    clearTimeout(this.idle);
    this.connection ??= await this.connect();
  }

  /** Resolves with the server's answer to the text. Rejects with the library's error, or LineDown; the connection is then gone. */
  async send(envelope: { from: string; to: string[] }, message: Buffer): Promise<string> {
    clearTimeout(this.idle);
    const kept = this.connection !== null && this.mails > 0;
    try { return await this.sendOnce(envelope, message); } catch (failure) {
      const { responseCode } = failure as { responseCode?: number };
      // A server may have left a connection that we kept: nothing of this mail was in its hands, and a new one says what it thinks of it.
      if (!kept || this.handedOver || (responseCode !== undefined && responseCode !== 421)) throw failure;
    }
    return this.sendOnce(envelope, message);
  }

  /** There is nothing to send for now: the connection is kept a little longer. */
  rest(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => { this.close(); }, IDLE_MS);
  }

  close(): void {
    clearTimeout(this.idle);
    const { connection } = this;
    this.connection = null;
    connection?.quit();
  }

  private async sendOnce(envelope: { from: string; to: string[] }, message: Buffer): Promise<string> {
    this.handedOver = this.asked = false;
    try {
      const connection = this.connection ??= await this.connect();
      // The library keeps what became of an envelope in the envelope itself.
      const response = await new Promise<string>((resolve, reject) => { connection.send({ from: envelope.from, to: [...envelope.to] }, message, (error, info) => { if (error) reject(error); else resolve(info.response); }); });
      if (++this.mails >= MOST_MAILS) this.close();
      else this.rest();
      return response;
    } catch (failure) {
      this.connection?.close();
      this.connection = null;
      throw failure;
    }
  }

  private connect(): Promise<SMTPConnection> {
    const { host, port, secure, auth, connectMs, greetingMs, answerMs, tls } = this.options;
    // The end of a text is a small piece after a large one, which the system would else hold back for the other side's acknowledgement: 40 ms a mail.
    const socket = new Socket().setNoDelay(true);
    const connection = new SMTPConnection({ host, port, secure, socket, connectionTimeout: connectMs, greetingTimeout: greetingMs, socketTimeout: answerMs, dnsTimeout: connectMs, ...(tls === undefined ? {} : { tls }), requireTLS: auth !== null && !secure && !LOOPBACK.test(host), logger: this.listener(), transactionLog: true });
    this.mails = 0;
    return new Promise<SMTPConnection>((resolve, reject) => {
      // Also heard when nothing is under way: a failure of a mail reaches its own callback, too.
      connection.on('error', reject);
      connection.once('end', () => { if (this.connection === connection) this.connection = null; reject(new Error('the server ended the connection')); });
      const done = (error?: Error | null): void => { if (error) reject(error); else resolve(connection); };
      connection.connect((error) => {
        if (error || auth === null) done(error);
        // As where somebody between us and the server took its offer away.
        else if (!connection.allowsAuth) done(Object.assign(new Error('the server offers no login, and SMTP_URL has one'), { code: 'EAUTH' }));
        else connection.login({ credentials: auth }, done);
      });
    }).catch((failure: unknown) => { connection.close(); throw new LineDown(failure); });
  }

  /** Hears the dialogue; keeps nothing of it. */
  private listener(): Logger {
    const hear = (entry: unknown, ...words: unknown[]): void => {
      const { tnx } = entry as Entry;
      const line = typeof words[0] === 'string' ? words[0] : '';
      if (tnx === 'client' && /^DATA\b/i.test(line)) this.asked = true;
      if ((this.asked && tnx === 'server' && line.startsWith('3')) || tnx === 'message') this.handedOver = true;
    };
    return { trace: hear, debug: hear, info: hear, warn: hear, error: hear, fatal: hear };
  }
}
