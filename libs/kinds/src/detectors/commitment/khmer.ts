import type { Prose } from '../detector.js';
import type { Range } from '../clauses.js';
import type { Step } from './step.js';
import { allMatches } from '../matches.js';

const DEED = '(?:(?:មិន|ឈប់|លែង|ឈប់លែង|បន្ត|នៅតែ)(?:ឈប់|បន្ត)?\\s?(?:ប្រើ(?:ប្រាស់)?|លេង|បង្ហោះ|ផុស|ចូល|ត្រឡប់|សរសេរ)?|ចាកចេញពី|ចេញពី|ចាកចោល|បោះបង់|លាឈប់|លា(?=\\s?(?:ពី)?(?:facebook|ហ្វេស))|លុប|បិទ|ត្រឡប់(?:ទៅ|មក)|វិលមក|រក្សា(?:ទុក)?|ប្រគល់|ផ្ទេរ|ផ្លាស់(?:ប្តូរ)?ទៅ|ប្តូរទៅ|រើទៅ|ងាកទៅ)';
const PLACE = '(?:facebook|fb|ហ្វ[េែ]ស[^\\s។]{0,6}|tik ?tok|[ធទត]ិ?ី?ក[ធទតឋ]ុ?ូ?ក|telegram|តេ[លឡ]េ[^\\s។]{0,6}|youtube|យូ[ធទ]ូប|twitter|ធ្វីត[^\\s។]{0,4}|ផេក|គណនី|ឆា?នែល|បណ្តាញសង្គម|វេទិកា|ទំព័រ)';
const PROMISE = '(?:សន្យា|ប្តេជ្ញា(?:ចិត្ត)?|ស្បថ|ធានា|សច្ចា)';
const INTEND = '(?:សម្រេច(?:ចិត្ត)?|គ្រោង|មានគម្រោង|មានបំណង|ប្រកាស|តាំងចិត្ត)';
const MADE = [
  new RegExp(`[^\\s។]{0,12}${PROMISE}[^។!?]{0,50}?(?:ឆ្លើយ|បង្ហោះ|ផុស|ផ្សាយ|ប្រើ|សរសេរ|live|ចេញ|លេង|មាន|ដាក់|បើក|អាន)[^។!?]{0,40}?${PLACE}(?:(?!ប៉ុន្តែ|ហើយ|តែ)[^។!?]){0,40}`, 'g'),
  new RegExp(`(?:ចាប់ពី[^។]{1,20})?(?:ខ្ញុំ|យើង)\\s?(?:នឹង|នឹងមិន|សុំមិន|លែង|ឈប់)\\s?(?:ឆ្លើយ|បង្ហោះ|ផុស|ផ្សាយ|ប្រើ|លេង|ចូលលេង|ត្រឡប់|live)[^។!?]{0,40}?${PLACE}(?:(?!ប៉ុន្តែ|ហើយ)[^។!?]){0,50}`, 'g'),
  /(?:ខ្ញុំ|យើង)\s?(?:មិន|លែង|ឈប់)(?:ចូល)?(?:លេង|ប្រើ|ត្រឡប់)(?:ទៅ|មក|វា)?(?:មួយណា|វាទៀត|ទៀត|វិញ)[^។!?"]{0,12}/g,
  new RegExp(`(?:បាន)?${PROMISE}[^។!?]{0,60}?${DEED}[^។!?]{0,40}?${PLACE}[^។!?]{0,40}?(?=។|!|\\?|ប៉ុន្តែ|ហើយ|តែ|\\s|$)`, 'g'),
  new RegExp(`(?:បាន)?${INTEND}(?:ថា)?[^។!?]{0,30}?${DEED}[^។!?]{0,24}?${PLACE}[^។!?]{0,24}?(?=។|!|\\?|ប៉ុន្តែ|ហើយ|តែ|\\s|$)`, 'g'),
  new RegExp(`[^\\s។]{0,30}(?:នឹង|ចាប់ពី[^។]{1,30}?)\\s?${DEED}[^។!?]{0,24}?${PLACE}[^។!?]{0,24}?(?=។|!|\\?|ប៉ុន្តែ|ហើយ|តែ|\\s|$)`, 'g'),
];
const REVERSED = /[^\s។]{0,24}(?:ប្តូរ|ដូរ|ប្រែ|កែ)(?:ចិត្ត|គំនិត|ការសម្រេចចិត្ត)[^\s។]{0,12}|[^\s។]{0,20}(?:ក្បត់|បំពាន|រំលោភ|ភ្លេច|មិនគោរព(?:តាម)?|មិនរក្សា|មិនបានគោរព(?:តាម)?|ដក)(?:ពាក្យ)?\s?(?:សន្យា|ការសន្យា|សម្តី|ពាក្យសម្តី|ពាក្យ)(?:[^\s។]{0,16})|(?:បាន)?លេប(?:ទឹកមាត់|ពាក្យ(?:សម្តី)?)[^\s។]{0,12}|(?:បាន)?ងាកមក(?:ប្រើ|លេង)[^។]{0,20}វិញ/g;
const AGAIN = /[^\s។]{0,24}(?:ត្រឡប់|វិល)(?:មក|ទៅ)[^។]{0,30}?(?:វិញ|បង្ហោះ|ប្រើ|លេង)[^\s។]{0,12}|[^\s។]{0,24}(?:បង្ហោះ|ប្រើ|លេង|ផុស)[^។]{0,24}?(?:ឡើងវិញ|វិញហើយ|ម្តងទៀត)/g;
const KEPT = /[^\s។]{0,24}(?:គោរព|រក្សា|ធ្វើតាម|កាន់)(?:តាម)?(?:ពាក្យ|ការ)?\s?(?:សន្យា|សម្តី|ពាក្យ)[^\s។]{0,16}|ដូច(?:ដែល|អ្វីដែល)?(?:បាន|លោកបាន|គាត់បាន)?\s?សន្យា[^\s។]{0,20}|(?:រហូតមកដល់ពេលនេះ|ដល់ពេលនេះ|មកទល់ពេលនេះ|មកដល់សព្វថ្ងៃ)[^។]{0,30}?(?:នៅតែ|នៅ|មិនបាន|មិនទាន់|លែង)[^។]{0,30}/g;
/** Without these words there is nothing to look for. */
const GIVES = new RegExp(`${PROMISE}|${INTEND}|នឹង|ចាប់ពី|ខ្ញុំ|យើង`);
const BREAKS = /ចិត្ត|គំនិត|សន្យា|សម្តី|ពាក្យ|ទឹកមាត់|ងាកមក|ការសម្រេច/;
const RETURNS = /ត្រឡប់|វិល|ឡើងវិញ|វិញហើយ|ម្តងទៀត/;
const DENIED = /(?:មិន|មិនដែល|មិនបាន|មិនទាន់|បដិសេធ(?:ថា)?|គ្មាន|បើ(?:សិនជា)?[^។]{0,40})\s?$/;

/** What a Khmer sentence says of promises about platforms. */
export function khmerSteps(doc: Prose, sentence: Range): Step[] {
  const s = doc.folded.text.slice(sentence.start, sentence.end);
  const steps: Step[] = [];
  if (/\?\s*"?$|^(?:តើ|សំណួរ)/.test(s)) return steps;
  const add = (status: Step['status'], match: RegExpExecArray, weak: boolean) => {
    const lead = status === 'made' ? 0 : /^.*(?:ប៉ុន្តែ|ហើយ|ក៏)/.exec(match[0])?.[0].length ?? 0;
    const start = sentence.start + match.index + lead;
    const end = sentence.start + match.index + match[0].length;
    if (!steps.some((other) => other.start < end && start < other.end)) steps.push({ status, start, end, weak, leaves: /ឈប់|លែង|ចេញ|ចោល|បោះបង់|លា|លុប|បិទ|ផ្លាស់|ប្តូរទៅ|រើ|មិន/.test(match[0]) && !/មិនឈប់|មិនចាកចេញ|មិនលុប|មិនបិទ/.test(match[0]), rule: `${match[0].slice(0, 30)}: ${status}` });
  };
  for (const [at, pattern] of GIVES.test(s) ? MADE.entries() : []) {
    for (const match of allMatches(pattern, s)) {
      // What is done with a promise is told, not the promise.
      if (/(?:រក្សា|គោរព|កាន់|បំពាន|ក្បត់|ភ្លេច)(?:តាម)?(?:ការ|ពាក្យ)?\s?(?:សន្យា|ប្តេជ្ញា)/.test(s.slice(Math.max(0, match.index - 8), match.index + match[0].length))) continue;
      if (DENIED.test(s.slice(0, match.index)) || (at >= 1 && /^(?:[^។]{0,10})(?:បើ|អ្នកណា|ប្រសិន)/.test(s.slice(0, match.index + 10)))) continue;
      add('made', match, at > 1);
    }
  }
  for (const match of BREAKS.test(s) ? allMatches(REVERSED, s) : []) add('reversed', match, false);
  for (const match of allMatches(KEPT, s)) add(/នៅតែ\s?(?:បង្ហោះ|ប្រើ|លេង|ផុស|ផ្សាយ|មាន|សកម្ម|បើក)/.test(s.slice(match.index)) && !/មិន/.test(match[0]) ? 'again' : 'kept', match, !/សន្យា|ពាក្យ|សម្តី/.test(match[0]));
  for (const match of RETURNS.test(s) ? allMatches(AGAIN, s) : []) if (!DENIED.test(s.slice(0, match.index)) && !/នឹង|មិន/.test(match[0].slice(0, 24))) add('again', match, true);
  return steps.sort((a, b) => a.start - b.start);
}
