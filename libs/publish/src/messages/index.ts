import { en, type MessageFile } from './en.js';
import { km } from './km.js';

/** Languages that a note can be written in. Another one is a file and a line here. */
export const LANGUAGES: Record<string, MessageFile> = { en, km };

/** The messages of a language by its primary subtag (`km-KH` is Khmer); English where there are none. */
export const messagesOf = (language: string): MessageFile => LANGUAGES[language.toLowerCase().split('-')[0]!] ?? en;
export type { MessageFile, MessageKey } from './en.js';
