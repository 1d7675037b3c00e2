import type { PlatformId } from '#core/model.js';
import { accountIn, accountWords } from '../account-words.js';
import { clauseOf } from '../clauses.js';
import { between, type Detector, type Found, isKhmer, observe, type Prose } from '../detector.js';
import { stepsElsewhere } from './elsewhere.js';
import { englishSteps } from './english.js';
import { khmerSteps } from './khmer.js';
import type { Step } from './step.js';

/** What a `commitment` observation holds: one step of a promise about using or leaving a platform. `promise` is the promise's own words; `actor` is null where nobody is named. */
export interface CommitmentPayload { status: 'made' | 'kept' | 'reversed'; actor: string | null; promise: string; platform: PlatformId; /** The promise is to be gone from it. */ leaves: boolean }

const ANY = /promis|swear|renounc|forsw|finished with|done with|through with|last (?:post|message|video|day)|announce|despite|after all|did\b|back|vow|pledg|swore|sworn|undert|word|decid|resolv|intend|plan|will|'ll|would|won't|shall|no longer|from (?:now|today)|mind|heart|track|pedal|renege|turn|សន្យា|ប្តេជ្ញា|ស្បថ|សម្រេច|គ្រោង|ប្រកាស|នឹង|ចិត្ត|ចាប់ពី|ពាក្យ|សម្តី|នៅតែ|ឈប់|លែង|said|stayed|[^\u0000-\u024f\u1780-\u17ff]|[à-ÿ]|berjanji|cumpli|cambi|មិន|never|see me|find me/;
/** What is done with a promise, in Khmer. */
const STEPS: Record<CommitmentPayload['status'], string> = { made: 'មានគេសន្យា ឬប្រកាសគម្រោងអំពីបណ្តាញ ឬគណនី', kept: 'អត្ថបទថាការសន្យាត្រូវបានរក្សា', reversed: 'អត្ថបទថាការសន្យាត្រូវបានដកវិញ ឬមិនបានរក្សា' };
/** A platform that the text does not name. */
const UNNAMED = /\b(?:the|that|this) (?:platform|social network|network|app)\b|social media|បណ្តាញសង្គម/;
const MOST = 60;

/** Promises about using or leaving a platform or account, and whether they were kept or taken back, each in its own words. */
export const commitment: Detector = {
  id: 'commitment',
  version: 6,
  kinds: ['commitment'],
  why: { km: ({ status, leaves }: CommitmentPayload) => STEPS[status] + (leaves ? ' (ចាកចេញ)' : '') },
  detect(doc) {
    const { text } = doc.folded;
    if (/^(?:en|km|und)$/.test(doc.language) && !ANY.test(text)) return [];
    const words = accountWords(doc);
    if (words.length === 0 && !UNNAMED.test(text)) return [];
    const found: Found[] = [];
    let promise: { step: Step; words: string } | null = null;
    for (const sentence of doc.sentences) {
      if (found.length >= MOST) break;
      for (const step of stepsOf(doc, sentence)) {
        const clause = clauseOf(text, sentence, step);
        const near = between(words, sentence.start, sentence.end).length > 0 || between(words, sentence.start - 240, sentence.start).some((word) => word.platform !== null) || UNNAMED.test(text.slice(sentence.start, sentence.end));
        if (!near) continue;
        // To be back breaks a promise to be gone; to be still there keeps one to stay. Without a promise they are events.
        const status: CommitmentPayload['status'] | null = step.status !== 'again' ? step.status : promise === null ? null : promise.step.leaves ? 'reversed' : /នៅតែ/.test(text.slice(step.start, step.end)) ? 'kept' : null;
        if (status === null) continue;
        // Without a promise before, only plain words of keeping or breaking one, beside an account, are believed.
        if (status !== 'made' && promise === null && (step.weak || between(words, sentence.start, sentence.end).length === 0)) continue;
        const range = status === 'made' ? { start: step.start, end: Math.max(step.end, Math.min(clause.end, step.end + 60)) } : { start: Math.min(clause.start, step.start), end: Math.max(step.end, clause.end) };
        const said: string = doc.folded.cased.slice(range.start, range.end).trim();
        if (status === 'made') promise = { step, words: said };
        const payload: CommitmentPayload = { status, actor: actorOf(doc, sentence, step), promise: promise?.words ?? said, platform: accountIn(doc, words, range.start, range.end).platform, leaves: (promise?.step ?? step).leaves };
        const observation = observe(doc, 'commitment', range, payload, step.rule, step.weak ? 'stated plan or later deed' : 'plain words of promise');
        if (observation) found.push(observation);
      }
    }
    return found;
  },
};

function stepsOf(doc: Prose, sentence: { start: number; end: number }): Step[] {
  if (isKhmer(doc, sentence)) return khmerSteps(doc, sentence);
  return doc.language === 'en' || doc.language === 'und' ? englishSteps(doc, sentence) : stepsElsewhere(doc, sentence);
}

/** Who gives the word: the name before it; the publisher for "I" and "we"; null for a pronoun. */
function actorOf(doc: Prose, sentence: { start: number; end: number }, step: Step): string | null {
  const said = doc.folded.text.slice(Math.max(sentence.start, step.start - 12), step.start + 12);
  if (/(?<!\w)(?:i|we)(?!\w)|ខ្ញុំ|យើង/.test(said)) return doc.actor?.name ?? null;
  const before = doc.folded.cased.slice(Math.max(sentence.start, step.start - 70), step.start).trimEnd();
  const named = /((?:[Tt]he |[A-Z][\p{L}.]+ )[\p{L}][\p{L}\p{M}. ]{1,40})$/u.exec(before.replace(/ (?:has|have|had|also|then|later|once|already)$/, ''))?.[1] ?? /([^\s។"៖:,]{2,40}(?:\s[^\s។"៖:,]{2,20})?)\s?(?:បាន)?$/.exec(before)?.[1] ?? null;
  return named === null || /^(?:he|she|it|they|who|but|and|later|a)\b/i.test(named) ? null : named.trim();
}
