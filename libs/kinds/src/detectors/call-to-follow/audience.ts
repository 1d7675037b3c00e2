import type { CallAudience } from '#core/model.js';
import type { Sentence } from '#core/text/sentences.js';
import type { Range } from '../clauses.js';
import type { Prose } from '../detector.js';
import type { Ask } from './ask.js';
import { audienceElsewhere } from './elsewhere.js';
import { peopleIn, underStation } from './people.js';
import { isOutlet } from './voice.js';

/** The people in the asking words; else those whom the text addresses; else those whom such a publisher addresses. */
export function audienceOf(doc: Prose, sentence: Sentence, ask: Ask, caller: string | null, quote: Range | null): CallAudience[] {
  const { text } = doc.folded;
  if (ask.rule.startsWith('elsewhere')) return [audienceElsewhere(ask.asked) ?? audienceElsewhere(text.slice(sentence.start, sentence.end)) ?? audienceElsewhere(/^[^.!?\n]{0,120}/.exec(text)![0]) ?? usualElsewhere(doc, ask)];
  const asker = ask.asker ? text.slice(ask.asker.start, ask.asker.end) : null;
  const inAsked = peopleIn(ask.asked);
  // Khmer names the asked after the request word, so that the teller is never among them.
  const teller = asker ?? caller?.toLowerCase() ?? null;
  const local = /[\u1780-\u17b3]/.test(ask.asked) && ask.how === 'told' ? inAsked : inAsked.filter((person) => teller === null || !teller.includes(ask.asked.slice(person.start, person.end)));
  const kinds = [...new Set(local.map((person) => person.audience))];
  const special = kinds.filter((kind) => kind !== 'general');
  if (special.length > 1 && coordinated(ask.asked, local)) {
    // Officials beside chiefs, families beside members: one group of people.
    return special.filter((kind) => !(kind === 'employees' && special.includes('local_authorities')) && !(kind === 'citizens' && (special.includes('members') || special.includes('employees')) && /\b(?:famil|relativ|household|wives|husbands|parents|children|communit)|គ្រួសារ|សាច់ញាតិ/.test(ask.asked)));
  }
  const union = /\b(?:union|federation|association|league|society|cooperative|co-op|club|guild|brotherhood)\b/.test(doc.actor?.name.toLowerCase() ?? '') || /union|party|association/.test(doc.actor?.kind ?? '');
  const firm = local.filter((person) => person.audience !== 'general');
  const last = ask.how === 'told' ? firm[0] ?? local[0] : firm.at(-1) ?? local.at(-1);
  if (union && ask.how === 'direct' && /^(?:colleagues?|workers?)$/.test(last === undefined ? '' : ask.asked.slice(last.start, last.end))) return ['members'];
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
  if (!last && /^\s*(?:(?:each|all|both|every one|some|many) of )?(?:them|they|him|her|us|we|me)\b|ពួកគាត់|ពួកគេ|យើង|ពួកខ្ញុំ/.test(ask.asked)) {
    const before = text.slice(Math.max(0, ask.verb.start - 320), ask.verb.start);
    // Whose page it is, and who asks, are not those who are asked.
    const named = peopleIn(before).filter((person) => person.audience !== 'general' && !/^['’]s?\b/.test(before.slice(person.end, person.end + 3)) && !/\b(?:by|from|of) (?:the |a |an )?$/.test(before.slice(Math.max(0, person.start - 9), person.start)));
    const theirs = asker === null ? null : peopleIn(asker)[0]?.audience;
    const them = named.findLast((person) => person.audience !== theirs) ?? named.at(-1);
    if (them) return [them.audience];
  }
  // "A group for parents of year 4": whom the account is for.
  if (ask.how === 'direct' && firm.length === 0) {
    const meant = /\b(?:group|chat|channel|page|thing|account|server|list) (?:just |only |meant |set up |made )?for (?:(?:all|the|our|every|any|those) )*([^.;!?,]{3,40})/.exec(text.slice(sentence.start, sentence.end))?.[1];
    const those = meant === undefined ? undefined : peopleIn(meant).find((person) => person.audience !== 'general' && person.start < 18);
    if (those) return [those.audience];
  }
  // Readers, viewers and customers are nobody's staff, whoever else is addressed before.
  if (ask.how === 'direct' && firm.length === 0 && /\b(?:readers?|viewers?|listeners?|customers?|passengers?|clients?|shoppers?|guests?|tourists?|the public|general public|visitors?|audiences?)\b/.test(`${ask.asked} ${ask.words}`)) return ['general'];
  const vague = last?.audience === 'general' && ask.how === 'direct' && !isOutlet(doc);
  if (last && !vague) return [last.audience === 'general' && /media|citizen/.test(doc.actor?.kind ?? '') ? generalOf(doc) : last.audience];
  // Whoever is addressed at the head of the text or of the sentence.
  const head = text.slice(0, Math.min(sentence.start, 260)) + text.slice(sentence.start, ask.verb.start).slice(0, 140);
  const addressed = /(?:^|\n|[.!?:]\s)\s*(?:to:?|dear|attention|venerable|colleagues|members|students|teachers|fans? of|room|village|all|to all|to the|reminder to|notice to|my|hello|hi|good (?:morning|afternoon|evening|day))\b[^.!?\n]{0,90}/.exec(head)?.[0] ?? /(?:ជូនដំណឹងដល់|ជម្រាប(?:ជូន|សួរ)?|(?:^|[\n។៖:]\s*)(?:សូម)?(?:ដល់|ជូន))\s?[^។\n!]{0,60}|^[^។\n!]{0,40}(?:ជាទីស្រឡាញ់|ទាំងអស់)/.exec(head)?.[0];
  if (addressed && ask.how === 'direct') {
    const people = peopleIn(addressed).filter((person) => person.audience !== 'general');
    if (people[0]) return [union && people[0].audience === 'employees' ? 'members' : people[0].audience];
  }
  if (ask.how === 'direct') {
    const after = /^[^.;!?]{0,60}?, ?((?:my |our |dear |all |fellow |good )*[\p{L}' -]{3,30}?)(?=[!?.,"]|$)/u.exec(text.slice(ask.verb.end, Math.min(sentence.end, ask.verb.end + 120)))?.[1];
    const addressee = after === undefined ? undefined : peopleIn(after).find((person) => person.audience !== 'general' && person.end === after.length);
    if (addressee) return [addressee.audience];
    const called = calledUpon(text, Math.max(0, ask.verb.start - 300), ask.verb.start);
    if (called) return [called];
  }
  // Who is told to, by the name of a work that nobody listed ("oyster shuckers were told to").
  if (ask.how === 'told' && !last && /(?:^|\s)(?!others?\b|numbers?\b|papers?\b|letters?\b|orders?\b)[a-z]{3,}(?:ers|ors|ists|men|women)(?= |$)/.test(ask.asked) && (ask.duty === 'must' || underStation(asker ?? '') === 'employees')) return ['employees'];
  if (quote) {
    const hearers = peopleIn(/^[^.]{0,50}?\b(?:told|tells|before|addressing|to)\b([^.]{2,60})|^[^។]{0,40}?(?:ទៅកាន់|ប្រាប់|ចំពោះ|ដល់)([^។]{2,40})/.exec(text.slice(quote.end, quote.end + 110))?.slice(1).find((part) => part !== undefined) ?? '').find((person) => person.audience !== 'general');
    if (hearers) return [hearers.audience];
  }
  if (last) {
    const usual = generalOf(doc, ask);
    return [usual === 'fans' || usual === 'members' && /\b(?:friends|brothers and sisters|everyone|everybody|folks|all)\b/.test(ask.asked) || (usual === 'citizens' && /\b(?:whoever|everyone|everybody|those who|neighbou?rs|friends|all)\b/.test(ask.asked)) ? usual : 'general'];
  }
  return [generalOf(doc, ask)];
}

/** Where a language's words name nobody: those whom such a publisher addresses, or obliges. */
function usualElsewhere(doc: Prose, ask: Ask): CallAudience {
  const kind = doc.actor?.kind ?? '';
  if (/party|union|association/.test(kind)) return 'members';
  if (/school|teacher|universit/.test(kind)) return 'students';
  if (/local/.test(kind)) return ask.duty === 'must' ? 'local_authorities' : 'citizens';
  return ask.duty === 'must' && /ministry|government|tycoon|company|employer|hospital|factory|military|police/.test(kind) ? 'employees' : 'general';
}

/** The people called upon last in a stretch of text: "DRIVERS!", "One more thing, village heads.". */
function calledUpon(text: string, from: number, to: number): CallAudience | null {
  const words = text.slice(from, to);
  return peopleIn(words).findLast(({ audience, start, end }) => audience !== 'general'
    && /(?:^|[.!?:;,\n>–—"]\s*)(?:(?:dear|my|our|all|you|good|fellow|hello|hi) )*$|(?:^|\n)(?:[\w'-]+ )?$/.test(words.slice(Math.max(0, start - 40), start)) && /^(?: (?:of|at|from|in) [\w ]{2,30}?)?\s?[.!:,–—]/.test(words.slice(end, end + 36)))?.audience ?? null;
}

const lineOf = (text: string, at: number): string => text.slice(text.lastIndexOf('\n', at) + 1, at);

const coordinated = (words: string, people: { start: number; end: number }[]): boolean => people.some((person, at) => at > 0 && /^[\s,]*(?:and|or|as well as|,|និង|ឬ|\s)+(?:\s*(?:all|their|the|local|other|every))*\s*$|^\s*(?:and|or|as well as)\s+(?:(?:all|their|the|local|other|every)\s+)*[a-z-]+\s*$/.test(words.slice(people[at - 1]!.end, person.start)));

/** What is sold. */
const SHOP = /\b(?:shop|store|coffee|cafe|bakery|salon|restaurant|boutique|prices?|deliver\w*|discount|for sale|in stock|order now|rent|petition|lost|missing|found|stolen|sister's|brother's|friend's)\b|[$៛฿]|ហាង|លក់|ទិញ|តម្លៃ|ដឹក|បញ្ចុះ|ជួល|បាត់ឆ្កែ|online/;
/** Words of a page's owner to those who read it. */
const OWN_PAGE = /\b(?:my|me|our|we|us)\b|\bi(?:'ve| have)? (?:just |now )?(?:made|opened|got|started|have) an? (?:new )?|\b(?:stream\w*|vlog\w*|videos?|episode|live|clip|recipe|gaming|subscribe|bell|next (?:video|sunday|week))\b|ខ្ញុំ|អូន|យើង|វីដេអូ|មិត្តៗ/;

function generalOf(doc: Prose, ask?: Ask): CallAudience {
  // "If you love our country": those who do.
  if (ask !== undefined && ask.how === 'direct' && /\bif (?:you|u) (?:really |truly )?(?:love|support|stand with|believe in|care about)\b|ដែលស្រឡាញ់|អ្នកណាស្រឡាញ់|បើស្រឡាញ់/.test(doc.folded.text.slice(Math.max(0, ask.start - 60), ask.end))) return 'fans';
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
  if (/other/.test(kind) && /\b(?:f\.?c\.?|rovers|united|athletic|wanderers|rangers|albion|city fc)\b|\b(?:match ?day|kick-?off|season ticket|home game|away game|full[- ]time)\b/.test(`${doc.actor?.name.toLowerCase() ?? ''} ${text}`)) return 'fans';
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
