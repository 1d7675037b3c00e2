import { BadInput } from '#core/errors.js';
import { clean, linksIn, momentOf } from './row.js';
import { newPost, type PostLine } from './line.js';

/** What Telegram Desktop calls the chat of an export. */
const GROUPS = ['private_group', 'private_supergroup', 'public_supergroup', 'private_channel'];

export interface ExportRules {
  /** The public channel's handle, of which its posts' addresses are made. */
  handle: string;
  /** Gives people's names a form in which they cannot be read; null where groups are not wanted. Called before anything is written. */
  hide: ((name: string) => string) | null;
}

/**
 * Posts of `result.json`, Telegram Desktop's machine-readable export of one chat. Of a public channel: texts, dates, edits, where they were forwarded from. Of a group
 * or private channel: only where `hide` is given; authors, mentions and origins are hidden, media and service messages (who joined) are dropped. Conversations
 * of persons, and exports of a whole account, are refused. Throws BadInput that says what to do.
 */
export function* readTelegramExport(value: unknown, { handle, hide }: ExportRules): Generator<{ post: PostLine } | { fault: string; at: string }> {
  const chat = value as { type?: unknown; messages?: unknown; chats?: unknown; name?: unknown };
  if (typeof chat !== 'object' || chat === null) throw new BadInput('this is no export of Telegram Desktop');
  if ('chats' in chat) throw new BadInput('this is the export of a whole account, which holds other people\'s conversations: export one channel (channel menu, Export chat history, machine-readable JSON)');
  if (!Array.isArray(chat.messages) || typeof chat.type !== 'string') throw new BadInput('this is no export of Telegram Desktop: it has no "type" and "messages"; choose "Machine-readable JSON" when you export');
  const isPublic = chat.type === 'public_channel';
  if (!isPublic && !GROUPS.includes(chat.type)) throw new BadInput(`this is an export of a ${chat.type.replaceAll('_', ' ')}: conversations of persons are not taken`);
  if (!isPublic && hide === null) throw new BadInput(`this is an export of a ${chat.type.replaceAll('_', ' ')}, whose members are not public. With --hash-authors authors become keyed codes before anything is written, and media is dropped`);
  const base = isPublic ? `https://t.me/${handle}` : `import:telegram-${chat.type.replaceAll('_', '-')}`;
  for (const [index, message] of (chat.messages as unknown[]).entries()) {
    const at = `message ${index + 1}`;
    if (typeof message !== 'object' || message === null) { yield { fault: 'it is no message', at }; continue; }
    const { id, type, date, date_unixtime: unix, edited, from, author, forwarded_from: forwarded, text } = message as Record<string, unknown>;
    if (type === 'service') continue;
    if (type !== 'message' || (typeof id !== 'number' && typeof id !== 'string')) { yield { fault: 'it has no id or is of an unknown type', at }; continue; }
    const words = wordsOf(text, isPublic ? null : hide);
    if (words === null) { yield { fault: 'its text has an unknown form', at: `message ${String(id)}` }; continue; }
    if (words.text.trim() === '') continue;
    const published = typeof unix === 'string' || typeof unix === 'number' ? momentOf(String(unix)) : typeof date === 'string' ? momentOf(date) : null;
    if (published === null) { yield { fault: 'its date cannot be read', at: `message ${String(id)}` }; continue; }
    const writer = typeof author === 'string' ? author : isPublic ? null : typeof from === 'string' ? from : null;
    const name = (written: string | null): string | null => (written === null ? null : isPublic ? clean(written).slice(0, 500) : hide!(written));
    yield { post: newPost({
      url: `${base}/${id}`, id: String(id), text: words.text, author: name(writer), published, links: words.links,
      forwardedFrom: name(typeof forwarded === 'string' ? forwarded : null), edited: typeof edited === 'string' && edited !== '',
    }) };
  }
}

/** The words of a message: a string, or a list of strings and of pieces with a type. */
function wordsOf(text: unknown, hide: ((name: string) => string) | null): { text: string; links: PostLine['links'] } | null {
  if (text === undefined || text === '') return { text: '', links: [] };
  const pieces = typeof text === 'string' ? [text] : Array.isArray(text) ? (text as unknown[]) : null;
  if (pieces === null) return null;
  let words = '';
  const links: PostLine['links'] = [];
  for (const piece of pieces) {
    if (typeof piece === 'string') { words += piece; continue; }
    const { type, text: shown, href } = piece as { type?: unknown; text?: unknown; href?: unknown };
    if (typeof shown !== 'string') return null;
    words += hide !== null && (type === 'mention' || type === 'mention_name' || type === 'phone' || type === 'email') ? hide(shown) : shown;
    if (type === 'text_link' && typeof href === 'string' && URL.canParse(href)) links.push({ href: href.slice(0, 4096), text: clean(shown).slice(0, 2000) });
  }
  const whole = clean(words);
  return { text: whole.slice(0, 1_000_000), links: [...links, ...linksIn(whole).filter(({ href }) => !links.some((link) => link.href === href))].slice(0, 1000) };
}
