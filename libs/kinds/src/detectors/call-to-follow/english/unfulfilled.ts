import type { Sentence } from '#core/text/sentences.js';
import { between, type Prose } from '../../detector.js';
import type { Ask } from '../ask.js';
import { RULES_ETC, SOCIAL_NOUN } from './object.js';

/** Requests that speak of those who have not followed yet. */

const NOT_YET = /\b((?:(?:if|anyone|anybody) (?:[^.;!?]{2,50} and )?you|officials?|staff|employees?|teachers?|civil servants|workers?|governors?|directors?|soldiers|monks|anyone|anybody|whoever|any\w* |every\w+|those|a \w+|students?|members?|chiefs?|people|the (?:three|two|four|five|few|ones|rest))(?: \w+){0,4}?(?: of you)?) (?:who |that )?(?:(?:do(?:es)?|did|have|has|had|are|is|was|were|will|would|ca|could)(?: not|n't)|still (?:do(?:es)?|have|has|are|is)(?: not|n't)|cannot(?: be bothered to)?|refuses? to|refused to|fails? to|failed to|not yet)(?: yet| still| be bothered to| want to| bother to)? (follow(?:ed|ing)?|join(?:ed)?|subscribed?|scan(?:ned)?|sign(?:ed)? up (?:to|for)|enrol+(?:ed)?|on|in)\b(.{0,160})/;
/** "Have you joined t.me/x yet?": a question that invites, with the account named in it. */
const HAVE_YOU = /\b(?:have|haven't|has|hasn't|are|aren't|did|didn't) (?:you|u|ya|everyone|everybody|all of you|any of you|you all|your (?:\w+ )?(?:friends?|family|colleagues?|neighbou?rs?|team))(?: all| guys| not| already| even| really| still)* (joined|followed|subscribed|liked|shared|scanned|signed up|following|subscribed to|on|in|part of|a (?:follower|member|subscriber) of)\b/;
export function invitingQuestion(doc: Prose, s: string, sentence: Sentence): Ask[] {
  const match = HAVE_YOU.exec(s);
  if (match === null || !/\b(?:yet|already|still|not|n't|today|time)\b|n't/.test(s)) return [];
  const end = sentence.start + match.index + match[0].length;
  if (between(doc.mentions, end - 1, Math.min(sentence.end, end + 70)).length === 0 && !SOCIAL_NOUN.test(s.slice(match.index + match[0].length))) return [];
  const word = match[1]!;
  return [{ action: /follow/.test(word) ? 'follow' : /subscri/.test(word) ? 'subscribe' : /like/.test(word) ? 'like' : /share/.test(word) ? 'share' : /scan/.test(word) ? 'scan_qr' : 'join', verb: { start: end - word.length, end }, start: sentence.start + match.index, end: Math.max(end, sentence.end - 1), how: 'direct', duty: 'request', asker: null, asked: '', past: false, rule: 'question', words: '' }];
}

/** "Permits only for those who have joined the channel": what is kept for those who follow. */
const ONLY_THOSE = /\b(?:only|solely|nobody but|no one but)\b[^.;!?]{0,40}\b((?:those|people|staff|students?|members?|workers?|traders?|drivers?|teachers?|families|households|[a-z]{3,}s) (?:who|that)) (?:have |had |has )?(joined|follow(?:ed)?|subscribed?|liked?|scanned|signed up)\b([^.;!?]{2,120})/;

/** Those who have not followed, and what they are to do or what will come to them: a request to follow. */
export function refusals(s: string, sentence: Sentence, social: boolean): Ask[] {
  const only = ONLY_THOSE.exec(s);
  if (only !== null && SOCIAL_NOUN.test(only[3]!) && !RULES_ETC.test(only[3]!) && /\b(?:only|but)\b[^.;!?]{0,40}\b(?:for|to|of|pay|paid|let|allow\w*|given?|get|receive|renew\w*|mark\w*|serve\w*|can|may)\b|\b(?:renew\w*|given?|pa(?:y|id)|issued?|mark(?:s|ed)?|serv\w+|admitted|let|allowed|open)\b[^.;!?]{0,30}\bonly\b/.test(s)) {
    const end = sentence.start + only.index + only[0].length;
    const verb = end - only[3]!.length - only[2]!.length;
    return [{ action: /join|sign/.test(only[2]!) ? 'join' : /subscri/.test(only[2]!) ? 'subscribe' : /lik/.test(only[2]!) ? 'like' : /scan/.test(only[2]!) ? 'scan_qr' : 'follow', verb: { start: verb, end: verb + only[2]!.length }, start: sentence.start + only.index, end, how: 'direct', duty: 'must', asker: null, asked: `${s.slice(0, only.index)} ${only[1]!}`, past: false, rule: 'consequence', words: 'only' }];
  }
  const match = NOT_YET.exec(s);
  if (match === null || !/\b(?:can|will|would|must|should|shall|may|cannot|need not|do it|do so|do that|please|hurry|now|today|tonight|send|come|see me|by \w+|before|face|risks?|is to|are to|shouldn't|won't)\b/.test(match[3]!)) return [];
  if ((!social && !SOCIAL_NOUN.test(s)) || RULES_ETC.test(match[3]!)) return [];
  const at = match.index + match[0].length - match[3]!.length - match[2]!.length;
  const consequence = /\b(?:can (?:look|go|pack|leave|stay home|find|forget)|will|would|face|lose|cannot|shouldn't bother|need not come|won't|risks?|should (?:hand|pack|leave|look|go|return|give|expect|not))\b/.test(match[3]!);
  return [{ action: /join|sign|in$|on$|enrol/.test(match[2]!) ? 'join' : /subscri/.test(match[2]!) ? 'subscribe' : /scan/.test(match[2]!) ? 'scan_qr' : 'follow', verb: { start: sentence.start + at, end: sentence.start + at + match[2]!.length }, start: sentence.start + match.index, end: sentence.end, how: 'direct', duty: consequence ? 'must' : 'request', asker: null, asked: match[1]!, past: false, rule: consequence ? 'consequence' : 'unmet', words: '' }];
}
