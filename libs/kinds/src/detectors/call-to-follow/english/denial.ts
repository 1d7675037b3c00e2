import type { Sentence } from '#core/text/sentences.js';
import { between, type Prose } from '../../detector.js';

/** What takes a request back: denials, rumours, scams. Folded lower-case text. */

const DENIED = /\b(?:no|not|never|nobody|no one|den(?:y|ies|ied|ying)|whether|rumou?rs?|false(?:ly)?|neither|nor|earlier version|correction|untrue|hoax|asked if|refuted?|dismiss\w*|should not|free to|nothing|nowhere|at no (?:time|point|stage)|in no way|by no means|under no circumstances|reject(?:s|ed|ing)? (?:\w+ )?(?:reports?|claims?|suggestions?|allegations?|accusations?|stories)|disput(?:e|es|ed|ing)|contrary to|far from|no such|pretend\w*|unfounded|baseless|fabricat\w*|invent(?:ed|ion))\b|n't\b/;

/** What the whole sentence calls false, forged or wrong is no request; nor is what impostors ask. */
const UNTRUE = /\b(?:filmed|taken|recorded|made) in another (?:country|year)\b|\bout of context\b|\b(?:was|were|is|are) (?:staged|doctored)\b|\b(?:is|are|was|were) (?:\w+ )?(?:false|untrue|fake|forged|an? (?:forgery|hoax|lie|scam|fake|fraud|abuse)|wrong|illegal)\b|\b(?:claims?|rumou?rs?|allegations?|assertions?|messages?|letters?) that (?!(?:says?|reads?)\b)[^.]{0,80}\b(?:false|untrue|forg\w+|fake|hoax|lie|baseless)\b|\bpretend\w*|\bscam\w*|\bimpost\w+|\bin our name\b|\bhas been telling people\b/;

/** "At no time did anybody instruct …": the whole sentence denies that it was asked. */
const NEVER_ASKED = /(?:\b(?:at no (?:time|point|stage)|in no way|by no means|never|nobody|no-one|no one|none of|neither|no (?:\w+ )?(?:member|official|minister|ministry|office|employee|order|instruction|letter|circular|teacher|manager|department|authority|one)s?)\b|\b(?:did|has|have|had|does|do)(?: not|n't))[^.;:!?]{0,60}\b(?:instruct(?:ed|ion)?|order(?:ed)?|ask(?:ed)?|told|tell|forced?|compel(?:led)?|required?|urged?|direct(?:ed)?|obliged?|request(?:ed)?|encouraged?|invited?|pressured?|made) [^.;:!?]{1,90}\b(?:follow|join|subscribe|like|share|scan|be on|support)\b/;
/** A rumour, and the sentence after it that takes it back. */
const RUMOUR = /\b(?:claim\w*|rumou?r\w*|alleg\w+|circulat\w+|suggest\w*|spread\w*|pages|posts?|messages?|letters?|videos?|saying|it is said|reports?|stories|story|some (?:people|media|say))\b/;
const TAKEN_BACK = /^\s*["'(]?\s*(?:(?:this|that|it|these|those|such|both|all|the (?:claim|rumou?r|story|report|letter|message|post|document|circular|allegation|screenshot)s?)\b[^.]{0,40}?\b(?:is|are|was|were|has|have)\b[^.]{0,20}?\b(?:false|untrue|fake|forged|forger\w+|not true|incorrect|nonsense|fabricat\w+|invent\w+|baseless|unfounded|no (?:basis|truth)|hoax|scam|lies?|wrong|not (?:ours|from us|issued)|never)\b|(?:false|untrue|fake|wrong|nonsense|hoax)\s*[.!:]|no (?:such|ministry|office|department|instruction|order|circular|letter|official|one) |there (?:is|was|has been) no (?:such )?(?:order|instruction|letter|circular|obligation|request)|(?:we|the \w+)(?: has| have)? (?:never|not) )/;

/** What would, could or must not be: a request that nobody has made. */
const HYPOTHETICAL = /\b(?:if|unless|whether|would(?! (?:like|kindly|be grateful))|could|might|were to|plans? to|planned to|planning to|considering|considers?|intends? to|propos\w+ to|offence|offense|crime|illegal|unlawful|forb[ia]d\w*|prohibit\w*|bann?(?:ed|ing|s)? |(?:the |no )?(?:right|power) to|cannot|can't|may not|must not|should not)\b[^.;:]{0,70}$/;
/** Whether the words before somebody's request make it one that is only thought of. */
export const isHypothetical = (before: string): boolean => HYPOTHETICAL.test(before.replace(/^.*(?:[;:]\s|\b(?:said|says)\b)/s, ''));

/** Whether the clause before a request word takes it back: "denied that staff were told". */
export const isDenied = (before: string): boolean => DENIED.test(before.replace(/^.*(?:[,;:]\s|\b(?:said|says)\b(?! (?:that )?(?:no|not)\b))/s, '').slice(-90));

/** Whether a whole sentence denies that anything was asked, calls it false, or is a rumour that the next sentence takes back. */
export function isTakenBack(doc: Prose, sentence: Sentence, s: string): boolean {
  if (UNTRUE.test(s) || NEVER_ASKED.test(s)) return true;
  if (!RUMOUR.test(s)) return false;
  const [after] = between(doc.sentences, sentence.end, sentence.end + 4);
  if (!after) return false;
  const next = doc.folded.text.slice(after.start, after.end);
  return TAKEN_BACK.test(next) && !/\bsa(?:id|ys)\b/.test(next);
}
