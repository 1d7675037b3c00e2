import { BadInput } from '../errors.js';

/**
 * Words that no template may use: each is a claim that needs evidence of its own class and an editor's reason. They guard our own
 * words and rules' explanations; quotes and names are other people's and stay as they are.
 */
const ENGLISH = /\b(?:inauthentic\w*|bots?|botnets?|fakes?|faked|faking|illegal\w*|unlawful\w*|ordered by)\b/i;
/** Khmer for the same (the word for "bot" is not the one for "letter" or "son", which go on): not genuine, robot and bot, counterfeit and false, against the law, ordered by. No word boundaries: Khmer has no spaces. */
const KHMER = /មិនពិត|រ៉ូបូត|រូបូត|បុត(?!្រ)|ប៊ុត|ក្លែង|ខុសច្បាប់|បំពានច្បាប់|បញ្ជាដោយ|តាមបញ្ជា/;
/** The product's name alleges something, so that it appears in no mail, page or feed. */
const PRODUCT = /\bclaque\b/i;

/** What a red line keeps out of our own words; `null` when nothing does. The word found, for the error. */
export function crossedRedLine(words: string): string | null {
  const bare = words.replace(/\p{Cf}/gu, '');
  return (ENGLISH.exec(bare) ?? KHMER.exec(bare) ?? PRODUCT.exec(bare))?.[0] ?? null;
}

/** Thrown where words that people wrote cross a red line: the words, and what to do. */
export class RedLine extends BadInput {
  override name = 'RedLine';
  constructor(where: string, word: string) { super(`${where} says "${word}", which this note cannot say: word it by what was seen, or as somebody's quote`); }
}
