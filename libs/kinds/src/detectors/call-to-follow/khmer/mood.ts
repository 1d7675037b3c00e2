import type { CallAction } from '#core/model.js';
import type { Sentence } from '#core/text/sentences.js';
import type { Prose } from '../../detector.js';
import type { Ask } from '../ask.js';
import { peopleIn } from '../people.js';
import { isOutlet, ITSELF } from '../voice.js';
import { COORDINATE, DENIED, EVERYONE, FRAME, HARD, LET, LINKED, MAY, MUST, NEVER, NOT_BEFORE, NOUN_BEFORE, OPENS, PARTICLE, PLEASE, POLITE_WORD, QUESTION, REQUEST, SOFT, SUPPOSED, WISHES } from './words.js';

/** In what mood an asking word stands: imperative, duty, polite request, or somebody's request described. */
export type Mode = Pick<Ask, 'duty' | 'how' | 'asked' | 'start' | 'rule' | 'words' | 'past' | 'asker'>;

/** An asking word in its sentence. `pre` and `post`: what stands before and after it; `unready`: those are spoken to who have not done it; `coordinated`: it goes on from a request before it, whose mood is `before`. */
interface Place { doc: Prose; sentence: Sentence; s: string; match: RegExpExecArray; action: CallAction; pre: string; post: string; unready: boolean; before: Mode | null; coordinated: boolean }

