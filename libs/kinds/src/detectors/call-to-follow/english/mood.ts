import type { Ask } from '../ask.js';
import type { Rule } from '../messages.js';
import type { Duty } from '../strength.js';
import { isDenied, isHypothetical } from './denial.js';

/** In what mood an asking word stands: imperative, duty, polite request, or somebody's request described. Folded lower-case text. */

const REQUEST = "(?:ask(?:s|ed|ing)?|told|tell(?:s|ing)?|order(?:s|ed|ing)?|instruct(?:s|ed|ing)?|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:up)?on|invit(?:e|es|ed|ing)|request(?:s|ed|ing)?|direct(?:s|ed|ing)?|encourag(?:e|es|ed|ing)|requir(?:e|es|ed|ing)|appeal(?:s|ed|ing)? to|persuad(?:e|ed|es|ing)|oblig(?:e|es|ed|ing)|forc(?:e|es|ed|ing)|push(?:es|ed|ing)|press(?:es|ed|ing)|pressur(?:es|ed|ing)|pressured|begg?(?:s|ed|ing)|advis(?:e|es|ed|ing)|remind(?:s|ed|ing)?|exhort(?:s|ed|ing)?|command(?:s|ed|ing)?|compel(?:s|led|ling)?|implor(?:e|es|ed|ing)|plead(?:s|ed|ing)? with|want(?:s|ed)|wrote to|demand(?:s|ed|ing)?|task(?:s|ed|ing)?|bids?|bade|enjoin(?:s|ed|ing)?|entreat(?:s|ed|ing)?|beseech(?:es|ing)?|besought|coax(?:es|ed|ing)?|cajol(?:e|es|ed|ing)|nudg(?:e|es|ed|ing)|prod(?:s|ded|ding)?|lean(?:s|ed|t|ing)? on|bull(?:ies|ied|ying)|coerc(?:e|es|ed|ing)|nag(?:s|ged|ging)|pester(?:s|ed|ing)?|lobb(?:ies|ied|ying)|assign(?:s|ed)|counsel(?:s|led|ling)?|petition(?:s|ed)|caution(?:s|ed)|mandat(?:es|ed)|expect(?:s|ed)|needs?|would like|'d like|got|gets?|getting|allow(?!s|ed)|motivat(?:e|es|ed|ing)|signalled|summon(?:s|ed|ing)?|sent word (?:to|for)|left word for|messag(?:ed|es)|text(?:ed|s)|e-?mail(?:ed|s)|phon(?:ed|es)|instructions? (?:for|to)|orders? (?:for|to)|made|makes|having)";
const HARD = /^(?:task|enjoin|bull|coerc|assign|mandat|summon|order|instruct|direct|requir|oblig|forc|command|compel|told|tell|demand|made|makes|instructions|orders)/;
const SOFT = /^(?:coax|cajol|nudg|prod|lobb|counsel|entreat|beseech|besought|motivat|invit|encourag|advis|appeal|remind|begg|implor|plead|persuad)/;
const FRAME = new RegExp(`(?<![\\w-])(${REQUEST})\\s+((?:(?![.;:]\\s).){1,130}?)\\s+to(?: also| now| please| kindly| then)?$`);
const FRAME_THAT = /(?<![\w-])((?:request|ask|requir|order|insist|demand|recommend|suggest|instruct|resolv|decid|agre|direct|propos|decre|rul|expect)(?:s|ed|e|es|ing|eed)?)\s+that ((?:(?![.;:]\s).){2,120}?)(?: should| must| shall| to)?$/;
const FRAME_HAVE = new RegExp(`(?<![\\w-])(${REQUEST})\\s+((?:(?![.;:]\\s).){1,110}?)\\s+to\\s+(?:have|let|make|ensure(?: that)?|make sure(?: that)?|see that|get)\\s+(.{2,60}?)(?: to)?$`);
/** "made us install telegram and sub to": no "to" after whoever is made. */
const MADE = /(?<![\w-])(made|makes|making|make|had|have|has|having|lets?) ((?:(?:all|each|every|the|our|his|her|their|its|my|both|other|new|junior|senior|whole) )*(?:us|me|them|him|everyone|everybody|[\w-]*(?:staff|students?|pupils?|teachers?|workers?|employees?|officers?|soldiers?|villagers?|parents?|class|crew|team|members?|residents?|officials?|nurses?|drivers?|cleaners?|people|chiefs?|clerks?|guards?|conductors?|tenants?|vendors?|kids|children|[a-z]{2,}(?:ers|ors|men|women|ists|ees))))(?: all| each| also)?(?: (?:(?!to\b|not\b)[\w'-]+ ){1,5}(?:and|then|,))?$/;
const SHALL_ENSURE = /\b(?:shall|must|should|will|please|kindly|(?:are|is|was|were|been) (?:\w+ ){0,2}?to)\b.*\b(?:make sure|ensure|see to it|see)(?: that)?\s+(.{2,70}?)$/;
/** "We would be grateful if all officials could …", "it would help if everyone …". */
const GRATEFUL = /\b(?:would|will|should|'d|is|are)(?: \w+ly)? (?:be )?(?:(?:very|most|so|much|deeply|really|truly) )*(?:grateful|glad|pleased|tickled|chuffed|thrilled|honou?red|touched|over the moon|in your debt|thankful|obliged|delighted|happy|great|lovely|nice|kind|good|helpful|wonderful|appreciated?|welcome|help|mean a lot)(?: it| us| a lot| much| greatly| to us| to me)* if ((?:(?![.;:]\s).){1,80}?)(?: could| would| can| will| also| all| kindly)*$/;
/** "Have each inspector join …": an order to whoever reads it, about those named. */
const HAVE_EACH = /(?:^\W*|[.:;!?\n]\s+|\d[.)]\s+)(?:have|let|get) ((?:each|every|all|your|our|the|their|any) [\w' -]{2,50}?)(?: to)?$/;
/** Rules of prize draws: "to take part, the customer … and becomes a follower of". */
const ENTRY = /\bto (?:take part|enter|win|participate|qualify|be eligible|join the draw)\b/;
const ACCOUNT = /(?<![\w-])(?:channel|page|account|profile|group|handle)s?(?![\w-])|@\w|t\.me|\.(?:com|me)\/|\bcode\b/;
const ADVERB = '(?:hereby |kindly |also |strongly |warmly |cordially |respectfully |politely |all |once |again |therefore |therewith |now |still )*';
const PASSIVE = new RegExp(`\\b(is|are|was|were|been|be|being|get|gets|got)\\s+${ADVERB}(requested|asked|invited|urged|encouraged|required|instructed|ordered|obliged|advised|reminded|expected|directed|told|called (?:up)?on|forced|compelled|supposed|recommended|obligated|welcome|called|begged|exhorted|implored|made|pressed|pressured|pushed|tasked|bidden|bid|enjoined|coaxed|cajoled|nudged|prodded|leaned on|leant on|bullied|coerced|nagged|pestered|lobbied|assigned|counselled|cautioned|mandated|summoned|bound|committed|duty-bound|meant|needed|wanted|persuaded|convinced|enlisted|briefed|warned|sworn|drafted|commanded|commissioned|charged)(?:, [^,.;]{2,30},)? to(?: also| now| please| kindly)?$`);
/** "Each chief is asked to have the villagers …": those named last are to do it. */
const PASSIVE_HAVE = /\b(is|are|was|were|been) (?:\w+ly |also |hereby )*(requested|asked|invited|urged|encouraged|required|instructed|ordered|obliged|advised|reminded|expected|directed|told) to (?:have|let|make|get) ((?:(?![.;:]\s).){2,60}?)(?: to)?$/;
/** "all members join …", "comrades put a like": the present tense of those addressed. */
const VOCATIVE = /(?:^|[.:;!?\n–—]\s?|\b(?:so|and|dear|hi|hey|ok) )(?:(?:all|every|each) (?:[\w-]+ ){1,3}?|(?:comrades|colleagues|members|guys|lads|folks|friends|mates|brothers|sisters|students|team|class|parents|neighbours|people|teachers|staff|drivers|volunteers|activists|residents|fans|followers|compatriots|citizens|everyone|everybody) ?(?:all|too)?)$/;
/** "Every man of the company joins …": the present tense of an order, where no news tells of it. */
const EVERY = /^\W*(?:(?:and|but|so|then|also|before|by|until|from|tonight|today|tomorrow)\b[\w :]{0,30}?,? )?((?:every|each|everyone|everybody)\b[\w' -]{0,60}?)(?: also| now| then)?$/;
const MODAL = /\b(must|shall|should|have to|has to|had to|need to|needs to|ought to|is to|are to|can|may|could|might|had better|got to|gotta|hafta|will)(?: all| each| both| now| also| please| kindly| then| simply| only)*$/;
/** "Would not let us leave until we had scanned …". */
const HELD = /\b(?:not|n't|never|nobody|no one|kept|locked|held|stay(?:ed)?)\b[^.;]{0,70}\buntil ((?:we|they|i|everyone|everybody|all|each|every)\b[\w' ]{0,30}?)(?: had| have)?$/;
/** A note in headings: "All shifts to follow …". */
const BRIEF = /(?:^|[.:;!?\n]\s?)((?:all|each|every|both|heads?|staff|units?|teams?|members|teachers|students|pupils|officers|officials|workers|departments?|chiefs?|village \w+|section \w+)(?: [\w&'-]+){0,6}?) to(?: also| please| now)?$/;
/** "No employee may fail to …". */
const MAY_NOT_FAIL = /\bno(?:body|-one| one)?\b([\w ]{0,40}?) (?:may|should|must|can|shall|is (?:allowed|permitted) to) (?:fail|forget|neglect|omit) to$/;
const UNTIL = /\b(?:has|have|had|given|gave|with) (?:only |just )?(?:until|till|up to) [\w ,:]{2,40} to$/;
const LEAD = /(?:(?<![\w'])(?:please|pls|plz|kindly|(?:do not|don't|dont|never|not) forget(?: to)?|remember to|make sure(?: to| that you| you)?|be sure to|feel free to|(?:you|readers|viewers|listeners|fans|users|everyone|those (?:interested|(?:wanting|wishing|seeking|missing|who want|who wish|who miss) [^.;:,]{2,50}?)|the public|subscribers|visitors|anyone interested) (?:can|may)(?: also| now)?(?: too)?|help us|help me|help|let's|let us|do|just|now|then|also|so|simply|always|go and|go|come(?: along)?(?: and)?|hurry and|try to|take a moment to|do (?:me|us|him|her) (?:a|this|the) (?:kindness|favou?r) and|(?:do )?be (?:so )?(?:kind|good|nice|sweet) (?:enough )?(?:to|as to)|do (?:come|visit|drop by|look in) and|you (?:might|may|could) (?:want|like|care|wish) to|grab your phones? and|(?:take|get|pull|whip) out (?:your|those|ur) phones?(?:,[^,.;]{2,20},)? and|take a (?:second|minute|moment) (?:to|and)|go ahead and|make a point of|why don't (?:you|u|we)(?: all)?|why not|don't be shy,? (?:and )?|(?:take|get|pull) out your phones? and|take a minute to|click (?:here )?(?:to|and)|tap (?:here )?to|press|hit|tap|click(?: on)?|push|smash|(?:each|all|both|every one|some) of (?:you|u|us)|you all|you guys|y'all|everyone|everybody|u all|(?:can|could|would|will) (?:you|u|ya|y'all|everyone|everybody|anyone|someone|somebody|we all|people|folks|those of you)(?: all| guys)?|(?<=(?:please|pls|plz|kindly) )(?:all )?(?:(?:my |our |dear )*(?:guys|people|folks|friends|colleagues|parents|members|students|fans|families|you)|all)|(?:would|do) you mind|be an? (?:angel|dear|star|pal|mate|sport|love) and|(?:it )?would (?:be (?:great|lovely|nice|kind|good)|help|mean a lot) if (?:you|u|everyone|everybody)(?: all| could| would)*|i need \d+ people to|we need \d+ people to|don't hesitate to|be the first to|want to)\s*["']?\s*)$/;
const POLITE = /good|nice|sweet|want to|ask|beg|grab|second|ahead|why don|could|would|will|why not|mind|mate and|love and|star and|dear and|angel and|please|pls|plz|kindly|forget|remember|make sure|be sure|feel free|can|may|help|let|hesitate|press|hit|tap|click|smash|push|try|take|need/;
/** What may stand before an imperative: nothing, punctuation, a list number or a pictograph. */
const OPENS = /(?:^|(?:^|[.:,;!?\n([]|said|says|wrote|reads?|reading)\s*["']|[.!?:;,()[\]{}|•·–—➡→⬇►▶>*~=&+\n]|(?:^|\s)-|\p{Extended_Pictographic}[\u{1F3FB}-\u{1F3FF}]*\uFE0F?|\d\uFE0F?\u20E3|(?:^|\s)\(?(?:\d{1,2}|[a-z])[.)])\s*$/u;
export const COORDINATE = /(?:\b(?:and|then|or)\b|[,&+/•|·])\s*(?:(?:also|then|please|to|even|so|now|help)\s+)*["']?$/;
const NOT = /\b(?:not|never|cannot|without|nobody|no one|none of|stop|refus\w*|avoid|instead of|neither|nor|hardly|rarely|already|no need|who|which|if (?:you|they|we))\b(?:\s+[\w']+){0,2}\s*$|n't(?:\s+\w+){0,2}\s*$/;
const IMPERATIVE_START = /^(?:["'([\s]*)(?:please|install|download|open|listen|read|watch|visit|go|click|press|tap|scan|check|see|come|change|add|turn|stay|get|help|push|take|use|set|show|dear|send|invite|bring|let's|look|start|move|switch|follow|like|join|share|subscribe|breaking)\b/;

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
    if (object.startsWith('by ')) {
      const subject = bare.slice(0, index).replace(/^.*[.;:!?]\s/s, '').replace(/ (?:has|have|had|is|are|was|were|been|being|also| )+$/, '');
      const duty: Duty = HARD.test(verb) ? 'must' : SOFT.test(verb) ? 'invite' : 'request';
      const agent = index + verb.length + 4;
      return isDenied(subject) ? null : { ...plainMode(duty, 'asked', `${verb} to`, subject, true, 'told'), asker: [agent, agent + object.length - 3] };
    }
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
    if (/^(?:can|may|could|might)$/.test(modal[1]!) ? !/\b(?:you|readers?|viewers?|everyone|public|users?|fans|citizens|people|customers|residents?|villagers?|parents?|members?|guests?|passengers?|students?|visitors?|farmers?|those|anyone|anybody|whoever|families|households|listeners|subscribers|patients|voters|travellers)\b/.test(subject) : /\b(?:i|he|she)\s*$/.test(subject)) return null;
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
  if (OPENS.test(p) || trimmed === '') {
    // "rules, follow up": a comma opens an imperative only after an address to somebody or a condition.
    return plainMode('request', 'imperative', '', addressed(p));
  }
  if (COORDINATE.test(pre) && before !== null) return { ...before, asked: before.asked };
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

const FIRST_PERSON = /\b(?:we|i)(?: \w+ly| would like to| also| hereby| kindly| warmly| all)*\s*$/;

function told(verb: string, object: string, index: number, bare: string, pre: string): Mode | null {
  if (!FIRST_PERSON.test(bare.slice(0, index)) && isHypothetical(bare.slice(0, index))) return null;
  const stem = verb.replace(/(?:ed|es|s|ing|e)$/, '');
  const duty: Duty = HARD.test(stem) || HARD.test(verb) ? 'must' : SOFT.test(verb) ? 'invite' : 'request';
  const beforeVerb = bare.slice(0, index);
  const subject = /(?:^|[.;:!?,"]\s*|\b(?:said|says|say|claim|report|that|and|where|when|which|how|but|as|in which)\s+)((?:(?!\b(?:said|says|say|claim|report|that|and|where|when|which|how|in which)\b)[^.;:!?,"]){2,70}?)(?: (?:has|have|had|hereby|also|reportedly|allegedly|then|later|is|are|was|were|it|"?warmly))*\s*$/.exec(beforeVerb);
  if (subject && /^(?:is|are|was|were|has|have|had|also|then|been)$/.test(subject[1]!)) {
    // "Its president, Moss Tarrant, is encouraging …": the subject stands before what explains it.
    const apposed = /(?:^|[.;:!?"]\s*|\b(?:that|and|but) )([^.;:!?,"]{2,60}), [^.;:!?"]{2,60}, *$/.exec(beforeVerb.slice(0, subject.index + 2));
    if (apposed) { subject[1] = apposed[1]!; subject.index = apposed.index; subject[0] = apposed[0]; }
  }
  const first = FIRST_PERSON.test(beforeVerb) || (/^\s*$/.test(beforeVerb) && /^(?:tell|ask|urge|call|invite|encourage|remind)/.test(verb));
  // "ask your children to join", "tell your friends to": an imperative to pass it on.
  if (/^(?:tell|ask|urge|invite|encourage|remind|have)$/.test(verb) && !FIRST_PERSON.test(beforeVerb) && (OPENS.test(beforeVerb) || LEAD.test(beforeVerb))) return { ...plainMode('request', 'pass-on', verb, beforeVerb) };
  if (verb.endsWith('ing') && /^\W*$/.test(beforeVerb)) return null;
  const past = !/^(?:asks?|tells?|orders?|instructs?|urges?|calls? (?:up)?on|invites?|requests?|directs?|encourages?|requires?|appeals? to|obliges?|advises?|reminds?)$/.test(verb);
  const offset = subject ? subject.index + subject[0].indexOf(subject[1]!) : -1;
  return {
    how: first ? 'direct' : 'told', duty, asker: subject ? [offset, offset + subject[1]!.length] : null, asked: object, past, rule: 'told', words: `${verb} … to`,
    start: (s, at) => {
      const base = at - pre.length;
      // The subject belongs to the quote where it stands close.
      return subject && index - offset < 70 ? base + offset : wordStart(s, Math.max(clauseStart(s, base + index), base + index - 40));
    },
  };
}

/** A cut moved on to the next word's beginning. */
const wordStart = (s: string, at: number): number => (at > 0 && /[\w'’]/.test(s[at - 1]!) ? at + /^[\w'’-]*\s*/.exec(s.slice(at))![0].length : at);
