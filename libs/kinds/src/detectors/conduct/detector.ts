import { isPrivate } from '#core/digest/persons.js';
import type { Bound, CallAudience } from '#core/model.js';
import { findNumbers } from '#core/text/numbers.js';
import { type Detector, type Found, isKhmer, observe, type Prose } from '../detector.js';
import { type Act, ENGLISH, KHMER, PLACES, ACTS_KHMER } from './acts.js';
import { allMatches } from '../matches.js';

/**
 * What a `conduct` observation holds: something done, not said, that presses people to follow. No names: `by` and `on` are kinds of people, `place` a kind of place.
 * `count` is how many people, codes or cases the text gives, with its bound.
 */
export interface ConductPayload { act: Act; by: string | null; on: CallAudience | null; place: string | null; count: number | null; bound: Bound | null; /** The words name somebody, or tell of a child: no note shows them unless every name is watched. */ personal: boolean }

/** The act must have to do with following accounts: such words stand in its sentence or two sentences around it. */
const ABOUT = /\bfollow(?:s|ed|ing|ers?)?\b|\bsubscri\w+|\bjoin(?:ed|ing)?\b[^.]{0,40}\b(?:channel|group|telegram|page)|\bqr\b|\bscan(?:s|ned|ning)?\b|\bchannel\b|តាមដាន|ស្កេន|follow|ឆានែល|ជាវ|(?<![a-z])qr/;
const ANY = /code|name|list|screenshot|number|how many|total|phone|door|house|stall|stay|leave|hands|figure|count|tally|ស្កេន|កូដ|ឈ្មោះ|បញ្ជី|រាប់|រាយការណ៍|ទូរស័ព្ទ|ផ្ទះ|ថតអេក្រង់|ចេញ|សរុប/;
/** Orders, plans and denials are no deeds. */
const UNDONE = /\bno(?: \w+)?\s*$|\b(?:shall|must|will|should|would|may|to be|is to|are to|if|unless|please|never|nobody|no one|not|den(?:y|ies|ied)|n't)\b[^.;,]{0,40}$|(?:ត្រូវ(?!បាន)|នឹង|សូម|បើ|មិន|គ្មាន)[^។]{0,24}$/;
const BY: [string, RegExp][] = [['officials', /official|civil servant|ministry|officer|aide|inspector|administrator|government|secretar|clerk|មន្ត្រី|រដ្ឋបាល/], ['teachers', /teacher|lecturer|professor|គ្រូ|សាស្ត្រាចារ្យ/], ['local authorities', /chief|governor|commune|village|police|មេភូមិ|មេឃុំ|នគរបាល|អាជ្ញាធរ/], ['class monitors', /monitor|class leader|captain|ប្រធានថ្នាក់/], ['employers', /manager|supervisor|foreman|boss|director|ប្រធាន|ថៅកែ/], ['staff', /staff|employee|worker|បុគ្គលិក/], ['party activists', /activist|volunteer|party|សកម្មជន/]];
const ON: [CallAudience, RegExp][] = [['students', /student|pupil|class|និស្សិត|សិស្ស/], ['employees', /employee|staff|civil servant|teacher|worker|official|nurse|មន្ត្រី|បុគ្គលិក|គ្រូ|កម្មករ/], ['citizens', /famil|household|resident|villager|vendor|voter|parent|citizen|ប្រជា|អ្នកភូមិ|គ្រួសារ/], ['members', /member|monk|សមាជិក|ព្រះសង្ឃ/]];
/** Of an account, not of a walk: the texts around a deed name a channel, a page, a code or a platform. */
const ACCOUNT = /\b(?:channels?|pages?|accounts?|profiles?|groups?|followers?|subscri\w+|scan\w*|codes?|qr|telegram|tik ?tok|facebook|whatsapp|youtube|instagram)\b|\bwho follow\b|\bfollow(?:s|ed|ing)? the (?:prime )?(?:premier|president|minister|governor|mayor|leader|king|chairman|candidate|rector)\b|[\u1780-\u17ff]/;
/** What other codes and lists are for. */
const OTHER_USE = /^[^.;]{0,24}\b(?:pay\w*|bills?|menus?|tickets?|vaccin\w*|boarding|registration|deliver\w*|discounts?|check-?in)\b/;
const OTHERS_LISTED = /\bwho (?!(?:\w+ ){0,4}?(?:follow|join|subscri|scan|lik|sign|did|refus|compl|enter|add|shar|press|tap|open)\w*)/;

/** Lists and counts are of those who follow or refuse. */
const WHO_DID = /\b(?:refus\w+|did (?:it|so|not)|didn't|complied|signed up|had not|haven't|who (?:had|have|did))\b|អ្នក(?:មិនទាន់|ដែល(?:បាន|មិន))/;
const MOST = 40;

/** Deeds that press people to follow: codes carried into classrooms, lists of followers, counts reported upward, phones checked. */
export const conduct: Detector = {
  id: 'conduct',
  version: 3,
  kinds: ['conduct'],
  why: { km: ({ act }: ConductPayload) => `អត្ថបទរៀបរាប់ពីទង្វើមួយ៖ ${ACTS_KHMER[act]}` },
  detect(doc) {
    const { text } = doc.folded;
    if (!ANY.test(text) || !ABOUT.test(text)) return [];
    const found: Found[] = [];
    for (const [at, sentence] of doc.sentences.entries()) {
      if (found.length >= MOST) break;
      const s = text.slice(sentence.start, sentence.end);
      const taken: [number, number][] = [];
      for (const [act, pattern] of isKhmer(doc, sentence) ? KHMER : ENGLISH) {
        for (const match of allMatches(pattern, s)) {
          const start = match.index;
          const end = start + match[0].length;
          const around = text.slice(doc.sentences[Math.max(0, at - 2)]!.start, doc.sentences[Math.min(doc.sentences.length - 1, at + 2)]!.end);
          if (act !== 'codes carried to people' && act !== 'phones checked' && !ABOUT.test(s) && !WHO_DID.test(s)) continue;
          if (!ACCOUNT.test(around) || act === 'codes carried to people' && OTHER_USE.test(s.slice(end)) || (act === 'lists kept' || act === 'counts reported upward') && OTHERS_LISTED.test(s.slice(start))) continue;
          if (UNDONE.test(s.slice(Math.max(0, start - 70), start)) || !ABOUT.test(around) || taken.some(([from, to]) => start < to && from < end)) continue;
          taken.push([start, end]);
          const words = wordsOf(doc, sentence, start, end);
          const observation = observe(doc, 'conduct', words, { ...payloadOf(act, s, match[0], start, around), personal: isPrivate(doc.folded.cased.slice(words.start, words.end), () => false) }, `a deed: ${act}`, 0.7);
          if (observation) found.push(observation);
        }
      }
    }
    return found;
  },
};

/** The deed with its subject, where that stands close before it in the sentence. */
function wordsOf(doc: Prose, sentence: { start: number; end: number }, start: number, end: number): { start: number; end: number } {
  const before = doc.folded.text.slice(sentence.start, sentence.start + start);
  const clause = /[^,;:]*$/.exec(before)!.index;
  let stop = sentence.start + end;
  while (/[.,;\s។]/.test(doc.folded.text[stop - 1] ?? '')) stop -= 1;
  return { start: sentence.start + (start - clause < 70 ? clause : start), end: stop };
}

function payloadOf(act: Act, sentence: string, words: string, at: number, around: string): Omit<ConductPayload, 'personal'> {
  const doers = sentence.slice(Math.max(0, at - 60), at + Math.min(words.length, 90));
  const number = findNumbers(doers).find(({ value, start, end }) => value >= 2 && value < 100_000 && !/[$%]/.test(doers.slice(start - 1, end + 1)) && !/^\s?(?:january|february|march|april|may|june|july|august|september|october|november|december|ថ្ងៃ|ខែ)/.test(doers.slice(end))) ?? spelt(doers);
  const of = <T>(table: [T, RegExp][], inWords: string): T | null => table.find(([, pattern]) => pattern.test(inWords))?.[0] ?? null;
  const by = of(BY, doers);
  return { act, by, on: of(ON, words.slice(Math.min(20, words.length))) ?? of(ON, around), place: of(PLACES, words) ?? of(PLACES, sentence), count: number?.value ?? null, bound: number?.bound ?? null };
}

const SPELT = /\b(at least|more than|over|about|around|some|nearly)? ?(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)\b/;
const VALUES: Record<string, number> = { two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, fifteen: 15, twenty: 20, thirty: 30, forty: 40, fifty: 50 };
function spelt(words: string): { value: number; bound: Bound } | null {
  const match = SPELT.exec(words);
  return match === null ? null : { value: VALUES[match[2]!]!, bound: match[1] === undefined ? '=' : /least|more|over/.test(match[1]) ? '≥' : '≈' };
}
