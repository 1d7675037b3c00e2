import { describe, expect, it } from 'vitest';
import { LONGEST, type DetectInput } from './detector.js';
import { runDetectors } from './index.js';

const input = (text: string, language = ''): DetectInput => ({ title: null, text, links: [], language, actor: { name: 'Valmere Courier', kind: 'independent-media' }, publishedAt: '2031-03-05' });
const stringsIn = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []);
/** The runner's own limit for a test is the clock: a pattern that backtracks takes minutes. */
const read = (text: string, language = '') => {
  const observations = runDetectors(input(text, language)).flatMap((run) => run.observations);
  for (const { span, quote } of observations.slice(0, 200)) expect(quote).toBe(text.slice(span.start, span.end));
  if (text.isWellFormed()) for (const observation of observations.slice(0, 200)) expect(stringsIn(observation).filter((part) => !part.isWellFormed())).toEqual([]);
  return observations;
};

describe('texts that are made to hurt take linear time and keep their quotes exact', () => {
  it.each<[string, string, string]>([
    ['five megabytes of prose', 'All staff must follow the channel t.me/first_citizen. Rain fell on Oldhaven, and the ferry was late. '.repeat(50_000), ''],
    ['one word of a megabyte', 'a'.repeat(1_000_000), ''],
    ['one Khmer word of a megabyte', 'តាមដាន'.repeat(60_000), ''],
    ['a megabyte of request words without an end', 'please asked staff to told them to must not '.repeat(8000), ''],
    ['Khmer request words without an end', 'សូមត្រូវឲ្យបញ្ជាណែនាំមន្ត្រីឲ្យចូល'.repeat(5000), ''],
    ['promises without an end', 'promised that he would never say that he '.repeat(6000), ''],
    ['threats without an end', 'whoever insults those who criticise if you '.repeat(6000), ''],
    ['rulings without an end', 'the board of the council of the court of the '.repeat(5000), ''],
    ['lone surrogates', 'follow \uD800 t.me/x \uDC00'.repeat(20_000), ''],
    ['right-to-left and left-to-right in turns', 'تابعوا \u202Efollow\u202C @oldhaven على تلغرام '.repeat(8000), 'ar'],
    ['mixed scripts', 'ติดตาม follow តាមដាន подпишитесь 关注 t.me/oldhaven '.repeat(4000), 'th'],
    ['spaces and stops', ' . , ; : ! ? '.repeat(20_000), ''],
    ['quotation marks', '"follow" '.repeat(60_000), ''],
    ['words that check without an end', `All staff must follow t.me/first_citizen ${'door to door before leaving with a list of numbers show collect who '.repeat(5000)}`, ''],
    ['pictographs after words that are cut short', 'All staff must follow t.me/first_citizen. The head of office called each 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀 by name, and sent 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀 lists. '.repeat(20), ''],
    ['numbers', '1,234 followers, 5.6 million up from 7 '.repeat(5000), ''],
    ['an unknown language', 'zzyx qwop vlarn t.me/oldhaven plim. '.repeat(10_000), 'xx'],
  ])('%s', (_what, text, language) => { read(text, language); });

  // A word that two alternatives of a repetition know doubles the time with each time that it stands there: forty of them would take years.
  it.each(['the minister', 'the page is', 'the page was', 'meta', 'we', 'i', 'all staff must', 'by the council', 'the council', 'he is'])('one adverb again and again after "%s"', (head) => {
    for (const word of ['reportedly', 'suddenly', 'simply', 'finally', 'again', 'now', 'also', 'permanently', 'unanimously', 'kindly', 'really', 'only', 'once', 'lyly', 'ly', 'been', 'all', 'just', 'has', 'on x', 'most']) {
      for (const tail of ['zz said that all follow t.me/x_channel', 'zz gone', '! closed the page', 'zz removed the page', 'zz asked to join']) read(`${head} ${`${word} `.repeat(40)}${tail}.`);
    }
  });

  it('Khmer signs of the past again and again', () => {
    for (const word of ['ត្រូវបាន', 'ក៏បាន', 'ត្រូវ', 'បាន', ' បាន', 'ត្រូវ ', 'សូម', 'ត្រូវតែ']) read(`ទំព័ររបស់លោករដ្ឋមន្ត្រី${word.repeat(40)}ឡបិទទំព័រ t.me/x_channel។`, 'km');
  });

  it('ten thousand handles in a page', () => {
    const text = `Follow our friends: ${Array.from({ length: 10_000 }, (_none, at) => `@account_${at}`).join(' ')}`;
    expect(read(text).length).toBeGreaterThan(0);
  });

  it('reads the first two million characters and leaves the rest', () => {
    const text = `${' '.repeat(LONGEST)}All staff must follow t.me/first_citizen.`;
    expect(read(text)).toEqual([]);
  });

  it('still reads links and handles in a page of an unknown language', () => {
    expect(read('Vlarn qwop t.me/oldhaven plim @merrow.', 'xx').filter(({ kind }) => kind === 'account-link')).toHaveLength(2);
  });
});
