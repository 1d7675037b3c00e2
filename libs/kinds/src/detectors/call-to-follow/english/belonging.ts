import type { CallAction } from '#core/model.js';
import type { Sentence } from '#core/text/sentences.js';
import { between, type Prose } from '../../detector.js';
import type { Ask } from '../ask.js';
import { isDenied, isHypothetical } from './denial.js';
import { SOCIAL_NOUN } from './object.js';

/**
 * Requests that name no deed, only where people are to be: "wants all of us in the mayor's group", "were nudged towards the channel", "those missing from
 * the channel are asked to put this right". Folded lower-case text; asked of sentences in which no verb of following stands.
 */

const WHO = "(?:(?:all|every|each|the|our|his|her|their|your|its|my|both|any) )?(?:[\\w'-]+ ){0,5}?[\\w'-]+";
const PLACE = "(?:in|on|inside|onto|into|among the (?:followers|members|subscribers) of)";
const ACCOUNT = "((?:(?!,)[^.;:!?]){2,80})";
const WANTED = new RegExp(`(?<![\\w-])(?:(?:wants?|wanted|expects?|expected|needs?|needed)|(?:would|'d) (?:like|love)|hopes?|(?:would|'d) be (?:\\w+ )?(?:delighted|pleased|glad|happy|honou?red|grateful)) (?:to (?:see|have|find|get) )?((?!to\\b|that\\b|more\\b|no\\b|a\\b|an\\b)${WHO}) ${PLACE} ${ACCOUNT}`);
const STEERED = new RegExp(`((?:(?![.;:!?]).){2,60}?) (?:was|were|is|are|been|being|got|get) (?:\\w+ly |all |then |also )*(nudged|steered|pushed|herded|shepherded|drafted|ushered|pressed|driven|corralled|marched|pointed|led|coaxed|signed up|enrolled|added|put) (?:onto|into|to|towards?|on) ${ACCOUNT}`);
const MISSING = new RegExp(`((?:(?![.;:!?]).){2,60}?) (?:(?:who|that) (?:are|is) )?(?:still |yet |so far |found )*(?:missing|absent) (?:from|in|on) ${ACCOUNT}`);
const MEND = /\b(?:(?:is|are) (?:\w+ )?(?:asked|requested|required|told|instructed|reminded|expected|ordered|invited|urged)|must|shall|should|please|pls|will|hurry|kindly|have until|has until)\b/;
const HARD = /^(?:pushed|herded|drafted|pressed|driven|corralled|marched|signed up|enrolled|added|put)$/;

/** Without one of these there is nothing to look for. */
const CUE = /\b(?:want|expect|need|hope|missing|absent|nudged|steered|pushed|herded|shepherded|drafted|ushered|pressed|driven|corralled|marched|pointed|led|coaxed|signed up|enrolled|added|put)|(?:would|'d) (?:like|love|be)\b/;

export function belongingAsks(doc: Prose, s: string, sentence: Sentence): Ask[] {
  if (!CUE.test(s) || (!SOCIAL_NOUN.test(s) && between(doc.mentions, sentence.start, sentence.end).length === 0)) return [];
  const isAccount = (words: string, at: number): boolean => SOCIAL_NOUN.test(words.slice(0, 60)) || between(doc.mentions, sentence.start + at, sentence.start + at + Math.min(words.length, 60)).length > 0;
  const make = (match: RegExpExecArray, words: string, part: Pick<Ask, 'how' | 'duty' | 'asked' | 'past' | 'rule' | 'words'>): Ask[] => {
    const verb = sentence.start + match.index + match[0].length - words.length;
    const action: CallAction = /among the subscribers/.test(match[0]) ? 'subscribe' : /\b(?:channel|group|chat|list)\b/.test(words) || !/\b(?:page|tik ?tok|account|profile|facebook|instagram)\b/.test(words) ? 'join' : 'follow';
    return [{ action, verb: { start: verb - 3, end: verb }, start: sentence.start + match.index, end: verb + words.length, asker: null, ...part }];
  };
  const free = (match: RegExpExecArray) => !isDenied(s.slice(0, match.index)) && !isHypothetical(s.slice(0, match.index)) && !/\b(?:not|never|nobody|no one)\b|n't\b/.test(match[0].slice(0, 60));
  const wanted = WANTED.exec(s);
  if (wanted && free(wanted) && isAccount(wanted[2]!, wanted.index + wanted[0].length - wanted[2]!.length)) {
    const before = s.slice(0, wanted.index);
    const first = /\b(?:i|we)(?: \w+ly| also)*\s*$/.test(before);
    const asker = /(?:^|[.;:,"]\s*|\b(?:said|says|that|because|and)\s+)((?:(?![.;:,"]).){2,50}?)(?: really| also| now)?\s*$/.exec(before);
    const start = asker ? asker.index + asker[0].length - asker[0].trimStart().length + (asker[0].trimStart().length - asker[1]!.length - (/\s*$/.exec(asker[0])![0].length)) : wanted.index;
    return make(wanted, wanted[2]!, { how: first ? 'direct' : 'told', duty: 'must', asked: wanted[1]!, past: /^(?:wanted|expected|needed)/.test(wanted[0]), rule: 'wish', words: wanted[0].split(' ')[0]! }).map((ask) => ({ ...ask, start: sentence.start + Math.max(0, Math.min(start, wanted.index)), asker: first || !asker ? null : { start: sentence.start + Math.max(0, before.lastIndexOf(asker[1]!)), end: sentence.start + Math.max(0, before.lastIndexOf(asker[1]!)) + asker[1]!.length } }));
  }
  const steered = STEERED.exec(s);
  if (steered && free(steered) && isAccount(steered[3]!, steered.index + steered[0].length - steered[3]!.length)) return make(steered, steered[3]!, { how: 'told', duty: HARD.test(steered[2]!) ? 'must' : 'invite', asked: steered[1]!, past: true, rule: 'asked', words: steered[2]! });
  const missing = MISSING.exec(s);
  if (missing && free(missing) && isAccount(missing[2]!, missing.index + missing[0].length - missing[2]!.length) && MEND.test(s.slice(missing.index))) return make(missing, missing[2]!, { how: 'direct', duty: 'must', asked: missing[1]!, past: false, rule: 'unmet', words: '' });
  return [];
}
