import type { CounterReader } from './counter.js';

/**
 * A platform: one folder each. Adding one is a folder and a line in index.ts.
 * `names` are a regular expression's source over folded, lower-case text (see core/text/fold): every spelling that people use.
 */
export interface Platform {
  id: string;
  name: string;
  names: string;
  /** Names that are told from common words by their capitals or neighbours only; matched over cased folded text. */
  casedNames?: string;
  /** Hosts without www., m., mobile.: a host matches itself and, where it begins with a dot, its subdomains. */
  hosts: string[];
  /** What a path on these hosts is: an account (handle as written), an invite or short link without a public handle, or no account (null). */
  account(url: URL): { handle: string | null } | null;
  /** Handles that lead nowhere in small letters; elsewhere case makes no difference. */
  cased?: RegExp;
  /** The address of an account's public page, without scheme-less forms or tracking. */
  profile(handle: string): string;
  /** How its followers are seen from outside; absent where another kind of source reads them, or nobody can. */
  counter?: CounterReader;
}

/**
 * A short form of a name that is also a word or initials ("ig", "tg"): it counts before a colon or a handle, and where people write "on ig", "fb / ig". For `names`.
 */
export const shortName = (name: string): string => `(?<![a-z0-9@./_-])${name}(?=\\s?[:@]|\\s(?:page|account|channel|យើង|របស់)|\\s\\S{1,12}\\s@)|(?<=(?:(?<![a-z])(?:on|via|our|my|and|or)|[/,&|+]|តាម|លើ)\\s?)${name}(?![a-z0-9@./_-])`;

/** The parts of a path, decoded where they can be. */
export const pathParts = (url: URL): string[] => url.pathname.split('/').filter((part) => part !== '').map((part) => { try { return decodeURIComponent(part); } catch { return part; } });
