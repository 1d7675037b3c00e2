import type { PlatformId } from '#core/model.js';
import { findDates, findWeekdays } from '#core/text/dates.js';
import { accountIn, accountWords } from '../account-words.js';
import { clauseOf } from '../clauses.js';
import { between, type Detector, type Found, isKhmer, observe, type Prose } from '../detector.js';

/**
 * What a `ruling` observation holds: one part of what a body decided about an account. `binding` must be carried out, `recommendation` need not be, `outcome` is what was then
 * done. `decision` says what, from a closed list; `date` is ISO and may be partial.
 */
export interface RulingPayload { part: 'binding' | 'recommendation' | 'outcome'; body: string | null; decision: Decision; platform: PlatformId; handle: string | null; date: string | null }
export type Decision = 'suspend' | 'remove content' | 'close' | 'restore' | 'keep' | 'label' | 'other';

const BODY = "(?:(?:the |an? )?(?:[a-z'-]+ ){0,3}?(?:oversight board|board|court|tribunal|commission|committee|council|regulator|authority|ombudsman|panel|jury|judges?|ministry|prosecutors?|electoral commission|election commission|ethics body|watchdog))";
const BINDING = '(?:rul(?:ed|es|ing)|order(?:ed|s)|decided|decides|overturn(?:ed|s)|upheld|upholds|revers(?:ed|es)|quash(?:ed|es)|annull?ed|direct(?:ed|s)|requir(?:ed|es)|bann?(?:ed|s)|fined|instructed|found|held|struck down|sentenced|confirmed|bound|obliged)';
const RECOMMENDS = '(?:recommend(?:ed|s|ing)?|advis(?:ed|es)|urg(?:ed|es)|called (?:on|for)|suggest(?:ed|s)|propos(?:ed|es)|asked|invited|encouraged)';
const RULED = new RegExp(`(?<![\\w-])(${BODY})(?: (?:has|had|have|also|then|later|on \\w+|\\w+ly))* (?:(${BINDING})|(${RECOMMENDS}))(?![\\w-])[^.;]{2,160}`, 'g');
/** "The recommendation was not followed", "Meta declined to suspend the account": after a body has spoken. */
const OUTCOME = /(?<![\w-])(?:(?:the )?(?:company|platform|network|meta|google|facebook|twitter|tiktok|youtube|telegram|ministry|government|party)(?: (?:has|had|also|then|later|however))*|(?:the |its |this |that )?(?:recommendation|ruling|decision|order|advice)s?(?: was| were| has been| had been)?) (?:declined|refused|rejected|did not|chose not|agreed|complied|followed|accepted|ignored|implemented|carried out|not (?:followed|implemented|accepted)|appealed|removed|restored|suspended|left|kept|took down)\b[^.;]{0,120}/g;
const KHMER_RULED = /((?:oversight board|ក្រុមប្រឹក្សា(?:ត្រួតពិនិត្យ|ភិបាល)?|គណៈកម្មាធិការ|គណៈកម្មការ|តុលាការ|និយ័តករ|គ\.ជ\.ប)[^\s។]{0,24})\s?[^។]{0,30}?(?:(សម្រេច|បញ្ជា|តម្រូវ|កាត់ក្តី|តម្កល់|ច្រានចោល|ផ្តន្ទា)|(ផ្តល់អនុសាសន៍|អនុសាសន៍|ស្នើ|ណែនាំ|ជំរុញ|អំពាវនាវ))[^។]{2,120}/g;
const KHMER_OUTCOME = /(?:ក្រុមហ៊ុន|meta|facebook|ហ្វេសប[^\s]{0,8}|tiktok|youtube)\s?[^។]{0,20}?(?:បដិសេធ|មិនព្រម|មិនបានអនុវត្ត|មិនធ្វើតាម|យល់ព្រម|អនុវត្តតាម|បានលុប|បានព្យួរ|បានស្តារ)[^។]{0,80}/g;
const DECISIONS: [Decision, RegExp][] = [
  ['restore', /\b(?:restor|reinstat|unblock|reopen|lift)\w*|ស្តារ|បើកវិញ/], ['suspend', /\b(?:suspen|freez|froz|lock|block)\w*|ព្យួរ|ផ្អាក/], ['remove content', /\b(?:remov|delet|take down|took down|taken down|overturn)\w*[^.]{0,60}\b(?:video|post|content|message|clip|livestream|speech|comment)|\b(?:video|post|content|clip)\b[^.]{0,40}\b(?:remov|delet|taken down)|លុប[^។]{0,20}(?:វីដេអូ|សារ|ខ្លឹមសារ)/],
  ['close', /\b(?:clos|delet|remov|ban|shut|take down|took down|taken down|terminat)\w*|បិទ|លុប/], ['keep', /\b(?:keep|kept|leave up|left up|remain|stay|allow|upheld|not to)\w*|រក្សា|ទុក/], ['label', /\blabel\w*/],
];
const CONTENT = /\b(?:video|post|content|clip|live ?stream|speech)\b|វីដេអូ|ខ្លឹមសារ/;

