import { expect, it } from 'vitest';
import { composeEdition } from './compose.js';
import { busyDay } from './example-days.js';
import { canSummariseIn, checkSummary, summaryItems, summaryRequest } from './summary.js';

const items = summaryItems(composeEdition(busyDay()));
const check = (text: string, ...cites: string[]) => checkSummary(items, { sentences: [{ text, cites }] });

it('keeps a sentence whose every number and name stands in what it cites', () => {
  for (const [text, ...cites] of [
    ['Ministry of Harbours and Ministry of Forests told employees to follow The Premier on telegram.', 'F1'],
    ['The Premier on telegram has 818,100 followers, 181,900 short of its goal of 1,000,000.', 'A1'],
    ['Ministry of Harbours told employees to follow The Premier.', 'F1'],
    ['Two of 10 sources were not read.', 'C1'],
    ['One drive is new, with two members.', 'D1'],
  ] as const) expect([text, check(text, ...cites)]).toEqual([text, { sentences: [{ text, cites }], dropped: 0 }]);
});
it.each([
  ['a number that is not in what it cites', 'The Premier on telegram has 818,200 followers.', ['A1']],
  ['a number of another item', 'Ministry of Harbours told 818,100 employees to follow The Premier.', ['F1']],
  ['a number in words that is not there', 'Seven ministries told employees to follow The Premier.', ['F1']],
  ['a share that nobody reckoned', 'Half of the sources were not read.', ['C1']],
  ['no source', 'Ministry of Harbours told employees to follow The Premier.', []],
  ['a source that there is not', 'Ministry of Harbours told employees to follow The Premier.', ['F9']],
  ['a person whom nobody named', 'Ministry of Harbours, led by Ilva Dorn, told employees to follow The Premier.', ['F1']],
  ['an account that nobody named', 'Ministry of Harbours told employees to follow @another_channel.', ['F1']],
  ['a word that the note cannot say', 'Ministry of Harbours runs bots.', ['F1']],
] as const)('drops a sentence with %s', (_what, text, cites) => { expect(check(text, ...cites)).toEqual({ sentences: [], dropped: 1 }); });
it('keeps at most four, and nothing of an answer that is none', () => {
  expect(checkSummary(items, { sentences: Array.from({ length: 6 }, () => ({ text: 'One drive is new.', cites: ['D1'] })) })).toMatchObject({ sentences: { length: 4 }, dropped: 2 });
  for (const answer of [null, 'text', { sentences: 'x' }, {}]) expect(checkSummary(items, answer)).toEqual({ sentences: [], dropped: 1 });
});
it('gives the model no quote of anybody: what pages say cannot lead it', () => {
  expect(summaryRequest(items, 'FENCE').text).not.toContain('គោលដៅ');
  for (const { observation } of busyDay().calls) expect(summaryRequest(items, 'FENCE').text).not.toContain(observation.quote);
});

const khmer = summaryItems(composeEdition(busyDay()), 'km');
const checkKhmer = (text: string, ...cites: string[]) => checkSummary(khmer, { sentences: [{ text, cites }] }, 'km');
it('keeps a Khmer sentence by the same rules, with numbers in Khmer digits', () => {
  for (const [text, ...cites] of [
    ['ក្រសួងកំពង់ផែ និងក្រសួងព្រៃឈើ បានប្រាប់បុគ្គលិកឱ្យតាមដាននាយករដ្ឋមន្ត្រី។', 'F1'],
    ['នាយករដ្ឋមន្ត្រីមានអ្នកតាមដាន ៨១៨.១០០ នៅតេឡេក្រាម។', 'A1'],
    ['នាយករដ្ឋមន្ត្រីមានអ្នកតាមដាន 818,100 នៅតេឡេក្រាម។', 'A1'],
    ['មិនបានអានប្រភព ២ ក្នុងចំណោម ១០ ក្នុងរយៈពេលមួយថ្ងៃ។', 'C1'],
  ] as const) expect([text, checkKhmer(text, ...cites)]).toEqual([text, { sentences: [{ text, cites }], dropped: 0 }]);
});
it.each([
  ['a number that is not in what it cites', 'នាយករដ្ឋមន្ត្រីមានអ្នកតាមដាន ៨១៨.២០០ នៅតេឡេក្រាម។', 'A1'],
  ['a number in words, which cannot be checked', 'មិនបានអានប្រភពពីរទេ។', 'C1'],
  ['a share in words', 'ពាក់កណ្តាលនៃប្រភពមិនបានអានទេ។', 'C1'],
  ['a person whom nobody named', 'លោក សុខា មករា បានប្រាប់បុគ្គលិកឱ្យតាមដាននាយករដ្ឋមន្ត្រី។', 'F1'],
  ['another language', 'Ministry of Harbours told employees to follow The Premier.', 'F1'],
] as const)('drops a Khmer sentence with %s', (_what, text, cite) => { expect(checkKhmer(text, cite)).toEqual({ sentences: [], dropped: 1 }); });
it('is asked for in no language whose sentences cannot be checked', () => {
  expect(['en', 'km', 'th', 'constructor'].map(canSummariseIn)).toEqual([true, true, false, false]);
  expect(() => summaryRequest(items, 'FENCE', 'th')).toThrow('checked');
});
