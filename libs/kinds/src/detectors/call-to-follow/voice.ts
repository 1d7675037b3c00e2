import type { Voice } from '#core/model.js';
import type { Sentence } from '#core/text/sentences.js';
import { between, inFurniture, type Prose } from '../detector.js';
import type { Ask } from './ask.js';
import type { VoiceRule } from './messages.js';
import { lastNamed, speakerBefore } from './english/speaker.js';
import { LEADERS, peopleIn } from './people.js';

const OUTLET = /media|press|news|radio|broadcast|television|magazine|blog|site/;
const INSTITUTION = /ministry|government|municipal|agency|school|universit|college|local.authority|official|politician|party|tycoon|company|business|employer|factory|hospital|military|association|union|club|candidate|teacher|army|police|election.body|court/;
/** Publishers that have standing lines about their own accounts. Persons and parties ask for themselves. */
const FURNISHED = /media|press|news|radio|broadcast|television|ministry|government|municipal|agency|school|universit|college|election|civil|local|ngo|association|library|company|business|hospital|church|pagoda|temple|museum|club|charity|foundation|cooperative|union|bank|theat/;
/** Such a publisher of no kind, by its name. */
const HOUSES = /\b(?:museum|library|hospital|clinic|church|temple|pagoda|theat(?:re|er)|gallery|foundation|bank|charity|institute|observatory|archive|zoo|aquarium)\b/;
export const isOutlet = (doc: Prose): boolean => OUTLET.test(doc.actor?.kind ?? '');
export const isInstitution = (doc: Prose): boolean => INSTITUTION.test(doc.actor?.kind ?? '');

const ATTRIBUTION = /\b(?:said|says|wrote|writes|writing|told|tells|posted|announced|added|adding|urged|warned|ordered|asked|declared|tweeted|quoted|reads?|message|memo|letter|director|according to)\b|ថា|សរសេរ|និយាយ|ថ្លែង|បង្ហោះ|ប្រកាស|បញ្ជាក់|អះអាង/;

const FARTHEST = 3000;

/** Whether a place stands in quotation marks that open and close within its paragraph. Folding has made all quotation marks plain. */
function quotedAt(doc: Prose, at: number): { start: number; end: number } | null {
  const { text } = doc.folded;
  // No quotation is looked for further than this: a page without line breaks stays linear.
  const near = text.slice(Math.max(0, at - FARTHEST), at + FARTHEST);
  const here = at - Math.max(0, at - FARTHEST);
  const from = at - here + near.lastIndexOf('\n', here) + 1;
  const newline = near.indexOf('\n', here);
  const to = newline < 0 ? at - here + near.length : at - here + newline;
  let open = -1;
  for (let i = from; i < to; i++) {
    if (text[i] !== '"') continue;
    if (open < 0) open = i;
    else {
      if (open < at && at < i) return { start: open, end: i + 1 };
      open = -1;
    }
  }
  return null;
}

/** What stands before somebody without being of them: how many or how surely, and in Khmer the time or occasion that opens a sentence. */
const OPENS = /^(?:(?:at least|about|the|some)\s+|(?:កាលពី|នៅ(?:ថ្ងៃ|ព្រឹក|ល្ងាច)|ព្រឹក|ក្នុងឲកាស|ជាចុងក្រោយ|ចុងបញ្ចប់)[^\s]*\s+)/i;

