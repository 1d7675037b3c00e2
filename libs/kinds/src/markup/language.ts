import type { Language } from '#core/model.js';

/** Scripts that stand for one language in what is monitored; others say nothing by themselves. */
const SCRIPTS: [RegExp, Language][] = [
  [/\p{Script=Khmer}/u, 'km'], [/\p{Script=Thai}/u, 'th'], [/\p{Script=Lao}/u, 'lo'], [/\p{Script=Myanmar}/u, 'my'],
];

/** The language of a text: by its script where most letters are of one, else as the page declares it (`lang="en-US"`), else 'und'. */
export function languageOf(text: string, declared: string | null): Language {
  const letters = text.slice(0, 4000).match(/\p{L}/gu) ?? [];
  for (const [script, language] of SCRIPTS) {
    if (letters.length > 0 && letters.filter((letter) => script.test(letter)).length * 2 > letters.length) return language;
  }
  return /^[a-z]{2,3}(?=$|[-_])/i.exec(declared?.trim() ?? '')?.[0].toLowerCase() ?? 'und';
}
