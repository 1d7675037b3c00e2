import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail } from '#core/ports.js';
import { messageOfMail, standaloneHtml, writeWhole } from './outbox.js';

/**
 * An edition's four files in a folder: `digest.html`, `digest.txt`, `digest.eml` and `digest.json`, each whole or not there.
 * `content` is the frozen edition; `mail` is it rendered; `date` dates the message. Resolves with the paths.
 */
export async function writeEdition(folder: string, content: unknown, mail: Mail, date: Date): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files: [string, string | Uint8Array][] = [['digest.html', standaloneHtml(mail)], ['digest.txt', mail.text], ['digest.eml', await messageOfMail(mail, date)], ['digest.json', `${JSON.stringify(content, null, 1)}\n`]];
  for (const [name, body] of files) await writeWhole(join(folder, name), body);
  return files.map(([name]) => join(folder, name));
}
