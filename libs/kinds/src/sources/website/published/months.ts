/** Languages whose month names are known. The names come from the runtime's own tables, alone and as they stand in a date. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'cs', 'sk', 'sl', 'hr', 'ru', 'uk', 'bg', 'sr', 'tr', 'sv', 'da', 'nb', 'fi', 'hu', 'ro', 'el', 'id', 'ms', 'vi', 'th', 'km', 'lo', 'my', 'az', 'ar', 'he', 'hi', 'bn'];
/** Spellings that the tables lack. */
const MORE: Record<string, number> = { sept: 8, mär: 2, mrz: 2, jänner: 0, feber: 1, apri: 3, agst: 7, kolovoz: 7, 'សីហា': 7, 'វិច្ឆិកា': 10, 'មិនា': 2, 'មីនា': 2, 'កក្តដា': 6 };

let names: Map<string, number> | null = null;

/** The month (0 to 11) that a word names in one of some thirty languages; null for other words. */
export function monthOf(word: string): number | null {
  names ??= build();
  return names.get(clean(word)) ?? null;
}

const clean = (word: string): string => word.normalize('NFC').toLowerCase().replace(/[.\u200B-\u200D]/g, '');

function build(): Map<string, number> {
  const found = new Map<string, number>();
  for (const language of LANGUAGES) {
    for (const options of [{ month: 'long' }, { month: 'short' }, { month: 'long', day: 'numeric' }, { month: 'short', day: 'numeric', year: 'numeric' }] as const) {
      const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, { ...options, timeZone: 'UTC' });
      for (let month = 0; month < 12; month++) {
        const part = format.formatToParts(Date.UTC(2023, month, 15)).find(({ type }) => type === 'month')?.value;
        const name = part === undefined ? '' : clean(part);
        // The first language that has a word decides: languages with most pages come first.
        if (name.length >= 2 && !/\d/.test(name) && !found.has(name)) found.set(name, month);
      }
    }
  }
  for (const [name, month] of Object.entries(MORE)) found.set(clean(name), month);
  return found;
}
