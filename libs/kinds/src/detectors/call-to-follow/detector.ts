import type { CallAudience, CallObservation, CallPayload, CallReason } from '#core/model.js';
import { originalSpan } from '#core/text/fold.js';
import type { Sentence } from '#core/text/sentences.js';
import { between, type Detector, isKhmer, observe, type Prose } from '../detector.js';
import type { Range } from '../clauses.js';
import type { Ask } from './ask.js';
import { asksElsewhere, audienceElsewhere, knowsLanguage } from './elsewhere.js';
import { englishAsks } from './english/asks.js';
import { khmerAsks } from './khmer/asks.js';
import { reasonIn, type VoiceRule } from './messages.js';
import { peopleIn, underStation } from './people.js';
import { standingAsks } from './standing.js';
import { checkedBy, isVoluntary } from './checks.js';
import { strengthOf } from './strength.js';
import { ownerOf, targetsOf } from './targets.js';
import { isInstitution, isOutlet, voiceOf } from './voice.js';

/** No rule can find a call in a text without one of these. */
const ANY = /follow|join|subscri|(?<![a-z])like(?![a-z])|shar(?:e|ing)|scan|forward|invit|bring|recruit|persuad|mobili|connect|updates?|news|(?<![a-z])(?:get|tell|ask|add|sub|come|move|find|become|press|hit|tap|give|put|chuck|toss|lob|fling|sling|bung|bash|ring|sub|have|instal+|load|save|copy|paste|must|shall|please|pls|told|asked|ordered|made|drop|stick|pop|nip|roll|point|aim|hop|jump|enter|register|sign up|enrol|spread|pass|circulate|hold|link|be|drag|pull|fetch|heart|hearts|like)(?![a-z])|តាម|រក|សែរ|ជាវ|សាប់|បេះដូង|ទាញ|នាំ|ប្រាប់|កូដ|ចែក|មានឈ្មោះ|ចុះឈ្មោះ|បន្ត|ចូល|ចែករំលែក|ស្កេន|បបួល|ជាវ|ស៊ែរ|ឡាយ|ហ្វូឡូ|បណ្តាញ|ព័ត៌មាន|[^\u0000-\u024f\u1780-\u17ff]|[á-ÿ]/;
/** Signs that a text is about social accounts at all. */
const SOCIAL = /(?<![a-z])qr(?![a-z])|\bcodes?\b|screen ?shots?|\b(?:pages|profiles)\b|\bchannels?\b|\bsubscribers?\b|\bfollowers?\b|social media|\baccounts?\b|\bchat\b|\bfollowed\b|\bproof\b|\bphone\b|ឆានែល|ឆាណែល|ផេក|ស្កេន|រូបថតអេក្រង់|ភស្តុតាង|ទូរស័ព្ទ|កូដ|[\u1780-\u17ff]\s?follow|follow\s?[\u1780-\u17ff]|គណនី/;

/** Calls to follow, join, subscribe, like, share, scan or invite: see README.md beside this file. */
export const callToFollow: Detector = {
  id: 'call-to-follow',
  version: 7,
  kinds: ['call'],
  detect: (doc) => detectCalls(doc),
};

export function detectCalls(doc: Prose): CallObservation[] {
  const { text } = doc.folded;
  if (doc.mentions.length === 0 && !knowsLanguage(doc.language) && !ANY.test(text)) return [];
  const social = doc.mentions.length > 0 || SOCIAL.test(text);
  const found: CallObservation[] = [];
  let whole: Whole | undefined;
  const elsewhere = knowsLanguage(doc.language);
  const standing = standingAsks(doc);
  const seen = new Set<string>();
  for (const sentence of doc.sentences) {
    if (found.length > MOST) break;
    // Whether words are about an account is asked of what stands near.
    const asks = sentenceAsks({ ...doc, mentions: between(doc.mentions, sentence.start - 300, sentence.end + 150) }, sentence, social, elsewhere);
    for (const ask of between(standing, sentence.start - 200, sentence.end)) if (ask.verb.start >= sentence.start && ask.verb.start < sentence.end && asks.length === 0) asks.push(ask);
    for (const [at, ask] of asks.entries()) {
      const next = asks[at + 1];
      whole ??= { checked: checkedBy(text), voluntary: isVoluntary(text), superior: isInstitution(doc) || doc.actor === null || /\b(?:teacher|professor|class monitor|director|chief)\b/.test(text) };
      for (const observation of complete(doc, sentence, ask, next, asks[at - 1], whole)) {
        const key = `${observation.span.start}:${observation.span.end}:${observation.payload.action}:${observation.payload.audience}:${observation.payload.target.platform}:${observation.payload.target.handle ?? observation.payload.target.url}`;
        if (!seen.has(key)) { seen.add(key); found.push(observation); }
      }
    }
  }
  // "Follow the Courier online:" over a row of its accounts is a heading.
  const isHeading = ({ payload: { voice, target } }: CallObservation) => voice === 'boilerplate' && target.platform === 'other' && target.handle === null && target.url === null;
  return found.some((call) => call.payload.voice === 'boilerplate' && !isHeading(call)) ? found.filter((call) => !isHeading(call)) : found;
}

