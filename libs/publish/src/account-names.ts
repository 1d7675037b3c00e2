import type { AccountLabel, EditionContent } from '#core/digest/content.js';
import { accountIdentity } from '#core/digest/labels.js';
import { platformOf } from './view-findings.js';
import { short, textOf, type Inline, type Line, type Words } from './words.js';

/** `known`: the platform that a heading has named, which is then not said again. */
export type NameAccount = (account: AccountLabel, known?: string) => Line;
const LONGEST_HANDLE = 80;

/**
 * How an edition calls accounts: "name on platform", with the handle where two accounts of the edition would have the same words. The name of an account that
 * the watchlist does not know is its handle.
 */
export function accountNames(content: EditionContent, words: Words, longestHandle = LONGEST_HANDLE): NameAccount {
  const bare = (account: AccountLabel, known?: string): Line => {
    const name = account.name === null ? { text: account.handle === null ? words.text('account.unnamed') : `@${short(account.handle, longestHandle)}`, data: account.handle !== null } : words.name(account.name);
    return account.platform === known ? [name] : words.say('account.on', { name, platform: platformOf(words, account.platform) });
  };
  const wordsOf = (account: AccountLabel): string => bare(account).map(textOf).join('');
  const meant = new Map<string, Set<string>>();
  for (const account of labelsIn(content)) {
    const said = wordsOf(account);
    meant.set(said, (meant.get(said) ?? new Set()).add(accountIdentity(account)));
  }
  return (account, known) => {
    const line = bare(account, known);
    if (account.name === null || account.handle === null || (meant.get(wordsOf(account))?.size ?? 0) < 2) return line;
    const handle: Inline = { text: `@${short(account.handle, longestHandle)}`, data: true };
    return [...line, ' (', handle, ')'];
  };
}

const labelsIn = (content: EditionContent): AccountLabel[] => [
  ...content.followers.map(({ account }) => account), ...content.calls.rows.map(({ target }) => target), ...[...content.findings, ...content.more].map(({ target }) => target),
  ...content.drives.map(({ target }) => target), ...(content.accounts ?? []).flatMap(({ account }) => (account === null ? [] : [account])),
];
