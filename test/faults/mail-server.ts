import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A message that the server took: it is in its hands, whatever the client heard. */
export interface Taken { to: string; messageId: string; body: string }
/** What goes wrong at a step of the dialogue: an answer instead of the usual one; `drop` ends the connection. */
export type Trouble = { at: 'BANNER' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'DOT'; answer: string } | null;

/** An SMTP server that fails where it is told to, and says what it took. */
export class MailServer {
  readonly taken: Taken[] = [];
  trouble: Trouble = null;
  /** Logins that were tried. */
  logins = 0;
  /** How many times the trouble happens; then all is well. */
  times = Number.POSITIVE_INFINITY;
  /** Awaited when a message is in our hands, before the answer to its text. */
  hold: (taken: Taken) => Promise<void> = async () => {};
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => this.talk(socket));

  static async open(): Promise<MailServer> {
    const mail = new MailServer();
    await new Promise<void>((resolve) => { mail.server.listen(0, '127.0.0.1', resolve); });
    return mail;
  }

  get url(): string { return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`; }
  copies(to: string): Taken[] { return this.taken.filter((one) => one.to === to); }
  /** Ends every connection: what clients kept open is gone. */
  hangUp(): void { for (const socket of this.sockets) socket.destroy(); }
  async close(): Promise<void> { for (const socket of this.sockets) socket.destroy(); await new Promise((resolve) => { this.server.close(resolve); }); }

  private talk(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => {}).on('close', () => this.sockets.delete(socket));
    const say = (step: NonNullable<Trouble>['at'], usual: string): boolean => {
      const fails = this.trouble?.at === step && this.times > 0;
      if (fails) this.times -= 1;
      if (fails && this.trouble!.answer === 'drop') { socket.destroy(); return false; }
      socket.write(`${fails ? this.trouble!.answer : usual}\r\n`);
      return !fails;
    };
    let held = '';
    let inText = false;
    let to = '';
    if (!say('BANNER', '220 ready')) return;
    socket.on('data', (chunk) => {
      held += chunk.toString('latin1');
      for (;;) {
        const end = held.indexOf(inText ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const line = held.slice(0, end);
        held = held.slice(end + (inText ? 5 : 2));
        if (inText) {
          inText = false;
          const one = { to, messageId: /^message-id:\s*(\S+)/im.exec(line)?.[1] ?? '', body: line };
          // A refusal after the text: the server does not keep it. A drop: it does, and nobody hears so.
          const refused = this.trouble?.at === 'DOT' && this.times > 0 && this.trouble.answer !== 'drop';
          if (!refused) this.taken.push(one);
          void this.hold(one).then(() => say('DOT', '250 kept'));
          continue;
        }
        const verb = line.slice(0, 4).toUpperCase();
        if (verb === 'EHLO' || verb === 'HELO') say('EHLO', '250-test\r\n250 AUTH PLAIN');
        else if (verb === 'AUTH') { this.logins += 1; say('AUTH', '235 welcome'); }
        else if (verb === 'MAIL') say('MAIL', '250 ok');
        else if (verb === 'RCPT') { to = /<([^>]*)>/.exec(line)?.[1] ?? ''; say('RCPT', '250 ok'); } else if (verb === 'DATA') inText = say('DATA', '354 go');
        else if (verb === 'QUIT') socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  }
}