/** More calls than this in one text are a list or an attack. */
const MOST = 300;

function sentenceAsks(doc: Prose, sentence: Sentence, social: boolean, elsewhere: boolean): Ask[] {
  const words = doc.folded.text.slice(sentence.start, sentence.end);
  if (isKhmer(doc, sentence)) return khmerAsks(doc, sentence, social);
  if (elsewhere) {
    const asks = asksElsewhere(doc, sentence);
    if (asks.length > 0) return asks;
  }
  return /[a-z]/.test(words) ? englishAsks(doc, sentence, social) : [];
}

function* complete(doc: Prose, sentence: Sentence, plain: Ask, next: Ask | undefined, before: Ask | undefined, { checked, voluntary, superior: above }: Whole): Generator<CallObservation> {
  const ask = underLeadIn(doc, plain);
  const joined = next !== undefined && sameWords(doc, ask, next);
  const follows = before !== undefined && sameWords(doc, before, ask);
  // "like and share this page": what follows the second word is the object of both.
  const shared = next !== undefined && CONNECTOR.test(doc.folded.text.slice(ask.verb.end, next.verb.start));
  const until = next !== undefined && !shared ? next.verb.start : sentence.end;
  const end0 = Math.min(ask.end, next !== undefined && !joined ? trimTail(doc, ask.verb.end, next.verb.start) : ask.end);
  const { voice, caller, quote, told, cut } = voiceOf(doc, sentence, ask, end0);
  // "follow the new page and share it": it is what was named before.
  const anaphoric = before !== undefined && ask.action === 'share' && /^\s*(?:(?:it|them)\b|បន្ត|ផង|$|[.,!])/.test(doc.folded.text.slice(ask.verb.end, sentence.end)) && (next === undefined || !shared);
  const aim = anaphoric ? before : ask;
  const { refs, end: reach } = targetsOf(doc, sentence, { ...aim, end: Math.min(aim.end, end0) }, anaphoric ? ask.verb.start : until, voice === 'reported');
  const end = anaphoric ? Math.max(end0, ask.verb.end) : reach;
  let start = before !== undefined && !follows && ask.start <= before.verb.start ? ask.verb.start : ask.start;
  let stop = joined ? Math.max(end, next.end) : end;
  if (follows) start = before.start;
  if (quote && (ask.how === 'direct' || ask.start > quote.start)) { start = Math.max(start, Math.min(quote.start + 1, ask.verb.start)); stop = Math.min(Math.max(stop, ask.verb.end), quote.end - 1); }
  if (cut !== null) stop = Math.min(stop, cut);
  // No quote begins inside an address or a handle.
  const cutInto = between(doc.mentions, start - 120, start).find((mention) => mention.end > start);
  if (cutInto) start = cutInto.start;
  stop = Math.max(trimTail(doc, ask.verb.end, stop), ask.verb.end);
  const audiences = voice === 'boilerplate' ? ['general' as const] : audienceOf(doc, sentence, ask, caller, quote);
  const authority = ask.asker !== null && /police|soldier|officers?\b|authorit|army|នគរបាល|កងរាជអាវុធហត្ថ|អាជ្ញាធរ/.test(doc.folded.text.slice(ask.asker.start, ask.asker.end));
  const superior = voice === 'reported' || above;
  const text0 = doc.folded.text;
  for (const audience of audiences) {
    const softened = ask.duty === 'invite' && voice !== 'reported' && checked === null;
    // A leader who asks students or graduates in passing is not their teacher.
    const passing = voice === 'reported' && audience === 'students' && ask.duty !== 'must' && checked === null && !SCHOOL.test(text0.slice(Math.max(0, ask.start - 160), ask.verb.end));
    const duty = passing ? 'invite' : authority && voice === 'reported' ? 'must' : ask.duty === 'invite' && !passing && voice === 'reported' && (audience === 'employees' || audience === 'local_authorities' || audience === 'students') ? 'request' : ask.duty;
    const below = superior && /employees|students|local_authorities/.test(audience);
    const mild = /^should$/.test(ask.words) && !/employees|students|local_authorities|members/.test(audience);
    const politeKhmer = voice === 'own' && ask.duty === 'request' && checked === null && audience === 'employees' && ask.rule === 'polite' && /ministry|government/.test(doc.actor?.kind ?? '') && isKhmer(doc, sentence) && !/ណែនាំ|សារាចរ|បទបញ្ជា/.test(text0.slice(0, ask.verb.start));
    const strength = voice === 'boilerplate' ? 'invitation' : strengthOf(politeKhmer ? 'invite' : mild ? 'request' : duty, audience, superior && !softened && !passing, checked !== null && (!checked.quota || duty === 'must' || below), voluntary);
    for (const ref of refs) {
      const payload: CallPayload = { voice, caller, audience, target: { platform: ref.platform, handle: ref.handle, url: ref.url, owner: ownerOf(doc, ask, stop) ?? (voice === 'boilerplate' ? doc.actor?.name ?? null : null) }, action: ask.action, strength, ...(strength === 'mandatory' && checked !== null ? { proof: original(doc, checked) } : {}) };
      payload.reason = reasonOf(doc, sentence, ask, payload, told, strength === 'mandatory' ? checked?.words ?? null : null);
      const observation = observe(doc, 'call', { start, end: stop }, payload, reasonIn('en', payload.reason)!, evidenceOf(ask, payload));
      if (observation) yield observation as CallObservation;
    }
  }
}

