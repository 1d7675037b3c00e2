import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { BadInput } from '#core/errors.js';
import type { Mail } from '#core/ports.js';
import { checkedMail } from './checked-mail.js';

/** Puts a whole file under its name or none: written beside it, on disk, then renamed. */
export async function writeWhole(file: string, body: string | Uint8Array): Promise<void> {
  const partial = `${file}.${randomUUID()}.part`;
  try {
    const handle = await open(partial, 'wx', 0o600);
    try { await handle.writeFile(body); await handle.sync(); } finally { await handle.close(); }
    await rename(partial, file);
  } catch (error) { await rm(partial, { force: true }); throw error; }
}

/** The mail as a message in the Internet format: what an SMTP server would get. Its boundary and date come from the mail, so that the same mail gives the same bytes. */
export async function messageOfMail(mail: Mail, date: Date): Promise<Uint8Array> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await transport.sendMail({ ...checkedMail(mail), date, boundaryPrefix: 'note', baseBoundary: Buffer.from(mail.messageId).toString('hex').slice(0, 24) } as Parameters<typeof transport.sendMail>[0]);
  return message as Buffer;
}

/** A mail's HTML as a file that stands alone: its pictures in it. */
export const standaloneHtml = ({ html, pictures = [] }: Pick<Mail, 'html' | 'pictures'>): string =>
  pictures.reduce((text, { id, png }) => text.replaceAll(`"cid:${id}"`, `"data:image/png;base64,${Buffer.from(png).toString('base64')}"`), html);

export interface Outbox { write: (name: string, mail: Mail) => Promise<string> }

/**
 * A folder in which every mail is also a file: `NAME.eml`, `NAME.html` and `NAME.txt`. Names come from the caller and say which
 * edition and recipient; the same name is the same file, so that writing twice leaves one. `now` dates the mails.
 */
export function folderOutbox(folder: string, now: () => Date): Outbox {
  return {
    /** Resolves with the path of the .eml once all three are on disk. BadInput for a name that is no plain file name. */
    async write(name, mail) {
      if (!/^[A-Za-z0-9][A-Za-z0-9._@-]{0,150}$/.test(name)) throw new BadInput(`${JSON.stringify(name.slice(0, 80))} cannot be the name of a file in the outbox`);
      await mkdir(folder, { recursive: true });
      const path = join(folder, name);
      const message = await messageOfMail(mail, now());
      await writeWhole(`${path}.html`, standaloneHtml(mail));
      await writeWhole(`${path}.txt`, mail.text);
      await writeWhole(`${path}.eml`, message);
      return `${path}.eml`;
    },
  };
}
