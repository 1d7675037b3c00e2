import type { Language } from '#core/model.js';
import { detectLanguage } from '#core/text/language.js';

/** The language of a text; where the text does not tell, as the page declares it (`lang="en-US"`), else 'und'. */
export function languageOf(text: string, declared: string | null): Language {
  const detected = detectLanguage(text);
  if (detected !== 'und') return detected;
  return /^[a-z]{2,3}(?=$|[-_])/i.exec(declared?.trim() ?? '')?.[0].toLowerCase() ?? 'und';
}