export function modeOf({ doc, sentence, s, match, action, pre, post, unready, before, coordinated }: Place): Mode | null {
  const shift = match.index - pre.length;
  const bareNoun = NOUN_BEFORE.test(pre) && !/(?:ត្រូវ|សូម)(?:អ្នក)\s?$/.test(pre) && !/អ្នកទាំងអស់គ្នា\s?$/.test(pre);
  if (unready && /សូម|ត្រូវ|ចាំមើល|ប្រយ័ត្ន|នឹង|ឈ្មោះ|ទោស|មិនបាច់|កុំមក|ជួយ|ដូរ|ដក|ផ្លាស់|បណ្តេញ|កាត់|ផាក|បាត់|ខ្ជិល|អាច|ធ្វើ(?:ឲ្យ|ភ្លាម)|ឆាប់|ប្រញាប់|កុំទាន់/.test(post)) return { duty: /អាច|ជួយ|សូម/.test(post) && !/ប្រយ័ត្ន|ចាំមើល|ទោស|មិនបាច់|កុំមក|ដូរ|ដក|ផ្លាស់|បណ្តេញ|កាត់|ផាក|បាត់/.test(post) ? /អាច/.test(post) ? 'invite' : 'request' : 'must', how: 'direct', asked: pre, start: clauseStart(s, match.index), rule: 'unmet', words: '', past: false, asker: null };
  if (bareNoun || (NOT_BEFORE.test(pre) && !/កុំភ្លេច\s?(?:ចុច|ជួយ)?\s?(?:ចុច)?\s?$/.test(pre)) || DENIED.test(s) || NEVER.test(s)) return null;
  const frame = nearestFrame(pre);
  const must = MUST.exec(pre);
  const please = PLEASE.exec(pre);
  const may = MAY.exec(pre);
  const letAlone = new RegExp(`${LET}((?:(?!។).){0,70})$`).exec(pre);
  const done = /(?:បាន|ទើប)\s?(?:ចុច)?\s?$/.test(pre) && !/(?:ឲ្យ|អោយ)\s?បាន\s?(?:ចុច)?\s?$/.test(pre);
  // "People ask whether students must join": a question within the sentence asks for an answer.
  const asked = /តើ/.test(pre) && /ឬទេ|ឬអត់|ឬយ៉ាងណា|ទេ\s?\?/.test(s) || /^[^។]{0,50}(?:ហើយឬ|ឬនៅ|ឬនូវ)/.test(post) && !/សូម|ជួយ/.test(s);
  if (done || asked) return null;
  if (coordinated && before) return before;
  if (please && (!frame || please.index > frame.index)) return { duty: must && must.index > please.index ? 'must' : 'request', how: 'direct', asked: pre.slice(Math.max(0, please.index - 60)), start: startOf(s, match.index, shift + please.index), rule: /^(?:ស្នើ|សូម(?:ឲ្យ|អោយ))/.test(please[0]) ? 'requested' : 'polite', words: POLITE_WORD.exec(please[0])?.[0] ?? '', past: false, asker: null };
  if (frame && (QUESTION.test(s) || SUPPOSED.test(pre.slice(0, frame.index)))) return null;
  if (frame && passesOn(pre, frame) !== null) {
    // "must get the villagers to join": those under the duty are asked to bring others.
    const { at: outer, duty, how } = passesOn(pre, frame)!;
    return { duty, how, asked: pre.slice(Math.max(0, outer - 70), frame.index), start: startOf(s, match.index, shift + outer), rule: 'bring', words: frame[2]!, past: how === 'told', asker: null };
  }
  if (frame) {
    const subject = subjectBefore(pre, frame.index);
    return { duty: HARD.test(frame[2]!) ? 'must' : SOFT.test(frame[2]!) ? 'invite' : 'request', how: 'told', asked: (/ត្រូវ\s?$/.test(pre.slice(0, frame.index)) ? pre.slice(Math.max(0, frame.index - 40), frame.index) : '') + frame[3]! + frame[4]!, start: /ត្រូវ\s?$/.test(pre.slice(0, frame.index)) ? clauseStart(s, shift + frame.index) : shift + frame.index, rule: 'told', words: `${frame[2]} … ឲ្យ`, past: frame[1] !== undefined, asker: rangeOf(sentence.start + shift, subject) };
  }
  if (must) {
    const passed = /([^\s។"៖:]{3,40})(?<![\u17d2ក])ថា(?!ន)\s?(?:(?!។).){0,60}$/.exec(pre.slice(0, must.index + 4));
    const says = passed !== null && !isOutlet(doc) && ITSELF.test(passed[1]!) ? null : passed;
    return { duty: 'must', how: says ? 'told' : 'direct', asked: pre.slice(Math.max(0, must.index - 70)), start: says ? shift + says.index : startOf(s, match.index, shift + must.index), rule: 'duty', words: 'ត្រូវ', past: says !== null, asker: says ? { start: sentence.start + shift + says.index, end: sentence.start + shift + says.index + says[1]!.length } : null };
  }
  if (/(?:^|[\s។!៖])អញ្ជើញ\s?$/.test(pre)) return { duty: 'invite', how: 'direct', asked: pre.slice(-80), start: startOf(s, match.index, match.index - /អញ្ជើញ\s?$/.exec(pre)![0].length), rule: 'polite', words: 'អញ្ជើញ', past: false, asker: null };
  if (letAlone && !QUESTION.test(s) && !/(?:ដើម្បី|សម្រាប់)\s?ឲ្យ/.test(pre.slice(Math.max(0, letAlone.index - 9)))) return { duty: 'request', how: 'told', asked: letAlone[1]!, start: onBase(s, Math.max(clauseStart(s, shift + letAlone.index), shift + letAlone.index - 24)), rule: 'let', words: 'ឲ្យ', past: true, asker: rangeOf(sentence.start + shift, subjectBefore(pre, letAlone.index)) };
  if (may) return { duty: 'invite', how: 'direct', asked: pre.slice(-80), start: startOf(s, match.index, shift + may.index), rule: 'permission', words: 'អាច', past: false, asker: null };
  if (OPENS.test(pre) || /(?:^|\s|ម្នាក់ៗ|នាក់ៗ|ទីនេះ)\s*(?:ចុច|press|click)\s*(?:ប៊ូតុង)?\s*["']?$/.test(pre) || (!isOutlet(doc) && EVERYONE.test(pre))) return { duty: 'request', how: 'direct', asked: pre.slice(-80), start: clauseStart(s, match.index), rule: 'imperative', words: '', past: false, asker: null };
  if (!isOutlet(doc) && PARTICLE.test(post) && /(?:យើង|ទាំងអស់|ៗ)?$/.test(pre) && peopleIn(pre.slice(-24)).some(({ end }) => end >= Math.min(24, pre.length) - 6)) return { duty: 'request', how: 'direct', asked: pre.slice(-80), start: startOf(s, match.index, match.index), rule: 'imperative', words: '', past: false, asker: null };
  if (!isOutlet(doc) && WISHES.test(pre) && (/^[^។]{0,60}ក៏បាន/.test(post) || LINKED.test(post.slice(0, 70)) || LINKED.test(pre.slice(-60)))) return { duty: 'invite', how: 'direct', asked: pre.slice(-80), start: clauseStart(s, match.index), rule: 'permission', words: '', past: false, asker: null };
  if ((!isOutlet(doc) || sentence.start > 0 && doc.folded.text[sentence.start - 1] === '\n') && /(?:^|[\s\d$៛។])$/.test(pre) && LINKED.test(post.slice(0, 70))) return { duty: 'request', how: 'direct', asked: pre.slice(-60), start: clauseStart(s, match.index), rule: 'imperative', words: '', past: false, asker: null };
  if (action === 'scan_qr' && /^\s?(?:qr|កូដ|code)[^។]{0,30}(?:ដើម្បី|ហើយ|និង)/.test(post) && /\s$|^$/.test(pre)) return { duty: 'request', how: 'direct', asked: pre.slice(-60), start: match.index, rule: 'imperative', words: '', past: false, asker: null };
  if (/^[^\p{L}]*(?:ស្តាប់|មើល|ទស្សនា|អាន|ចូល)\s?(?:និង|ហើយ)\s?(?:ចុច)?$/u.test(pre)) return { duty: 'request', how: 'direct', asked: '', start: clauseStart(s, match.index), rule: 'imperative', words: '', past: false, asker: null };
  if (/(?:ចុច|ទីនេះ)[^។]{0,24}ដើម្បី\s?$/.test(pre)) return { duty: 'request', how: 'direct', asked: '', start: clauseStart(s, match.index), rule: 'button', words: 'ចុច', past: false, asker: null };
  if (/^(?:ចុច|អញ្ជើញ|លោត|ឈាន)/.test(match[0]) || ((/\s$/.test(pre) || /(?:ចូល|ចូលទៅ|ចូលមក|ទៅ|មក|នាំគ្នា)\s?$/.test(pre)) && PARTICLE.test(post))) return { duty: 'request', how: 'direct', asked: pre.slice(-80), start: clauseStart(s, match.index), rule: 'imperative', words: '', past: false, asker: null };
  if (/ចុច\s*$/.test(pre) || COORDINATE.test(pre)) return /ចុច\s*$/.test(pre) ? { duty: 'request', how: 'direct', asked: pre.slice(-80), start: clauseStart(s, match.index), rule: 'button', words: 'ចុច', past: false, asker: null } : null;
  return null;
}

/** "I have followed since last year, liked, shared": every deed is told as done, and nothing asks. */
export function allDone(s: string, matches: RegExpMatchArray[]): boolean {
  if (/សូម|ជួយ|ចូរ|ត្រូវ|កុំភ្លេច|តោះ|ណា៎?(?=\s|$)/.test(s)) return false;
  const told = matches.filter((match) => !NOT_BEFORE.test(s.slice(0, match.index)));
  return told.length > 0 && told.every((match) => /^\s?(?:ក៏|រួច|អស់)?ហើយ/.test(s.slice(match.index! + match[0].length))) && /ហើយ(?:ដែរ)?\s*(?:[^\p{L}\s]|$|\s)/u.test(s.slice(told.at(-1)!.index));
}

/** A request to pass the request on, and to whom it is put: "ត្រូវណែនាំកសិករឲ្យចូល", "ស្នើឲ្យមេភូមិជំរុញប្រជាពលរដ្ឋឲ្យតាមដាន". */
const PASSED = /^(?:ណែនាំ|ជំរុញ|លើកទឹកចិត្ត|បញ្ចុះបញ្ចូល|ប្រាប់|អំពាវនាវ)$/;
const OUTER = new RegExp(`(?:បាន)?(${REQUEST})(?:(?!។).){0,50}?${LET}(?:(?!។).){0,60}$`);
function passesOn(pre: string, frame: RegExpExecArray): Pick<Mode, 'duty' | 'how'> & { at: number } | null {
  // "Whoever has children in town, call them to join": those addressed bring them.
  if (/^(?:ហៅ|ប្រាប់|នាំ)$/.test(frame[2]!) && frame[1] === undefined && /^\s?(?:វា|គេ|កូន|មិត្ត|សាច់ញាតិ|ប្រពន្ធ|ប្តី|គ្រួសារ)/.test(frame[3]!) && peopleIn(pre.slice(Math.max(0, frame.index - 60), frame.index)).length > 0) return { duty: 'request', how: 'direct', at: frame.index };
  if (!PASSED.test(frame[2]!) || !peopleIn(frame[3]! + frame[4]!).some(({ audience }) => audience !== 'employees' && audience !== 'local_authorities')) return null;
  const outer = pre.slice(0, frame.index);
  const told = OUTER.exec(outer);
  if (told) return peopleIn(outer.slice(told.index)).length > 0 ? { duty: HARD.test(told[1]!) ? 'must' : 'request', how: 'told', at: told.index } : null;
  const must = /(?:ត្រូវ(?!បាន)|សូម|ជួយ)(?:ជួយ|មេត្តា)?\s?$/.exec(outer);
  return must && peopleIn(outer.slice(-80)).length > 0 ? { duty: must[0].startsWith('ត្រូវ') ? 'must' : 'request', how: 'direct', at: must.index } : null;
}

/** The request word nearest to the verb: "told us that the school required them to". */
function nearestFrame(pre: string): RegExpExecArray | null {
  let frame = FRAME.exec(pre);
  while (frame !== null) {
    const from: number = frame.index + (frame[1]?.length ?? 0) + frame[2]!.length;
    const inner = FRAME.exec(pre.slice(from));
    if (inner === null) break;
    inner.index += from;
    frame = inner;
  }
  return frame;
}

/** Moves a cut forward to the next letter that begins a syllable. */
function onBase(s: string, at: number): number {
  let i = at;
  while (i < s.length && (/[\u17b4-\u17d3\s]/.test(s[i]!) || s[i - 1] === '\u17d2')) i += 1;
  return i;
}

const rangeOf = (from: number, range: [number, number] | null): Ask['asker'] => (range === null ? null : { start: from + range[0], end: from + range[1] });

const subjectBefore = (pre: string, at: number): [number, number] | null => {
  const match = /([^\s។"៖:,]{2,60}(?:\s[^\s។"៖:,]{2,20})?)\s?$/.exec(pre.slice(0, at).replace(/\s?(?:បាន|ក៏)\s?$/, ''));
  return match ? [match.index, match.index + match[1]!.length] : null;
};

/** The clause begins after the last stop, colon or connector; a request word begins it where nothing but its audience stands before. */
function clauseStart(s: string, at: number): number {
  let start = 0;
  for (const match of s.slice(0, at).matchAll(/[.!?៖:—]\s+|\n|\s[|·•]\s|(?:\p{Extended_Pictographic}|\uFE0F|[➡→])+\s*|"|ហើយ\s?(?=សូម)|#\S+\s+/gu)) start = match.index + match[0].length;
  const skipped = /^(?:[\s"'([{|•·–—>*~=!-]|\p{Extended_Pictographic}|\uFE0F|\d{1,2}[.)]\s)*/u.exec(s.slice(start, at))?.[0].length ?? 0;
  return start + skipped;
}
/** A request begins with its own word, and the people right before it who are asked; what else stands before is another clause. */
function startOf(s: string, verb: number, request: number): number {
  const clause = clauseStart(s, verb);
  if (request < clause) return Math.min(clause, verb);
  if (/^(?:ពួក)?(?:យើង|ខ្ញុំ)\S{0,6}\s?$/.test(s.slice(clause, request))) return clause;
  let at = Math.min(request, verb);
  while (at > clause) {
    const from = Math.max(clause, s.lastIndexOf(' ', at - 2) + 1);
    const token = s.slice(from, at);
    if (/^(?:សូម|ជម្រាប|ជូន|ដល់|អរគុណ)/.test(token) || (peopleIn(token).length === 0 && !/^(?:និង|ឬ|ទាំងអស់|គ្រប់|បងៗ|អ្នកណា|មួយ|មុន|ចាប់ពី|ត្រឹម|ផ្ទះណា)/.test(token))) break;
    at = from;
  }
  return at;
}
