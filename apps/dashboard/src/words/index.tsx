import { createContext, useContext } from 'react';
import { writingOf, type Language, type Writing } from './format.js';

/** The messages of one page or part, both languages side by side: what is missing in one does not compile. */
export const messages = <T,>(both: { en: T; km: NoInfer<T> }): Record<Language, T> => both;

/** English words for a written count: "1 call", "3 calls". */
export const plural = (count: string, one: string, many: string): string => `${count} ${count === '1' ? one : many}`;

const WritingContext = createContext<Writing>(writingOf('en', 'UTC'));
export const WritingProvider = WritingContext.Provider;
export const useWriting = (): Writing => useContext(WritingContext);
/** The messages in the reader's language. */
export const useWords = <T,>(both: Record<Language, T>): T => both[useWriting().language];

/** The language a reader chose, else the browser's. */
export function rememberedLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('language') ?? localStorage.getItem('language') ?? navigator.language;
  return asked.startsWith('km') ? 'km' : 'en';
}