/** Decisions of a body about an account: what binds, what is only recommended, what came of it. */
export const ruling: Detector = {
  id: 'ruling',
  version: 1,
  kinds: ['ruling'],
  why: { km: ({ part }: RulingPayload) => ({ binding: 'សេចក្តីសម្រេចរបស់ស្ថាប័នមួយអំពីគណនី', recommendation: 'អនុសាសន៍របស់ស្ថាប័នមួយអំពីគណនី', outcome: 'លទ្ធផលនៃសេចក្តីសម្រេចអំពីគណនី' })[part] },
  detect(doc) {
    const { text } = doc.folded;
    if (!/board|court|tribunal|commission|committee|council|regulator|authority|ombudsman|panel|judge|ministry|prosecutor|watchdog|ក្រុមប្រឹក្សា|គណៈកម្ម|តុលាការ|និយ័តករ|គ\.ជ\.ប/.test(text)) return [];
    const words = accountWords(doc);
    if (words.length === 0) return [];
    const found: Found[] = [];
    let spoke: { body: string; end: number } | null = null;
    for (const sentence of doc.sentences) {
      if (found.length >= 40) break;
      const s = text.slice(sentence.start, sentence.end);
      const about = between(words, sentence.start, sentence.end).length > 0 || (spoke !== null && sentence.start - spoke.end < 500);
      if (!about) continue;
      const khmer = isKhmer(doc, sentence);
      const taken: { start: number; end: number }[] = [];
      for (const match of s.matchAll(khmer ? KHMER_RULED : RULED)) {
        if (/\b(?:staff|employees|students|teachers|citizens|civil servants|residents|followers|supporters)\b[^.]{0,40}\bto (?:follow|join|subscribe|like|share|scan)/.test(match[0])) continue;
        // A body that asks people to follow makes a call; a decision is about the account itself or what it holds.
        const decision = decisionIn(match[0]);
        const first = (match[0].indexOf(', ') + 1 || match[0].length + 1) - 1;
        if (decision === 'other' || !(between(words, sentence.start + match.index, sentence.start + match.index + first).length > 0 || CONTENT.test(match[0].slice(0, first)))) continue;
        const body = bodyOf(doc, sentence.start + match.index, match[1]!);
        const range = { start: sentence.start + match.index, end: Math.min(sentence.end, sentence.start + match.index + match[0].length) };
        taken.push(range);
        spoke = { body, end: sentence.end };
        add(range, match[2] !== undefined ? 'binding' : 'recommendation', body, decision);
        // "… and recommended suspending": the same body's second verb.
        const second = /\b(?:and|but|while)(?: also)? (recommend\w*|urg\w*|advis\w*|order\w*|ruled|direct\w*|called)\b[^.;]{2,120}/.exec(match[0].slice(match[1]!.length + 8));
        if (second) {
          const start = range.start + match[1]!.length + 8 + second.index;
          const next = decisionIn(second[0]);
          if (next !== 'other') add({ start, end: start + second[0].length }, /^(?:recommend|urg|advis|called)/.test(second[1]!) ? 'recommendation' : 'binding', body, next);
        }
      }
      if (spoke !== null) {
        for (const match of s.matchAll(khmer ? KHMER_OUTCOME : OUTCOME)) {
          const range = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
          if (!taken.some((other) => other.start < range.end && range.start < other.end)) add(range, 'outcome', spoke.body, decisionIn(match[0]));
        }
      }
      function add(range: { start: number; end: number }, part: RulingPayload['part'], body: string, decision: Decision): void {
        const { platform, handle } = accountIn(doc, words, range.start, range.end);
        const payload: RulingPayload = { part, body, decision, platform, handle, date: dateIn(doc, sentence) };
        const end = clauseOf(text, sentence, range).end;
        const observation = observe(doc, 'ruling', { start: range.start, end: Math.max(range.end, Math.min(end, range.end + 40)) }, payload, `a body's decision: ${part}`, 0.7);
        if (observation) found.push(observation);
      }
    }
    return found;
  },
};

const decisionIn = (words: string): Decision => DECISIONS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';

function bodyOf(doc: Prose, at: number, words: string): string {
  return doc.folded.cased.slice(at, at + words.length).replace(/^(?:the|an?)\s+/i, '').trim();
}

function dateIn(doc: Prose, sentence: { start: number; end: number }): string | null {
  const words = doc.folded.text.slice(sentence.start, sentence.end);
  return findDates(words, doc.day)[0]?.date ?? findWeekdays(words, doc.day)[0]?.date ?? null;
}