const original = (doc: Prose, { start, end }: { start: number; end: number }): string => { const span = originalSpan(doc.folded, start, end); return doc.text.slice(span.start, span.end); };

const LISTED = /^[\s"]*(?:[-•*–·]|\(?(?:\d{1,2}|[a-z]|[\u1780-\u17a2]|[ivx]{1,4})[.)៖])\s/;
const DUTY = /\b(?:must|shall|should|will|(?:is|are|have|has) (?:\w+ ){0,3}to|requested|required|asked|instructed|ordered|directed)\b|ត្រូវ|សូម|ណែនាំ|ស្នើ/;

/** An item of a list stands under the words that open the list: "Village heads are asked to: (a) … (b) follow the page". */
function underLeadIn(doc: Prose, ask: Ask): Ask {
  const { text } = doc.folded;
  if (ask.how !== 'direct' || isOutlet(doc)) return ask;
  let line = text.lastIndexOf('\n', ask.verb.start) + 1;
  if (line === 0 || !LISTED.test(text.slice(line, line + 12))) return ask;
  for (let lines = 0; lines < 12 && line > 0; lines++) {
    const end = line - 1;
    line = text.lastIndexOf('\n', end - 1) + 1;
    const words = text.slice(line, end).trimEnd();
    if (LISTED.test(words) || words === '') continue;
    return /[:៖]$/.test(words) && DUTY.test(words.slice(-200)) ? { ...ask, duty: 'must', asked: `${words.slice(-200)} ${ask.asked}` } : ask;
  }
  return ask;
}

/** What the whole document says of its calls: what checks them, whether they are free, whether a superior speaks. Asked once. */
interface Whole { checked: ReturnType<typeof checkedBy>; voluntary: boolean; superior: boolean }

/** Who stands above students. */
const SCHOOL = /\b(?:teachers?|lecturers?|professors?|headmasters?|headmistress|head ?teachers?|principals?|rectors?|deans?|schools?|universit\w+|college|faculty|monitors?|administrators?|instructors?|tutors?|ministry|education)\b|គ្រូ|សាលា|នាយក(?!រដ្ឋ)|សាកលវិទ្យាល័យ|មហាវិទ្យាល័យ|ប្រធានថ្នាក់|ក្រសួង/;

const CONNECTOR = /^[\s,&+/]*(?:and|or|និង|ហើយ)?[\s,&+/]*(?:to |also |ចុច)?$/;

/** "like and share this page": the first action's own words are only a connector. */
function sameWords(doc: Prose, first: Ask, second: Ask): boolean {
  const between = doc.folded.text.slice(first.verb.end, second.verb.start);
  return CONNECTOR.test(between) || goesOn(doc, first, second, between) || (between.length < (/[\u1780-\u17b3]/.test(between) ? 20 : 27) && second.end - first.start < 75 && first.action !== second.action && /(?:\band|និង|ហើយ)\s*(?:to )?$/.test(between));
}

/** "Follow our TikTok and bring a neighbour to it": what is done further to the same account. A request with an account of its own stands apart. */
function goesOn(doc: Prose, first: Ask, second: Ask, gap: string): boolean {
  if (gap.length > 110 || first.action === second.action || /[.!?។\n]\s|[|•·]|\bon\b.*\band on\b/.test(gap) || !/(?:,|\b(?:and|then)|&|និង|ហើយ|រួច)\s*(?:to |also |please |do |សូម|ជួយ|ចុច)*$/.test(gap)) return false;
  const rest = doc.folded.text.slice(second.verb.start, second.end);
  if (/(?:link|តំណ|លីង)/.test(rest)) return false;
  return between(doc.mentions, second.verb.end, second.end).length === 0 && !/\b(?:channel|page|group|account|profile)s?\b|ឆានែល|ឆាណែល|ផេក|ទំព័រ|គណនី|គ្រុប/.test(rest.replace(/\b(?:to|on|onto|in|into|at) (?:it|the same|this|that|the (?:channel|page|group))\b/g, ' '));
}

/** Drops connectors, spaces and punctuation at a quote's end. */
function trimTail(doc: Prose, from: number, end: number): number {
  const words = doc.folded.text.slice(from, end);
  return from + words.replace(/(?:[\s.,;:!?"'|•·–—()។៕៖-]|\b(?:and|or|to|then)\b|និង|(?<!ឲ្យ)ហើយ|\p{Extended_Pictographic}|\uFE0F)+$/u, '').length;
}

/** The people in the asking words; else those whom the text addresses; else those whom such a publisher addresses. */
function audienceOf(doc: Prose, sentence: Sentence, ask: Ask, caller: string | null, quote: Range | null): CallAudience[] {
  const { text } = doc.folded;
  if (ask.rule.startsWith('elsewhere')) return [audienceElsewhere(ask.asked) ?? audienceElsewhere(text.slice(sentence.start, sentence.end)) ?? audienceElsewhere(/^[^.!?\n]{0,120}/.exec(text)![0]) ?? (/party|union/.test(doc.actor?.kind ?? '') ? 'members' : 'general')];
  const asker = ask.asker ? text.slice(ask.asker.start, ask.asker.end) : null;
  const inAsked = peopleIn(ask.asked);
  // Khmer names the asked after the request word, so that the teller is never among them.
  const teller = asker ?? caller?.toLowerCase() ?? null;
  const local = /[\u1780-\u17b3]/.test(ask.asked) && ask.how === 'told' ? inAsked : inAsked.filter((person) => teller === null || !teller.includes(ask.asked.slice(person.start, person.end)));
  const kinds = [...new Set(local.map((person) => person.audience))];
  const special = kinds.filter((kind) => kind !== 'general');
  if (special.length > 1 && coordinated(ask.asked, local)) {
    // Officials beside chiefs, families beside members: one group of people.
    return special.filter((kind) => !(kind === 'employees' && special.includes('local_authorities')) && !(kind === 'citizens' && (special.includes('members') || special.includes('employees'))));
  }
  const firm = local.filter((person) => person.audience !== 'general');
  const last = ask.how === 'told' ? firm[0] ?? local[0] : firm.at(-1) ?? local.at(-1);
  // "We were all made to", a nurse said: who is quoted is one of them.
  if (firm.length === 0 && quote && /\b(?:us|we|me|i)\b/.test(ask.asked)) {
    const speaker = peopleIn(text.slice(quote.end, quote.end + 50))[0]?.audience;
    if (speaker !== undefined && speaker !== 'general') return [speaker];
  }
  // "They made us …": the teller says elsewhere what "we" are.
  if (!last && /^\s*(?:us|we|me)\b|^(?:ឲ្យ|\s)?(?:ពួក)?(?:យើង|ខ្ញុំ)/.test(ask.asked)) {
    const around = text.slice(Math.max(0, ask.verb.start - 700), ask.verb.start + 500);
    if (/\bi work\b|\b(?:our|my|the) (?:boss|manager|foreman|shift|canteen|supervisor|overtime|contract)\b|ខ្ញុំធ្វើការ|(?:នាយក|ថៅកែ|ប្រធាន)(?:យើង|ខ្ញុំ)|វេន(?:យប់|ថ្ងៃ)/.test(around)) return ['employees'];
    if (/\b(?:lectures?|classes|class|classroom|campus|universit\w+|lecturer|professor|my marks?|students?)\b|និស្សិត|ម៉ោងរៀន|សាលារៀន|សាកលវិទ្យាល័យ/.test(around + (doc.actor?.name.toLowerCase() ?? ''))) return ['students'];
  }
  // A principal's choir are pupils; a club's own are its members.
  if (last?.audience === 'members' && /^(?:choir|team|players?|singers?|choristers?|rowers|team-?mates|club|scouts)$/.test(ask.asked.slice(last.start, last.end)) && underStation(asker ?? caller?.toLowerCase() ?? '') === 'students') return ['students'];
  // Nobody in particular, by somebody of a station: the teacher's class, the boss's staff.
  if (firm.length === 0 && /^[^.]{0,12}\b(?:us|we|me|you|u|everyone|everybody|all of us|all|whoever|anyone|anybody|those)\b|យើង|ខ្ញុំ|គ្រប់គ្នា|ទាំងអស់គ្នា|^\s*$/.test(ask.asked)) {
    const label = /^[^\p{L}]*([^:\n]{2,40}): /u.exec(lineOf(text, ask.verb.start))?.[1] ?? '';
    const under = underStation(asker ?? caller?.toLowerCase() ?? label) ?? underStation(label);
    if (under) return [under];
  }
  // "Asking them to": those who were named just before.
  if (!last && /^\s*(?:them|they|him|her|us|we|me)\b|ពួកគាត់|ពួកគេ|យើង|ពួកខ្ញុំ/.test(ask.asked)) {
    const named = peopleIn(text.slice(Math.max(0, ask.verb.start - 320), ask.verb.start)).filter((person) => person.audience !== 'general');
    const theirs = asker === null ? null : peopleIn(asker)[0]?.audience;
    const them = named.findLast((person) => person.audience !== theirs) ?? named.at(-1);
    if (them) return [them.audience];
  }
  const vague = last?.audience === 'general' && ask.how === 'direct' && !isOutlet(doc);
  if (last && !vague) return [last.audience === 'general' && /media|citizen/.test(doc.actor?.kind ?? '') ? generalOf(doc) : last.audience];
  // Whoever is addressed at the head of the text or of the sentence.
  const head = text.slice(0, Math.min(sentence.start, 260)) + text.slice(sentence.start, ask.verb.start).slice(0, 140);
  const addressed = /(?:^|\n|[.!?:]\s)\s*(?:to:?|dear|attention|venerable|colleagues|members|students|teachers|fans? of|room|village|all|to all|to the|reminder to|notice to|my|hello|hi|good (?:morning|afternoon|evening|day))\b[^.!?\n]{0,90}/.exec(head)?.[0] ?? /(?:ជូនដំណឹងដល់|ជម្រាប(?:ជូន|សួរ)?|ដល់|ជូន)\s?[^។\n!]{0,60}|^[^។\n!]{0,40}(?:ជាទីស្រឡាញ់|ទាំងអស់)/.exec(head)?.[0];
  if (addressed && ask.how === 'direct') {
    const people = peopleIn(addressed).filter((person) => person.audience !== 'general');
    if (people[0]) return [people[0].audience];
  }
  if (ask.how === 'direct') {
    const after = /^[^.;!?]{0,60}?, ?((?:my |our |dear |all |fellow |good )*[\p{L}' -]{3,30}?)(?=[!?.,"]|$)/u.exec(text.slice(ask.verb.end, Math.min(sentence.end, ask.verb.end + 120)))?.[1];
    const addressee = after === undefined ? undefined : peopleIn(after).find((person) => person.audience !== 'general' && person.end === after.length);
    if (addressee) return [addressee.audience];
    const called = calledUpon(text, Math.max(0, ask.verb.start - 300), ask.verb.start);
    if (called) return [called];
  }
  if (quote) {
    const hearers = peopleIn(/^[^.]{0,50}?\b(?:told|tells|before|addressing|to)\b([^.]{2,60})|^[^។]{0,40}?(?:ទៅកាន់|ប្រាប់|ចំពោះ|ដល់)([^។]{2,40})/.exec(text.slice(quote.end, quote.end + 110))?.slice(1).find((part) => part !== undefined) ?? '').find((person) => person.audience !== 'general');
    if (hearers) return [hearers.audience];
  }
  if (last) {
    const usual = generalOf(doc, ask);
    return [usual === 'fans' || (usual === 'citizens' && /\b(?:whoever|everyone|everybody|those who)\b/.test(ask.asked)) ? usual : 'general'];
  }
  return [generalOf(doc, ask)];
}

/** The people called upon last in a stretch of text: "DRIVERS!", "One more thing, village heads.". */
function calledUpon(text: string, from: number, to: number): CallAudience | null {
  const words = text.slice(from, to);
  return peopleIn(words).findLast(({ audience, start, end }) => audience !== 'general'
    && /(?:^|[.!?:;,\n>–—]\s*)(?:(?:dear|my|our|all|you|good|fellow|hello|hi) )*$|(?:^|\n)(?:[\w'-]+ )?$/.test(words.slice(Math.max(0, start - 40), start)) && /^(?: (?:of|at|from|in) [\w ]{2,30}?)?\s?[.!:,–—]/.test(words.slice(end, end + 36)))?.audience ?? null;
}

const lineOf = (text: string, at: number): string => text.slice(text.lastIndexOf('\n', at) + 1, at);

const coordinated = (words: string, people: { start: number; end: number }[]): boolean => people.some((person, at) => at > 0 && /^[\s,]*(?:and|or|as well as|,|និង|ឬ|\s)+(?:\s*(?:all|their|the|local|other|every))*\s*$|^\s*(?:and|or|as well as)\s+(?:(?:all|their|the|local|other|every)\s+)*[a-z-]+\s*$/.test(words.slice(people[at - 1]!.end, person.start)));

/** What is sold. */
const SHOP = /\b(?:shop|store|coffee|cafe|bakery|salon|restaurant|boutique|prices?|deliver\w*|discount|for sale|in stock|order now|rent|petition|lost|missing|found|stolen|sister's|brother's|friend's)\b|[$៛฿]|ហាង|លក់|ទិញ|តម្លៃ|ដឹក|បញ្ចុះ|ជួល|បាត់ឆ្កែ|online/;
/** Words of a page's owner to those who read it. */
const OWN_PAGE = /\b(?:my|me|our|we|us)\b|\b(?:stream\w*|vlog\w*|videos?|episode|live|clip|recipe|gaming|subscribe|bell|next (?:video|sunday|week))\b|ខ្ញុំ|អូន|យើង|វីដេអូ|មិត្តៗ/;

function generalOf(doc: Prose, ask?: Ask): CallAudience {
  const kind = doc.actor?.kind ?? '';
  const text = doc.folded.text.slice(0, 20_000);
  if (isOutlet(doc)) {
    if (ask === undefined || ask.how === 'direct' && ask.duty !== 'must') {
      const quoted = ask !== undefined && /\b(?:director|boss|manager|employer|hospital|office)\b|ប្រធាន|នាយក/.test(text.slice(Math.max(0, ask.start - 90), ask.start));
      return quoted ? 'employees' : 'general';
    }
    return ask.how === 'told' ? 'general' : 'employees';
  }
  if (/school|teacher|universit/.test(kind)) return 'students';
  // A poster's code is for whoever passes.
  if (/party/.test(kind) && ask?.action === 'scan_qr') return 'general';
  if (/party|union|pagoda|church|association/.test(kind)) return 'members';
  if (/politician|influencer|celebrit|artist|singer/.test(kind) || (/sports/.test(kind) && !/\b(?:if u|if you|try out|trial|register)\b|អ្នកចង់/.test(text.slice(Math.max(0, (ask?.start ?? 0) - 60), (ask?.start ?? 0) + 60)))) return 'fans';
  // Whom an office or an employer obliges, by whatever name of their work, is under it.
  if (/military|police|army|ministry|government|official|company|employer|hospital|factory/.test(kind) && ask?.duty === 'must' && !/^\s*(?:you|everyone|everybody|all|we)?\s*$|\b(?:citizens?|public|people|passengers|drivers|customers|visitors|patients)\b/.test(ask.asked) && !/[\u1780-\u17ff]/.test(ask.asked)) return 'employees';
  if (/other/.test(kind) && /\b(?:association|union|club|society|league)\b/.test(doc.actor?.name.toLowerCase() ?? '') && /\b(?:our|us)\b/.test(text.slice(Math.max(0, (ask?.start ?? 0) - 10), (ask?.start ?? 0) + 60))) return 'members';
  if (/citizen|other/.test(kind)) {
    if (ask?.duty === 'must' && /\b(?:boss|manager|office)\b|មេការិយាល័យ|ថៅកែ/.test(text)) return 'employees';
    // A person's own page has its readers; a shop's customers are nobody in particular.
    if (/citizen/.test(kind) && ask !== undefined && ask.how === 'direct' && !SHOP.test(`${doc.actor?.name.toLowerCase() ?? ''} ${text}`) && !(ask.action === 'share' && !/page|channel|ផេក|ឆានែល/.test(text)) && OWN_PAGE.test(text.replace(/\S*[./@]\S*/g, ' '))) return 'fans';
    if (/\b(?:fans?|supporters?|team)\b|អ្នកគាំទ្រ|ស្រឡាញ់/.test(`${doc.actor?.name.toLowerCase() ?? ''} ${text}`)) return 'fans';
    if (/\bteacher\b|គ្រូ/.test(text) && /\b(?:students?|class|grade|homework)\b|teacher \w+:/.test(text)) return 'students';
  }
  if (/local/.test(kind) && ask?.how === 'direct') return 'citizens';
  return 'general';
}

/** On what a call rests, in parts that the messages put into a sentence. */
function reasonOf(doc: Prose, sentence: Sentence, ask: Ask, { audience, target }: CallPayload, voice: VoiceRule | null, checked: string | null): CallReason {
  const verb = doc.folded.text.slice(ask.verb.start, ask.verb.end).trim();
  const asking = ask.rule === 'standing' || ask.words.includes(verb) ? ask.words : `${ask.words} ${verb}`.trim();
  const person = peopleIn(ask.asked).find((one) => one.audience === audience);
  const exact = target.handle ?? target.url;
  const place = exact === null ? (target.platform === 'other' ? 'none' : 'platform') : between(doc.mentions, sentence.start, sentence.end).some(({ ref }) => (ref.handle ?? ref.url) === exact) ? 'sentence' : 'nearby';
  const account = exact === null ? (place === 'platform' ? target.platform : null) : target.handle === null ? exact : `${target.platform}:${target.handle}`;
  return { rule: ask.rule, voice, asking: asking.slice(0, 90), people: person === undefined ? null : wholeWords(ask.asked, person), account, place, checked };
}

/** The people's words with what belongs to them before ("all civil servants"). */
function wholeWords(words: string, { start, end }: Range): string {
  const before = /(?:\b(?:all|every|each|the|our|your|his|her|their|its|dear|fellow)\s)*$/.exec(words.slice(0, start))![0];
  return before + words.slice(start, end);
}

/** On what a call rests: what kind of asking words, and how exactly the account is named. Confidence is counted by these. */
function evidenceOf(ask: Ask, { target }: CallPayload): string {
  const words = ask.rule === 'standing' ? 'standing line' : ask.rule.startsWith('elsewhere') ? 'other language' : ask.how === 'told' ? 'described request' : ask.duty === 'must' ? 'duty' : 'imperative';
  return `${words}, ${target.handle !== null || target.url !== null ? 'exact account' : target.platform !== 'other' ? 'platform alone' : 'account not named'}`;
}