/** Where a call's words come from, and the speaker of a quotation. `quote` is set where the words stand in quotation marks. */
export function voiceOf(doc: Prose, sentence: Sentence, ask: Ask, end: number): { voice: Voice; caller: string | null; quote: { start: number; end: number } | null; told: VoiceRule | null; cut: number | null } {
  const { text, cased } = doc.folded;
  const quote = quotedAt(doc, ask.verb.start);
  const caller = (ask.asker ? cased.slice(ask.asker.start, ask.asker.end).replace(OPENS, '').trim() : null) ?? meant(doc, sentence, ask);
  if (quote && quote.end - quote.start > 12) {
    const line = text.slice(Math.max(0, quote.start - 160), quote.start).replace(/^.*\n/s, '');
    const tail = text.slice(quote.end, quote.end + 80);
    const speaker = /^[\s,]*(?:(?:said|wrote|says|added|urged|posted)\s+)?([\p{L}\p{M}][\p{L}\p{M}. ]{1,50}?)\s+(?:said|wrote|told|posted|added|says|urged|warned|declared)\b/iu.exec(cased.slice(quote.end, quote.end + 90))?.[1] ?? /^[\s,]*(?:said|wrote|says|added)\s+([\p{L}\p{M}][\p{L}\p{M} ]{2,40})/iu.exec(cased.slice(quote.end, quote.end + 90))?.[1] ?? /^\s?((?:(?:លោក(?:ស្រី|ជំទាវ)?|ឯកឧត្តម|សម្តេច|អ្នកស្រី|បេក្ខជន|នាយ|នាង|រដ្ឋមន្ត្រី|អភិបាល|ប្រធាន)\S{0,20}\s)?[^\s"។]{2,40}?(?:\s[^\s"។]{2,30}){0,3}?)\s?(?:បាន)?(?:សរសេរ|ថ្លែង|និយាយ|ថា|បង្ហោះ|ប្រាប់)/.exec(text.slice(quote.end, quote.end + 120))?.[1] ?? /([^\s។"]{2,40}?)(?:បាន)?(?:ថ្លែង|សរសេរ|និយាយ)?ថា\s?$/.exec(line)?.[1] ?? spokenBy(doc, quote.start - line.length, quote.start) ?? null;
    if (ATTRIBUTION.test(line) || ATTRIBUTION.test(tail)) return { voice: 'reported', caller: (ask.asker !== null && ask.asker.start < quote.start ? caller : null) ?? named(doc, speaker) ?? caller, quote, told: 'quoted', cut: null };
  }
  // "…, the governor said at the meeting": the speaker comes after the words.
  const spoken = /[,\s](?:the |mr |ms )?([\p{L}][\p{L}\p{M} ]{1,40}?) (?:said|wrote|told)\b/u.exec(text.slice(ask.verb.end, sentence.end)) ?? /\s([^\s។]{2,30})(?:និយាយ|ថ្លែង|សរសេរ)(?:ក្នុង|នៅ|ថា|ឆ្លើយ)/.exec(text.slice(ask.verb.end, sentence.end));
  if (ask.how === 'direct' && spoken && /\b(?:that|must|who)\b|ទេ/.test(text.slice(ask.start, sentence.end))) return { voice: 'reported', caller: named(doc, spoken[1]!), quote: null, told: 'after', cut: ask.verb.end + spoken.index };
  if (ask.how === 'told') {
    // A publisher of whom nothing is known is not taken for whoever is said to ask.
    const own = doc.actor !== null && !isOutlet(doc) && !ask.past && !/citizen|chat|resident|person/.test(doc.actor?.kind ?? '');
    const itself = caller === null || /^(?:we|i|us|our|the (?:paper|station|editors?|newsroom|magazine))\b/i.test(caller) || doc.actor?.name.toLowerCase().includes(caller.toLowerCase()) === true;
    const readers = isOutlet(doc) && !ask.past && itself && /\b(?:readers|viewers|our)\b/.test(ask.asked);
    if (!own && !readers) return { voice: 'reported', caller, quote: null, told: 'described', cut: null };
    const passedOn = own && (ask.rule === 'told' || ask.rule === 'let') ? SAYS_KHMER.exec(text.slice(sentence.start, ask.start)) : null;
    if (passedOn && !/យើង|ខ្ញុំ|សូម/.test(passedOn[1]!)) return { voice: 'reported', caller: passedOn[1]!, quote: null, told: 'says', cut: null };
    if (own && ask.asker && /\b(?:staff|witness|resident|student|union)\b/.test(text.slice(ask.asker.start, ask.asker.end))) return { voice: 'reported', caller, quote: null, told: 'described', cut: null };
  }
  const spokenFor = ask.how === 'direct' ? spokenBy(doc, sentence.start, ask.verb.start) : null;
  // An outlet cannot instruct other people's staff: who are "urged" or "must" in its text are so by somebody else.
  if (isOutlet(doc) && ask.how === 'direct' && (ask.duty === 'must' || ask.rule === 'asked') && peopleIn(ask.asked).some(({ audience }) => audience !== 'general' && audience !== 'fans' && audience !== 'citizens')) return { voice: 'reported', caller: spokenFor, quote: null, told: 'outlet', cut: null };
  // What a ministry's letter says that its secretary has directed is its own word.
  const itsOwn = spokenFor !== null && !isOutlet(doc) && (/^(?:i|we|us|our|the (?:ministry|office|party|board|committee|management))\b/i.test(spokenFor) || isInstitution(doc) && /\b(?:has|have) (?:hereby |therefore |also )?(?:directed|instructed|ordered|decided|ruled|decreed|determined|resolved|approved)\b/.test(text.slice(sentence.start, ask.verb.start)));
  if (spokenFor !== null && !itsOwn && (ask.duty === 'must' || isOutlet(doc))) return { voice: 'reported', caller: spokenFor, quote: null, told: 'says', cut: null };
  // "Memo to depot staff: follow the channel": an outlet shows what somebody else has written.
  if (isOutlet(doc) && ask.how === 'direct' && LABEL.test(text.slice(Math.max(sentence.start, ask.start - 90), ask.start))) return { voice: 'reported', caller, quote: null, told: 'says', cut: null };
  const khmerSays = ask.how === 'direct' ? SAYS_KHMER.exec(text.slice(sentence.start, ask.verb.start)) : null;
  const itself = !isOutlet(doc) && khmerSays !== null && ITSELF.test(khmerSays[0]);
  if (khmerSays && !itself && (ask.duty === 'must' || isOutlet(doc) && ask.rule === 'unmet')) return { voice: 'reported', caller: khmerSays[1]!, quote: null, told: 'says', cut: null };
  if (ask.how === 'direct' && inFurniture(doc, ask.verb.start)) return { voice: 'boilerplate', caller: null, quote: null, told: 'furniture', cut: null };
  if (isStanding(doc, sentence, ask, end)) return { voice: 'boilerplate', caller: null, quote: null, told: 'own', cut: null };
  return { voice: 'own', caller: null, quote: null, told: null, cut: null };
}

/** What somebody else has written or spoken, named before its words. */
const LABEL = /\b(?:memo(?:randum)?|notice|letter|circular|order|leaflet|poster|note|sign|text message|voice message|instruction)s?\b[^.:;!?]{0,60}:\s*["']?$/;

/** The English name of whoever says what stands at `to`, from the sentence or line that begins at `from`. */
function spokenBy(doc: Prose, from: number, to: number): string | null {
  const range = speakerBefore(doc.folded.text.slice(from, to));
  return range === null ? null : doc.folded.cased.slice(from + range[0], from + range[1]);
}

/** "He called upon families to …": whom the sentences before name. */
function meant(doc: Prose, sentence: Sentence, ask: Ask): string | null {
  const { text, cased } = doc.folded;
  if (ask.how !== 'told' || ask.asker !== null || !/\b(?:he|she|they)\b/.test(text.slice(sentence.start, ask.verb.start))) return null;
  const from = Math.max(0, sentence.start - 400);
  const range = lastNamed(cased.slice(from, sentence.start));
  return range === null ? null : cased.slice(from + range[0], from + range[1]);
}

/** ថា after whoever says it; not as a piece of ស្ថាន, កថា. */
const SAYS_KHMER = /([^\s។":៖]{3,60}?)(?:បាន)?(?:ប្រាប់|ថ្លែង|និយាយ|ព្រមាន|រំលឹក|ជម្រាប|ផ្តាំផ្ញើ|ផ្តាំ|បញ្ជាក់|ប្រកាស|សរសេរ)?(?:មក)?(?<![\u17d2ក])ថា(?![\u1780-\u17a2]?[\u17cb])(?!ន)/;

/** An office that speaks of itself, or that informs: its own words. */
export const ITSELF = /ជម្រាប|ជូនដំណឹង|យើង|ខ្ញុំ|^\s?(?:ក្រសួង|រដ្ឋបាល|សាលា|អគ្គនាយកដ្ឋាន|មន្ទីរ|គណៈកម្មាធិការ|ក្រុមហ៊ុន|គណបក្ស|សមាគម|សហជីព|វត្ត)/;

const PRONOUN = /^(?:he|she|it|they|who|the speaker|លោក|គាត់)$/i;
function named(doc: Prose, speaker: string | null): string | null {
  const name = speaker?.trim() ?? null;
  if (name === null || PRONOUN.test(name)) return isOutlet(doc) ? null : doc.actor?.name.replace(/^(?:governor|minister|general)\s+/i, '') ?? null;
  return name.replace(/^(?:a|an|the)\s+/i, (article) => article);
}

const SELF = /(?<![\w])(?:us|our|ours)(?![\w])|យើង|ពួកយើង|(?<![\p{L}])(?:нас|наш|nous|notre|nuestr[oa]s?|chúng tôi|ကျွန်ုပ်တို့|เรา)(?![\p{L}])|nos (?:en|sur)|နော်|تابعونا/u;

/**
 * Standing promotion: an outlet's or office's own account, on a line of its own below other text, in a row of short lines, or as the last words under
 * the text. Persons, parties and unknown publishers have no furniture: their requests are their own.
 */
function isStanding(doc: Prose, sentence: Sentence, ask: Ask, end: number): boolean {
  const kind = doc.actor?.kind ?? '';
  const { text } = doc.folded;
  // Whoever publishes: under the imprint stands what always stands there.
  const imprint = /\b(?:paid for by|printed by|published by|all rights reserved|imprint)\b|©/.test(text.slice(Math.max(0, ask.start - 160), ask.start));
  const furnished = FURNISHED.test(kind) || kind === 'other' && HOUSES.test((doc.actor?.name ?? '').toLowerCase());
  if (!furnished && !imprint || ask.duty === 'must') return false;
  const lineStart = Math.max(0, ask.verb.start - 3000) + text.slice(Math.max(0, ask.verb.start - 3000), ask.verb.start).lastIndexOf('\n') + 1;
  const newline = text.slice(end, end + 2000).indexOf('\n');
  const lineEnd = newline < 0 ? Math.min(text.length, end + 2000) : end + newline;
  const words = text.slice(ask.start, Math.min(lineEnd, end + 30));
  const line = text.slice(lineStart, lineEnd);
  const name = (doc.actor?.name ?? '').toLowerCase();
  const self = SELF.test(words) || (name !== '' && text.slice(ask.verb.start, Math.min(end + 10, lineEnd)).includes(name)) || (name.length > 8 && shares(words, name)) || (/ministry|school|local/.test(kind) && /\bthe (?:ministry|school|university|commune|province)\b|(?:ផេក|ទំព័រ|ឆានែល|គណនី|ព័ត៌មាន|តេឡេក្រាម)\S{0,14}?(?:ក្រសួង|សាលា|មន្ទីរ|រដ្ឋបាល)(?!\S*លោក)/.test(text.slice(ask.verb.start, end)));
  // Standing lines name no people in particular, and no account but the publisher's own.
  if (!isOutlet(doc) && peopleIn(ask.asked).some(({ audience }) => audience !== 'general')) return false;
  if (namesAnother(doc, ask, end)) return false;
  const other = LEADERS.test(text.slice(ask.verb.end, Math.min(end, lineEnd))) || /"/.test(text.slice(ask.verb.start, end)) || / (?:and|or) he\b/.test(words);
  const below = lineStart > 0 && doc.sentences[0]!.start < lineStart;
  const short = line.length < 160;
  const obliged = /\b(?:must|shall|required|all (?:staff|students|employees|teachers|civil))\b|ត្រូវ/.test(line);
  if (obliged) return false;
  // A letter to named people ("Dear parents") asks in its own voice, unless its last line is the row of accounts.
  if (!isOutlet(doc) && /^\W*(?:dear|to all|to the|to:|attention|notice|សូមគោរព|ជូនចំពោះ|សូមជម្រាប)/.test(text) && ask.verb.start - lineStart > 40 && /[.!?។]\s/.test(text.slice(lineStart, ask.start))) return false;
  if (imprint && self && !other) return true;
  if (self && !other) return below || isOutlet(doc) ? true : /\b(?:media contact|©|all rights|independent newspaper|contact:)/.test(text.slice(0, ask.start)) || (sentence.start > 0 && isOutlet(doc) && ask.start > 200);
  if (other) return false;
  // A row of platforms needs no "us": "Stay connected: Facebook / YouTube".
  return below && short && (isOutlet(doc) || /^(?:official (?:pages?|channels?|accounts?)\b|(?:ទំព័រ|ផេក|ឆានែល|គណនី|បណ្តាញ)(?:សង្គម)?ផ្លូវការ|stay connected|connect\b|find us|you(?:'ll| will) find|we(?:'re| are) (?:@|on)|on \w+ we)/.test(text.slice(ask.start, ask.start + 24)));
}

const LEADING = ['marshal', 'premier', 'president', 'minister', 'samdech', 'governor', 'chancellor', 'senator', 'general', 'mayor'];

/** "Follow Ana Brandt on Telegram at t.me/…": a name that is not the publisher's, nor its handle. */
function namesAnother(doc: Prose, ask: Ask, end: number): boolean {
  const listed = between(doc.mentions, Math.min(ask.start, ask.verb.end), end).find(({ ref }) => ref.handle !== null)?.ref.handle?.toLowerCase() ?? null;
  const publisher = doc.actor?.name.toLowerCase() ?? '';
  // "Merrick: join t.me/merrick_rivers": the handle has a name of the line that is not the publisher's.
  const line = doc.folded.cased.slice(doc.folded.cased.lastIndexOf('\n', ask.verb.start) + 1, ask.verb.start);
  if (listed !== null && [...line.matchAll(/(?<!\p{L})\p{Lu}\p{L}{4,}/gu)].some(([word]) => listed.includes(word.toLowerCase()) && !publisher.includes(word.toLowerCase()))) return true;
  // "Type @MarshalVoss and press Join" under words about the Marshal.
  if (listed !== null && LEADING.some((word) => listed.includes(word) && !publisher.includes(word) && doc.folded.text.includes(word))) return true;
  const name = /^\s+((?:[A-Z][\p{L}'’-]+ ?){1,4}?)(?:['’]s)? ?(?= (?:on|at|via|here)\b|on |at |via |here )/u.exec(doc.folded.cased.slice(ask.verb.end, end))?.[1]?.trim().toLowerCase();
  if (name === undefined || doc.actor === null || between(doc.mentions, ask.verb.end, ask.verb.end + 4).length > 0) return false;
  const letters = (value: string) => value.toLowerCase().replace(/[^\p{L}\d]/gu, '');
  const words = doc.actor.name.toLowerCase().split(/\s+/).map(letters);
  const handle = letters(between(doc.mentions, ask.verb.end, end).find(({ ref }) => ref.handle !== null)?.ref.handle ?? '');
  const initials = words.map((word) => word[0] ?? '').join('');
  const own = name.split(/\s+/).some((word) => word.length > 3 && words.some((other) => other.includes(letters(word))));
  return !own && !words.some((word) => word.length > 3 && handle.includes(word)) && !(initials.length > 2 && handle.startsWith(initials));
}

/** Whether words share a name's first word of five letters or more (a handle or a short form of it). */
function shares(words: string, name: string): boolean {
  const letters = (value: string) => value.replace(/[^\p{L}\p{M}\d]/gu, '');
  const flat = letters(words);
  return flat.includes(letters(name)) || /[\u1780-\u17ff]/.test(name) && flat.includes(letters(name).slice(-8));
}
