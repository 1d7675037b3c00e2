import { messages } from '../../words/index.js';

export const chanceWords = messages({
  en: {
    none: 'Too few moments are known for a test of chance.', veryRare: 'By chance alone, calls fall this close together less than once in 1,000 times.', rare: 'By chance alone, calls fall this close together less than once in 100 times.',
    seldom: 'By chance alone, calls seldom fall this close together: less than once in 20 times.', possible: 'Timing like this can well come about by chance.', texts: 'The moments alone could be chance: what they share links them, not the test. It could also be a shared template; we do not know who drafted it.', not: 'It does not show who is behind it, nor that anybody ordered it.',
  },
  km: {
    none: 'ពេលវេលាដែលដឹងមានតិចពេកសម្រាប់ការសាកល្បងតាមស្ថិតិ។', veryRare: 'ដោយចៃដន្យ ភាពដូចគ្នាបែបនេះកើតមានតិចជាង ១ ក្នុង ១.០០០ ដង។', rare: 'ដោយចៃដន្យ ភាពដូចគ្នាបែបនេះកម្រកើតមាន (តិចជាង ១ ក្នុង ១០០ ដង)។',
    seldom: 'ដោយចៃដន្យ ភាពដូចគ្នាបែបនេះមិនសូវកើតមានទេ (តិចជាង ១ ក្នុង ២០ ដង)។', possible: 'ភាពដូចគ្នាបែបនេះអាចកើតមានដោយចៃដន្យ។', texts: 'ពេលវេលាតែមួយមុខអាចស្របគ្នាដោយចៃដន្យ៖ អ្វីដែលមានរួមគ្នាទេដែលភ្ជាប់ពួកគេ មិនមែនការសាកល្បងតាមស្ថិតិទេ។ អាចជាគំរូលិខិតរួមក៏បាន៖ យើងមិនដឹងថាអ្នកណាសរសេរទេ។', not: 'វាមិនបង្ហាញថាអ្នកណានៅពីក្រោយ ឬអ្នកណាបញ្ជាទេ។',
  },
});

/** Whether moments like these are nothing out of the ordinary. */
export const isUsual = (p: number): boolean => p >= 0.05;

/** A chance in words, in the steps that the digest uses. */
export const chanceInWords = ({ pValue: p, links }: { pValue: number | null; links: readonly string[] }, t: (typeof chanceWords)['en']): string => {
  if (p === null) return t.none;
  if (!isUsual(p)) return p < 0.001 ? t.veryRare : p < 0.01 ? t.rare : t.seldom;
  return links.some((link) => link !== 'same target') ? t.texts : t.possible;
};
