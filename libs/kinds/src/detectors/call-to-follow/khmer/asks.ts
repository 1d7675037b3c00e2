import type { Sentence } from '#core/text/sentences.js';
import { between, type Prose } from '../../detector.js';
import type { Ask } from '../ask.js';
import { type Mode, allDone, modeOf } from './mood.js';
import { SOCIAL_NOUN, isSocial, objectEnd } from './object.js';
import { VERB, actionOf } from './verbs.js';
import { COORDINATE, DENIED, DONE_ALL, LINKED, TAKEN_BACK, UNREADY } from './words.js';
import { allMatches } from '../../matches.js';

/** Rules for Khmer, with the English button words that Khmer posts are full of. */
export function khmerAsks(doc: Prose, sentence: Sentence, social: boolean): Ask[] {
  const s = doc.folded.text.slice(sentence.start, sentence.end);
  const asks: Ask[] = [];
  const [after] = between(doc.sentences, sentence.end, sentence.end + 4);
  if (after && /អះអាង|ដែលថា|ចរាចរ|ចចាមអារ៉ាម/.test(s) && TAKEN_BACK.test(doc.folded.text.slice(after.start, after.end))) return [];
  if (DONE_ALL.test(s) && !/សូម|ត្រូវ|ជួយ|ចូរ|កុំភ្លេច|ណា(?=\s|$)|ឲ្យ/.test(s)) return [];
  const matches = [...allMatches(VERB, s)].slice(0, 40);
  if (allDone(s, matches)) return [];
  let before: Mode | null = null;
  let merged = -1;
  for (const [at, match] of matches.entries()) {
    if (match.index < merged) continue;
    let action = actionOf(match);
    const pre = s.slice(Math.max(0, match.index - 260), match.index);
    const post = s.slice(match.index + match[0].length);
    const unready = UNREADY.test(pre) && !/(?:ម្នាក់|នាក់|រូប|មួយចំនួន)[^។]{0,16}ដែល[^។]{0,20}$/.test(pre);
    const mode = modeOf({ doc, sentence, s, match, action, pre, post, unready, before, coordinated: COORDINATE.test(pre) && asks.length > 0 });
    if (mode === null) continue;
    if (mode.rule === 'bring') action = 'invite_others';
    const last = asks.at(-1);
    // "…, whoever does not follow loses the bonus": what comes to those who do not is no second request.
    if (unready && last && last.action === action && last.rule !== 'unmet' && match.index - (last.verb.end - sentence.start) < 90) { last.end = Math.max(last.verb.end, Math.min(last.end, sentence.start + s.slice(0, match.index).search(/(?:អ្នកណា|អ្នកដែល|ណា)\S*\s?\S*$/))); continue; }
    // "join … by scanning the code": the code is how.
    if (action === 'scan_qr' && last && /ដោយ(?:ការ)?\s?$/.test(pre)) { last.action = 'scan_qr'; continue; }
    const isAccount = isSocial(mode.rule === 'bring' ? 'follow' : action, match[0], post, doc, sentence, match.index, social, unready, asks.length > 0, matches[at + 1]);
    if (!isAccount) continue;
    // A word of talk ("Enter what? Enter the channel.") asks nobody.
    if (action === 'join' && mode.rule === 'imperative' && s.trim().length < 16 && !LINKED.test(s)) continue;
    if (pre.endsWith('(') && post.startsWith(')')) continue;
    // "enter Telegram and press JOIN" is one action.
    if (last && last.action === action && COORDINATE.test(pre) && sentence.start + match.index - last.verb.end < 45) { last.end = Math.max(last.end, sentence.start + match.index + match[0].length); continue; }
    // "enter his TikTok and press Follow": one action, the later one.
    if (last && last.action === 'join' && (action === 'follow' || action === 'subscribe') && /(?:ហើយ|រួច|និង)\s?(?:ចុច|press)\s?$/.test(pre) && sentence.start + match.index - last.verb.end < 60) { last.action = action; last.end = Math.max(last.end, sentence.start + match.index + match[0].length); continue; }
    // "whoever has not followed, hurry and follow": one request.
    if (last && last.action === action && last.rule === 'unmet' && sentence.start + match.index - last.verb.end < 70 && match.index > last.verb.end - sentence.start) { last.end = Math.max(last.end, sentence.start + match.index + match[0].length + objectEnd(doc, sentence.start + match.index + match[0].length, post)); continue; }
    before = mode;
    // "scan to follow", "bring friends to join": the later words say what for.
    if (action === 'scan_qr' || action === 'invite_others') {
      for (const later of matches.slice(at + 1)) {
        const gap = s.slice(match.index + match[0].length, later.index);
        if (gap.length < 80 && ['follow', 'join', 'subscribe'].includes(actionOf(later))) merged = later.index + 1;
      }
    }
    // "ចូលរួម Follow" is one action.
    if (action === 'join' && matches[at + 1] && /^\s?(?:ចុច|និង|ជួយ|ទៅ)?\s?$/.test(s.slice(match.index + match[0].length, matches[at + 1]!.index))) continue;
    asks.push({ action, verb: { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length }, start: sentence.start + mode.start, end: sentence.start + match.index + match[0].length + objectEnd(doc, sentence.start + match.index + match[0].length, post), how: mode.how, duty: mode.duty, asker: mode.asker, asked: mode.asked, past: mode.past, rule: mode.rule, words: mode.words });
  }
  // "ការចូលឆានែល … ជាកាតព្វកិច្ច": following as a thing that is required.
  const nominal = /(?:ការ)(ចូលជាសមាជិក|ចូលរួម|ចូល|តាមដាន|ចុច(?:ឡាយ)?|follow|subscribe|like|join)([^។]{2,90}?)(?:គឺ)?ជា(?:កាតព្វកិច្ច|ការចាំបាច់|លក្ខខណ្ឌ|ការតម្រូវ)([^។]{0,70})/.exec(s);
  if (nominal && asks.length === 0 && !DENIED.test(s) && !/មិនមែន\s?$/.test(nominal[2]!) && (SOCIAL_NOUN.test(nominal[2]!) || between(doc.mentions, sentence.start + nominal.index, sentence.start + nominal.index + nominal[0].length).length > 0)) {
    const verb = sentence.start + nominal.index + 3;
    asks.push({ action: /ចូល|join/.test(nominal[1]!) ? 'join' : /subscribe/.test(nominal[1]!) ? 'subscribe' : /like|ឡាយ/.test(nominal[1]!) ? 'like' : 'follow', verb: { start: verb, end: verb + nominal[1]!.length }, start: verb - 3, end: verb - 3 + nominal[0].length, how: 'told', duty: 'must', asker: null, asked: nominal[3]!, past: false, rule: 'duty', words: 'ជាកាតព្វកិច្ច' });
  }
  const proof = /((?:លិខិត|បទបញ្ជា|សេចក្តីណែនាំ)[^។]{0,60}?)(?:ឲ្យ|អោយ)([^។]{0,40}?)(?:ផ្ញើ|បង្ហាញ|ដាក់|ផ្តល់)[^។]{0,40}?(?:បញ្ជាក់)[^។]{0,14}(ចូល|តាមដាន|follow|join)/.exec(s);
  if (proof && asks.length === 0 && !DENIED.test(s)) {
    const end = proof.index + proof[0].length;
    asks.push({ action: /ចូល|join/.test(proof[3]!) ? 'join' : 'follow', verb: { start: sentence.start + end - 2, end: sentence.start + end }, start: sentence.start + proof.index, end: sentence.start + end + objectEnd(doc, sentence.start + end, s.slice(end)), how: 'told', duty: 'must', asker: { start: sentence.start + proof.index, end: sentence.start + proof.index + proof[1]!.length }, asked: proof[2]!, past: true, rule: 'proof', words: proof[1]! });
  }
  return asks;
}
