import type { Ask } from '../ask.js';
import type { Rule } from '../messages.js';
import type { Duty } from '../strength.js';
import { isDenied, isHypothetical } from './denial.js';
import { ACCOUNT, BRIEF, COORDINATE, ENTRY, EVERY, FRAME, FRAME_HAVE, FRAME_THAT, GRATEFUL, HARD, HAVE_EACH, HELD, IMPERATIVE_START, LEAD, MADE, MAY_NOT_FAIL, MODAL, NOT, OPENS, PASSIVE, PASSIVE_HAVE, POLITE, REQUEST, REWARDED, SHALL_ENSURE, SOFT, UNTIL, VOCATIVE } from './mood-words.js';
import { peopleIn } from '../people.js';
import { subjectOf } from './speaker.js';

/** In what mood an asking word stands: imperative, duty, polite request, or somebody's request described. Folded lower-case text. */

export interface Mode {
  how: Ask['how'];
  duty: Duty;
  asker: [number, number] | null;
  asked: string | null;
  past: boolean;
  rule: Rule;
  words: string;
  /** Where the asking words begin, in the sentence. */
  start(s: string, verb: number): number;
}

/** Start of the clause that holds a place: after the last stop, colon or dash, past connectors and pictographs. */
function clauseStart(s: string, at: number): number {
  const before = s.slice(0, at);
  let start = 0;
  for (const match of before.matchAll(/[.;!?:—]\s+|\n|>|\s[|·•]\s|\s–\s|\s(?=[★☆✔])|(?:(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)+\s)|(?:\bthat|\binform(?:ed)?|\bhi|\bbreaking)\s+(?=all\b|our\b|every|each\b|\bplease)|[➡→👉]\s*/gu)) start = match.index + match[0].length;
  const skipped = /^(?:[\s"'([{|•·–—>*~=\-\p{Extended_Pictographic}\uFE0F]|\d{1,2}[.)]\s|and\s|but\s|so\s|ok\s)*/u.exec(s.slice(start, at))?.[0].length ?? 0;
  return start + skipped + (INTRO.exec(s.slice(start + skipped, at))?.[0].length ?? 0);
}

/** Words before the subject that ask nothing: a place, a reason, a greeting. Conditions and purposes belong to the request. */
const INTRO = /^(?:(?:(?:in|on|at|with|as|pursuant to|given|under|during|speaking|following|since|because|accordingly|therefore|furthermore|moreover|thus|hence|finally|elsewhere|meanwhile|lastly|(?:first|second|third)(?:ly)?)\b[^,.;:"]{0,80}|(?:good |dear )?(?:morning|afternoon|evening)\b[^,.;:!]{0,30}|hello|hi|hey|ok|ugh), |ugh |[^.;:!?"]{3,80}, so (?=please|kindly|pls))+/;

const plainMode = (duty: Duty, rule: Rule, words = '', asked: string | null = null, past = false, how: Ask['how'] = 'direct'): Mode => ({ how, duty, asker: null, asked, past, rule, words, start: (s, verb) => clauseStart(s, verb) });

export function modeOf(pre: string, word: string, before: Mode | null, gerund: boolean, s: string): Mode | null {
  if (gerund && /\b(?:should|must|shall|ought to|has to|have to|(?:expected|supposed|required|meant|told) to) (?:all |now |also |each )?be $/.test(pre)) return modeOf(pre.replace(/be $/, ''), word, before, false, s);
  if (gerund && /\bby (?:\w+ly )?$/.test(pre)) {
    // "urged workers to support him by following …": what is asked is done by it.
    const asked = bareFrame(pre);
    if (asked !== null) return asked;
  }
  if (gerund && /\bif (?:you|u|ya|anyone|any of you) (?:fancy|feel like|are up for)\s+$/.test(pre)) return plainMode('invite', 'permission', 'if you fancy', pre.slice(-80));
  if (gerund) {
    if (/\b(?:keep|continue|by|start|try)\s+$/.test(pre) && !NOT.test(pre)) return plainMode('invite', 'go-on');
    return null;
  }
  let p = /^\w+ed$/.test(word) ? pre.replace(/\bhave (?:\w+ )?$/, '') : pre;
  let polite = false;
  let lead = '';
  for (let i = 0; i < 6; i++) {
    const found = LEAD.exec(p);
    if (!found) break;
    lead = found[0] + lead;
    if (POLITE.test(found[0]) || /\b(?:of (?:you|u)|all|guys|every\w+)\b/.test(found[0])) polite = true;
    p = p.slice(0, found.index);
  }
  if (/^(?:(?:follow|join|subscribe|like|share|scan)s$|(?:invite|bring|link|connect|add|put|enter|sign|enrol|open|install|keep|hook)s\b)/.test(word)) {
    const every = EVERY.exec(pre.slice(clauseStart(s, pre.length)));
    return every && !isDenied(every[1]!) && !/\b(?:who|that|which|time)\b/.test(every[1]!) ? plainMode('must', 'everybody', every[1]!.trim(), every[1]!) : null;
  }
  // "Free coffee if you follow us": what is given for it invites.
  if (REWARDED.test(pre)) return plainMode('invite', 'entry', 'if you', '');
  if (NOT.test(pre) && !polite && !GRATEFUL.test(pre.trimEnd())) return null;
  if (polite && /(?:do not|don't|never|not|n't|you need not)\s*$/.test(p)) return null;
  if (/\bearlier version\b|\bcorrection:/.test(pre)) return null;
  // Quotation marks within the request change nothing: told nurses to "like" it.
  const bare = p.replaceAll('"', ' ').trimEnd();
  const have = FRAME_HAVE.exec(bare);
  if (have && !isDenied(bare.slice(0, have.index))) return told(have[1]!, have[3]!, have.index, bare, pre);
  const frame = FRAME.exec(bare);
  const nearer = frame ? PASSIVE.exec(bare) : null;
  if (frame && (nearer === null || nearer.index <= frame.index + frame[1]!.length || /^(?:been|being|be)$/.test(nearer[1]!) && nearer.index < frame.index)) {
    // The nearest request verb counts: "said lecturers told the class to scan".
    let verb = frame[1]!;
    let object = frame[2]!;
    let index = frame.index;
    for (;;) {
      const inner = FRAME.exec(bare.slice(index + verb.length));
      if (!inner) break;
      index += verb.length + inner.index;
      verb = inner[1]!;
      object = inner[2]!;
    }
    if (isDenied(bare.slice(0, index)) || /^(?:whether|if|why|how|when|not)\b/.test(object.trim())) return null;
    if (object.startsWith('by ')) return byAgent(verb, object, index, bare);
    if (!/\b(?:likes? to|wants? to|going to|able to|used to)\b/.test(object)) return told(verb, object, index, bare, pre);
  }
  const made = MADE.exec(bare);
  if (made && !isDenied(bare.slice(0, made.index))) return told(made[1]!, made[2]!, made.index, bare, pre);
  const that = FRAME_THAT.exec(bare);
  if (that && !isDenied(bare.slice(0, that.index))) {
    if (/\b(?:it (?:is|was|has been)|is hereby|are)\s*$/.test(bare.slice(0, that.index))) return plainMode('must', 'asked', `${that[1]} that`, that[2]!);
    return told(that[1]!, that[2]!, that.index, bare, pre);
  }
  const handed = PASSIVE_HAVE.exec(bare);
  if (handed && !isDenied(bare.slice(0, handed.index))) { const past = /^(?:was|were|been)$/.test(handed[1]!); return plainMode('must', 'ensure', handed[0].trim().slice(0, 60), handed[3]!, past, past ? 'told' : 'direct'); }
  const passive = PASSIVE.exec(bare);
  if (passive) {
    const subject = bare.slice(0, passive.index).replace(/^.*[.;:!?]\s/s, '');
    // "Had they been told …" has not been.
    if (isDenied(subject) || /^\W*had\b/.test(subject)) return null;
    const past = /^(?:was|were|been|got|being)$/.test(passive[1]!);
    const duty: Duty = /invited|encouraged|welcome|recommended|advised/.test(passive[2]!) ? 'invite' : 'must';
    return { ...plainMode(past && duty === 'must' && /asked|urged|called/.test(passive[2]!) ? 'request' : duty, 'asked', passive[0].trim(), subject, past), how: past ? 'told' : 'direct' };
  }
  const grateful = GRATEFUL.exec(bare);
  if (grateful && !isDenied(bare.slice(0, grateful.index))) return plainMode('request', 'wish', grateful[0].slice(0, 60), grateful[1]!);
  const modal = MODAL.exec(bare);
  if (modal && (!polite || /^(?:must|shall|will)$/.test(modal[1]!))) {
    const subject = bare.slice(0, modal.index).replace(/^.*[.;:!?]\s/s, '');
    if (/^(?:can|may|could|might)$/.test(modal[1]!) ? !/\b(?:you|readers?|viewers?|everyone|public|users?|fans|citizens|people|customers|residents?|villagers?|parents?|members?|guests?|passengers?|students?|visitors?|farmers?|those|anyone|anybody|whoever|families|households|listeners|subscribers|patients|voters|travellers)\b/.test(subject) && peopleIn(subject).length === 0 : /\b(?:i|he|she)\s*$/.test(subject)) return null;
    if (isDenied(subject)) return null;
    // "Staff will follow …" is an order, "the minister will follow …" news; "more is to follow" comes after.
    if (/^(?:will|is to|are to)$/.test(modal[1]!) && !UNDER.test(subject)) return null;
    return plainMode(/^(?:can|may|could|might)$/.test(modal[1]!) ? 'invite' : 'must', /^(?:can|may|could|might)$/.test(modal[1]!) ? 'permission' : 'duty', modal[1]!, subject, modal[1] === 'had to');
  }
  const held = /^\w+ed$/.test(word) ? HELD.exec(bare) : null;
  if (held) return plainMode('must', 'kept', `until ${held[1]!.trim()}`, held[1]!, true, 'told');
  if (/^\w+ed$/.test(word) && /\buntil\b[\w' ]*$/.test(bare)) return null;
  const unfailing = MAY_NOT_FAIL.exec(bare);
  if (unfailing) return plainMode('must', 'duty', unfailing[0].trim(), unfailing[1]!);
  const brief = BRIEF.exec(bare);
  if (brief && UNDER.test(brief[1]!) && !isDenied(brief[1]!) && !/\b(?:going|likely|able|set|due|ready|free|how|want|wants|who|which|that|has|have|was|were|is|are)\b/.test(brief[1]!)) return plainMode('must', 'note', `${brief[1]} to`, brief[1]!);
  const until = UNTIL.exec(bare);
  if (until && !isDenied(bare.slice(0, until.index))) return plainMode('must', 'duty', until[0].trim(), bare.slice(0, until.index), /\bhad\b/.test(until[0]), /\bhad\b/.test(until[0]) ? 'told' : 'direct');
  if (ENTRY.test(bare) && COORDINATE.test(pre)) return plainMode('invite', 'entry', ENTRY.exec(bare)![0], bare);
  const each = HAVE_EACH.exec(bare);
  if (each) return plainMode('request', 'imperative', `have ${each[1]!}`.slice(0, 60), each[1]!);
  const ensure = SHALL_ENSURE.exec(bare);
  if (ensure && !isDenied(bare.slice(0, ensure.index))) { const past = /\b(?:was|were|been) (?:\w+ ){0,2}to\b/.test(ensure[0]); return plainMode('must', 'ensure', 'ensure', ensure[1]!, past, past ? 'told' : 'direct'); }
  if (polite) return plainMode('request', 'polite', lead.trim(), addressed(p));
  const trimmed = p.trimEnd();
  // "to like, follow or praise": the list goes on from what was asked, or was not.
  if (/\bto (?:[a-z]+, )*[a-z]+,\s*$/.test(p)) return before;
  if (OPENS.test(p) || trimmed === '') {
    // "rules, follow up": a comma opens an imperative only after an address to somebody or a condition.
    return plainMode('request', 'imperative', '', addressed(p));
  }
  if (COORDINATE.test(pre) && before !== null) return { ...before, asked: before.asked };
  if (COORDINATE.test(pre) && /(?:^|[,.;:!?\n]\s*)(?:please |just |pls )?(?:dm|pm|message|call|text|ring|write|e-?mail|contact|order|whatsapp|inbox|visit|find|ask) (?:[\w']+ ){0,4}(?:and|or|&) (?:just |also )?$/.test(pre)) return plainMode('request', 'imperative', '', '');
  if (COORDINATE.test(pre) && IMPERATIVE_START.test(s.slice(clauseStart(s, Math.max(0, pre.length - 1))).trimStart())) return plainMode('request', 'imperative', '', p.slice(-100));
  if (COORDINATE.test(pre)) {
    const earlier = /\b((?:must|shall|should)(?! not| never)|have to|has to|need to|(?:is|are) (?:\w+ )?(?:requested|required|asked|instructed|invited|urged|encouraged) to|(?:is|are) to)\b(?:(?![.;:!?]).){2,80}$/.exec(bare);
    if (earlier && !isDenied(bare.slice(0, earlier.index))) return plainMode(/invited|encouraged/.test(earlier[1]!) ? 'invite' : 'must', 'duty', earlier[1]!, bare.slice(0, earlier.index));
    const inFrame = new RegExp(`(?<![\\w-])(${REQUEST})\\s+((?:(?![.;:]\\s).){1,100}?)\\s+to\\s+(?:(?![.;:]\\s).){2,80}$`).exec(bare);
    if (inFrame && !isDenied(bare.slice(0, inFrame.index))) return told(inFrame[1]!, inFrame[2]!, inFrame.index, bare, pre);
  }
  if (/(?:^|[.!?\n]\s*)(?:(?:if|when|whenever|in case) (?:you|u|ya|anyone|you'd)\b[^.;!?]{3,80}|(?:before|after|while|once|for|to|since|because|as) [^.;!?,]{3,70},\s*)$/.test(p)) return plainMode('request', 'imperative', '', addressed(p));
  if (VOCATIVE.test(bare)) return plainMode('request', 'imperative', '', addressed(p));
  if (/^[A-Z]{4,}$/.test(word)) return plainMode('request', 'button', '', p.slice(-100));
  // An address without a comma: "Members scan and join", a hashtag or a headline before the verb in capitals.
  if (/^[A-Z]/.test(word) && !/\b(?:to|that|the|a|of|who|will|would|did|do|does|not|they|we|i|he|she)\s*$/.test(p)) return { ...plainMode('request', 'imperative', '', ''), start: (_s, verb) => verb };
  return null;
}

/** People who are told what they will do. */
const UNDER = /\b(?:staff|employees?|personnel|officials?|officers?|civil servants|public servants|teachers?|lecturers?|students?|pupils?|class(?:es)?|members?|workers?|soldiers?|units?|departments?|heads?|chiefs?|directors?|branches|stewards?|households?|residents|everyone|everybody|all|each|every|you|conscripts|cadets|crews?|inspectors?|clerks?|nurses?|drivers?|volunteers?|activists|comrades|secretaries|councillors?|mayors?|governors|monks)\b/;

/** "X's channel is to be followed by every member": the account is the subject of a duty. */
const PASSIVE_DUTY = /\b(must|shall|should|will|(?:is|are|was|were|has|have|had|needs?|ought) to) (?:also |now |henceforth |all )*be (?:\w+ly )?$/;
export function passive(pre: string, word: string, post: string): Mode | null {
  if (!word.endsWith('ed')) return null;
  const duty = PASSIVE_DUTY.exec(pre);
  if (duty === null) return null;
  const subject = pre.slice(0, duty.index).replace(/^.*[.;:!?]\s/s, '');
  const by = /^(?: to)? by ((?:(?![.;:]\s).){2,70})/.exec(post)?.[1] ?? null;
  if (!ACCOUNT.test(subject.slice(-110)) || isDenied(subject) || (by === null && !/^(?:must|shall|is to|are to|has to|have to)$/.test(duty[1]!))) return null;
  const past = /^(?:was|were|had)/.test(duty[1]!);
  return { ...plainMode('must', 'account-duty', `${duty[1]} be`, by ?? '', past, past ? 'told' : 'direct'), start: (s, verb) => { const clause = clauseStart(s, verb); return clause + (/^.*\bthat (?=the|our|his|her|all|this)/.exec(s.slice(clause, verb))?.[0].length ?? 0); } };
}

/** The request in which "by following" stands. */
function bareFrame(pre: string): Mode | null {
  const frame = new RegExp(`(?<![\\w-])(${REQUEST})\\s+((?:(?![.;:]\\s).){1,100}?)\\s+to\\s+(?:(?![.;:]\\s).){2,90}\\bby (?:\\w+ly )?$`).exec(pre);
  return frame && !isDenied(pre.slice(0, frame.index)) ? told(frame[1]!, frame[2]!, frame.index, pre, pre) : null;
}

/** Whom an imperative addresses: the words before it in its sentence, without a speaker's label or an earlier clause. */
const addressed = (p: string): string => p.slice(-110).replace(/^.*(?:[.;!?\n]\s|, (?:so|but|and|then) )/s, '').replace(/(?:^|\n)[^:\n]{1,40}:\s/, ' ');

/** "Nurses were instructed by the director to …": who asks stands after the verb, the asked before it. */
function byAgent(verb: string, object: string, index: number, bare: string): Mode | null {
  const subject = bare.slice(0, index).replace(/^.*[.;:!?]\s/s, '').replace(/ (?:has|have|had|is|are|was|were|been|being|also| )+$/, '');
  const duty: Duty = HARD.test(verb) ? 'must' : SOFT.test(verb) ? 'invite' : 'request';
  const agent = index + verb.length + 4;
  return isDenied(subject) ? null : { ...plainMode(duty, 'asked', `${verb} to`, subject, true, 'told'), asker: [agent, agent + object.length - 3] };
}

const FIRST_PERSON = /\b(?:we|i)(?: \w+ly| would like to| also| hereby| all)*\s*$/;

function told(verb: string, object: string, index: number, bare: string, pre: string): Mode | null {
  if (object.startsWith('by ') && /\b(?:is|are|was|were|been|being)(?: \w+ly| also)* $/.test(bare.slice(0, index))) return byAgent(verb, object, index, bare);
  if (!FIRST_PERSON.test(bare.slice(0, index)) && isHypothetical(bare.slice(0, index))) return null;
  const stem = verb.replace(/(?:ed|es|s|ing|e)$/, '');
  const duty: Duty = HARD.test(stem) || HARD.test(verb) ? 'must' : SOFT.test(verb) ? 'invite' : 'request';
  const beforeVerb = bare.slice(0, index);
  const subject = subjectOf(beforeVerb);
  const first = FIRST_PERSON.test(beforeVerb) || (/^\s*$/.test(beforeVerb) && /^(?:tell|ask|urge|call|invite|encourage|remind)/.test(verb));
  // "ask your children to join", "tell your friends to": an imperative to pass it on.
  if (/^(?:tell|ask|urge|invite|encourage|remind|have)$/.test(verb) && !FIRST_PERSON.test(beforeVerb) && (OPENS.test(beforeVerb) || LEAD.test(beforeVerb))) return { ...plainMode('request', 'pass-on', verb, beforeVerb) };
  if (verb.endsWith('ing') && /^\W*$/.test(beforeVerb)) return null;
  const past = !/^(?:asks?|tells?|orders?|instructs?|urges?|calls? (?:up)?on|invites?|requests?|directs?|encourages?|requires?|appeals? to|obliges?|advises?|reminds?)$/.test(verb);
  const offset = subject?.[0] ?? -1;
  return {
    how: first ? 'direct' : 'told', duty, asker: subject, asked: object, past, rule: 'told', words: `${verb} … to`,
    start: (s, at) => {
      const base = at - pre.length;
      // The subject belongs to the quote where it stands close.
      return subject && index - offset < 70 ? base + offset : wordStart(s, Math.max(clauseStart(s, base + index), base + index - 40));
    },
  };
}

/** A cut moved on to the next word's beginning. */
const wordStart = (s: string, at: number): number => (at > 0 && /[\w'’]/.test(s[at - 1]!) ? at + /^[\w'’-]*\s*/.exec(s.slice(at))![0].length : at);
