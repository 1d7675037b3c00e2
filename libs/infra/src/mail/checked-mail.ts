import type { SendMailOptions } from 'nodemailer';
import { BadInput } from '#core/errors.js';
import type { Mail } from '#core/ports.js';

const CONTROL = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/;
const TURNING = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/;
/** One mailbox: no list, group, comment, quoted part, address literal or encoded word. */
const ADDRESS = /^[A-Za-z0-9.!#$%&*+/=?^_`{|}~'-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9][A-Za-z0-9-]{0,61}[A-Za-z0-9]$|^[A-Za-z0-9._+-]{1,64}@localhost$/;
/** Headers that a caller may add; everything else of a mail is made here. */
const HEADERS = ['List-Unsubscribe', 'List-Unsubscribe-Post', 'List-Id', 'Auto-Submitted', 'Content-Language', 'X-Auto-Response-Suppress'];
const LONGEST_HEADER = 998;

function address(what: string, { name, address: mailbox }: Mail['to']): { name: string; address: string } {
  if (mailbox.length > 254 || !ADDRESS.test(mailbox) || mailbox.includes('..') || mailbox.startsWith('=?')) throw new BadInput(`${what} ${JSON.stringify(mailbox.slice(0, 80))} is not one mail address such as name@example.org`);
  if (CONTROL.test(name) || TURNING.test(name) || name.length > 200) throw new BadInput(`the name of ${what} ${mailbox} holds line breaks or invisible marks, or is longer than 200 characters`);
  return { name, address: mailbox };
}

/**
 * A mail that can only become what it looks like: one sender, one recipient, the headers that are allowed. Addresses go on as
 * `{name, address}`, since a plain string could hold several. Throws BadInput that names what is wrong.
 */
export function checkedMail(mail: Mail): SendMailOptions {
  const from = address('the sender', mail.from);
  const to = address('the recipient', mail.to);
  if (CONTROL.test(mail.subject) || mail.subject.length > LONGEST_HEADER) throw new BadInput('the subject holds line breaks or control characters, or is too long');
  if (!/^<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+>$/.test(mail.messageId)) throw new BadInput(`the Message-ID ${JSON.stringify(mail.messageId.slice(0, 80))} is not of the form <id@host>`);
  for (const [name, value] of Object.entries(mail.headers)) {
    if (!HEADERS.includes(name)) throw new BadInput(`the header ${JSON.stringify(name.slice(0, 40))} may not be set (${HEADERS.join(', ')})`);
    if (CONTROL.test(value) || value.length > LONGEST_HEADER) throw new BadInput(`the header ${name} holds line breaks or control characters, or is too long`);
  }
  const leave = mail.headers['List-Unsubscribe'];
  if (leave !== undefined && !/^<(?:https?:\/\/|mailto:)[^<>\s]+>(?:, ?<(?:https?:\/\/|mailto:)[^<>\s]+>)?$/.test(leave)) throw new BadInput('List-Unsubscribe must be one or two addresses in angle brackets');
  const attachments = (mail.pictures ?? []).map(({ id, png }) => {
    if (!/^[a-z0-9-]+@[a-z0-9.-]+$/.test(id)) throw new BadInput(`the picture ${JSON.stringify(id.slice(0, 80))} has no id of the form name@host`);
    return { cid: id, filename: `${id.split('@')[0]}.png`, content: Buffer.from(png.buffer, png.byteOffset, png.byteLength), contentType: 'image/png', contentDisposition: 'inline' as const };
  });
  return {
    from, to, envelope: { from: from.address, to: [to.address] }, subject: mail.subject, text: mail.text, html: mail.html, messageId: mail.messageId,
    headers: { 'Auto-Submitted': 'auto-generated', ...mail.headers }, ...(attachments.length === 0 ? {} : { attachments }), textEncoding: 'base64', encoding: 'utf-8', xMailer: false, disableFileAccess: true, disableUrlAccess: true,
  } as SendMailOptions;
}
