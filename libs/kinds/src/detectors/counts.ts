import type { Bound, LocalDate, MetricPayload } from '#core/model.js';
import { findDates, findWeekdays } from '#core/text/dates.js';
import { findNumbers } from '#core/text/numbers.js';
import type { Sentence } from '#core/text/sentences.js';
import { between, type Prose } from './detector.js';

/** A count of an account or post in a text, as stated (`wanted` false) or as somebody would have it. Ranges are in the folded text. */
export interface Count {
  start: number;
  end: number;
  value: number;
  bound: Bound;
  metric: MetricPayload['metric'];
  platform: string | null;
  handle: string | null;
  wanted: boolean;
  /** The day it holds for, or by which it is wanted; partial dates as in core/text/dates. */
  date: string | null;
  rule: string;
}

/** Greater numbers are misread. */
const MOST_COUNTED = 1e12;

type Metric = Count['metric'];
const AFTER: [Metric, RegExp][] = [
  ['posts_per_day', /^\s*(?:posts?|messages?|updates|times)\s*(?:a|per|each|every)\s*day|^[^។]{0,14}(?:ក្នុង)?(?:មួយ)?ថ្ងៃ(?![ទន])/],
  ['followers', /^\s*(?:new |online |total )?(?:(?:telegram|tiktok|facebook|instagram|twitter|youtube|x) )?(?:followers?|people (?:now )?follow|accounts (?:now )?follow\w*|users follow|people in the (?:group|channel)|of (?:you|us)(?: now| already| all)* (?:here|on|in|reading|following|together)\b|strong (?:on|in)(?= (?:this|our|the|my))|seguidores|pengikut|follower[in]*\b|takipçi|obserwujących|abonn[ée]s sur instagram|фолловеров)|^k? followers|^\s*นาย|^\s?(?:នាក់)?\s?(?:followers?|follow(?![a-z])|អ្នកតាមដាន|តាមដាន)|^\s*ملايين متابع|^\s*متابع/],
  ['subscribers', /^\s*(?:people|users|accounts)(?: now| have| already)* subscribed?\b|^\s*(?:new |paying )?(?:(?:telegram|youtube|channel) )?(?:subscribers?|subs\b|abonnés|suscriptores|подписчик\S*|người đăng ký|pelanggan|abonnenten|iscritti|inscritos|subskrybent\S*|abone\b|subscriber)/],
  ['subscribers', /^\s*(?:channel |group )?members?\b(?! of (?:parliament|the party|staff))/],
  ['likes', /^\s*(?:page )?likes?\b(?! to)|^\s*(?:people|users|accounts|persons)(?: now| have| already)* liked?\b(?! to)|^\s*(?:lượt thích|me gusta|лайк\S*|mentions? j'aime|j'aime|hearts?\b)/],
  ['views', /^\s*times\b|^\s*(?:people|users|viewers)(?: now| have| already)* (?:watched|viewed|seen|saw)\b|^\s*(?:video )?(?:views?|vues|visualizaciones|просмотр\S*|lượt xem)\b|^\s?(?:ដង|views?|វីវ|view)/],
];
const BEFORE: [Metric, RegExp][] = [
  ['followers', /\b(?:followed by|follower (?:count|number|total|figure)s?|(?:his|her|its|their|my|our|the) following|audience)\b[^.;!?\d]{0,40}$/],
  ['subscribers', /\b(?:subscribed to by|subscriber (?:count|number|total|figure)s?)\b[^.;!?\d]{0,40}$/],
  ['likes', /\b(?:liked by|like count)\b[^.;!?\d]{0,24}$/],
  ['views', /\b(?:watched by|viewed by|seen by|view count)\b[^.;!?\d]{0,24}$/],
  ['posts_per_day', /ការបង្ហោះ[^។\d]{0,14}$/],
  ['followers', /អ្នក(?:ចុច)?\s?(?:តាមដាន|follow)[^។\d]{0,26}$|(?<![a-z])followers?\s?$|ผู้ติดตาม\s?$|ဖော်လိုဝါ\s?$|followers?[:=]\s?$/],
  ['likes', /(?:អ្នក)?(?:ចុច)?\s?(?:ចូលចិត្ត|(?<![a-z])likes?(?![a-z])|ឡាយ)[^។\d]{0,14}$/],
  ['views', /អ្នក(?:ចូល)?មើល[^។\d]{0,12}$|(?:អ្នក)?ទស្សនា[^។\d]{0,16}$|ကြည့်ရှုမှုနှုန်း\s?$|(?<![a-z])views?[:=]\s?$/],
  ['subscribers', /(?:អ្នក)?(?:(?<![a-z])subscribers?(?![a-z])|ជាវ|សមាជិក)[^។\d]{0,12}$/],
];
const DELTA = /\b(?:gain(?:ed|s|ing)?|add(?:ed|s|ing)?|lost|los(?:es|ing)|(?<!\b(?:liked|followed|watched|viewed|seen|subscribed to) )by|another|increase of|rise of|drop of|extra|shed|attracted|won)\s+(?:an? )?(?:additional |extra )?(?:about |over |roughly |nearly |almost |some |around |more than |at least )*$|(?:បន្ថែម|ថែម|បាត់បង់|បាត់|កើនចំនួន|ថយ)\s?(?:ប្រមាណ|ជាង|ប្រហែល)?\s?$/;
/** A number before a month is a day. */
const DAY = /^(?:st|nd|rd|th)?\s+(?:of )?(?:jan|feb|mar(?:ch)?\b|apr|may\b|jun|jul|aug|sep|oct|nov|dec)|^\s?(?:ខែ|ម៉ោង|កុម្ភ|មករា|មីនា|មេសា|ឧសភា|មិថុនា|កក្កដា|សីហា|កញ្ញា|តុលា|វិច្ឆិកា|ធ្នូ)/;
const MONTH_BEFORE = /(?:january|february|march|april|may|june|july|august|september|october|november|december|ថ្ងៃទី|ឆ្នាំ)\s*$/;
/** A second count in words that lean on the first. */
const LEANS = /(?:\b(?:up from|down from|compared (?:to|with)|against|from|to|has|had|have|now|now at|at|currently|current:?|stands? at|reached|is|counts?|only|just|and|latest:?)\s+(?:just |about |over |roughly |some |almost |nearly |more than |around |only |at |now )*$)|(?:current|now|so far|today|latest|status)\s?:[^.]{0,60}$|(?:ធៀបនឹង|ពី|បច្ចុប្បន្ន(?:មាន)?|ពេលនេះ|ទើប(?:តែ)?បាន|មាន|បាន|ដល់|ទើបមាន)\s?(?:ប្រមាណ|ជាង|ប្រហែល|តែ|ចំនួន)?\s?$/;
const LEAN_END = /^\s*(?:$|[.,;!?)។]|so far|at |in (?:late|early|mid|[a-z]+\b)|on |by |last |when |as of|now|but |and |before |since |earlier|នាក់|កាលពី|នៅ|មុន|ត្រឹម|ឬ|a year|[A-Z])/;
const WANT = /\b(?:targets?|goals?|aims?|aimed|aiming|wants?|wanted|hop(?:e|es|ed|ing|efully)|next (?:stop|milestone|target|mark|step|goal)|milestone|let us (?:reach|get|hit|make)|dream(?:s|ed|ing)? of|must reach|should reach|needs? to (?:reach|get|hit)|want to (?:reach|get|hit)|let'?s (?:reach|get|hit|make)|objective|ambition|foresee\w*|envisag\w*|(?:plan|plans|planned|planning) (?:for|to)|quota|(?:sights|eyes?) (?:set )?on|(?:help|get|take|push|carry|lift) (?:me|us|him|her|it|them|this \w+|the \w+)(?: to)?(?: get| reach| climb| grow| rise)?(?: to| past| over| up to)?|want (?:the |our |his |her )?[\w ]{2,30}? (?:at|on|above|past|over)|until we (?:hit|reach)|on (?:our|the) way to|heading for|help us (?:reach|hit|get)|(?:to go|left|more|away|missing|short|needed|shy) (?:until|till|to|from|of|for|before)|\b\d[\d,.]* (?:off|short of|away from|shy of)|road to|en route to|pushing for|bring \w+ to|deadline for|set itself|queremos llegar|objetivo|meta de|objectif|цель|мечта)\b(?:(?!\b(?:passed|had|has reached|now has|currently)\b).){0,90}$|(?:គោលដៅ|ចំណុចដៅ|ឈប់បន្ទាប់|ចង់ឃើញ|នៅ(?:សល់|ខ្វះ)(?:តែ)?[^។]{1,24}?(?:គ្រប់|ដល់)|ជំហានបន្ទាប់|តោះ(?:ឲ្យ|ឡើង)?ដល់|(?<!ទើប|បាន)ឡើងដល់|ខ្វះ(?:តែ)?[^។]{1,24}?(?:គ្រប់|ដល់|បាន|ទើបបាន)|ចង់ឲ្យ|ចង់បាន|ផែនការ|សង្ឃឹម|រំពឹង|បន្តទៅមុខ|ប្រាថ្នា|ឆ្ពោះទៅ|ឲ្យដល់|ឲ្យបាន)(?:(?!។).){0,90}$/;
/** So many to go until a round number. */
const COUNTDOWN = /(?:(?:\d[\d.,]*k?|\b(?:hundred|thousand|dozen|few|handful)) (?:more |people |followers |of you )?(?:to go|left|more|away|missing|short|needed|off|shy)\b[^.;]{0,20}|\b(?:road|way|race) to |(?:ខ្វះ|នៅសល់|នៅខ្វះ)(?:តែ)?[^។]{1,24}?(?:គ្រប់|ដល់|បាន|ទើបបាន)\s?)$/;
/** After a number that is hoped for. */
const HOPED = /^\s*(?:by|before|until|this|next)\b[^.!?]{0,30},? (?:hopefully|god willing|insha\w+|fingers crossed|i hope|we hope)\b|^[^.!?]{0,150}\b(?:that|this|which)(?:, [\w ]{2,20},)? (?:is|was|would be|remains) (?:the|our|my|his|her|their|its) (?:\w+ )?(?:aim|goal|target|ambition|plan|dream|number|figure|order)\b/;
/** Where those are whom somebody would have, without a word for what they are: "50,000 of you in this channel", "the Chairman at 250,000 on TikTok". */
const WHERE = /^\s*(?:people |souls |members |of (?:you|us|them) )?(?:on|in|at) (?:(?:our|the|this|that|his|her|its|my) )?(?:[\w']+ ){0,2}?(?:channel|page|group|account|telegram|tik ?tok|facebook|youtube|instagram|twitter|x\b)|^\s?នាក់/;
const SOCIAL = /insta|channel|page|account|video|clip|post|telegram|tiktok|facebook|youtube|instagram|twitter|group|ឆានែល|ផេក|គណនី|វីដេអូ|តេ[ឡល]េ|ធីកធុក|ហ្វេស|យូធូប|ช่อง|канал|паблик/;
const BANAL = /network\b|electric|water|broadband|phone|telephone|newspaper|magazine|newsletter|service|compan|newspaper|insurance|gym|library|mobile operator|telecom/;

/** Every count in a document, in order of place. Additions and losses, shares, and subscribers of other things are left out. */
export function countsIn(doc: Prose): Count[] {
  const { text } = doc.folded;
  if (!/\d|million|លាន|ម៊ឺន|thousand/.test(text)) return [];
  const social = SOCIAL.test(text) || doc.mentions.length > 0;
  const found: Count[] = [];
  const numbers = findNumbers(text).slice(0, 2000);
  let at = 0;
  let last: { metric: Metric; platform: string | null; sentence: number } | null = null;
  for (const [index, sentence] of doc.sentences.entries()) {
    for (; at < numbers.length && numbers[at]!.start < sentence.end; at++) {
      const number = numbers[at]!;
      if (number.start < sentence.start) continue;
      const before = text.slice(sentence.start, number.start);
      const after = text.slice(number.end, sentence.end);
      if (DAY.test(after) || MONTH_BEFORE.test(before)) continue;
      const want = WANT.exec(before.slice(-130)) ?? (HOPED.test(after) ? /$/.exec(before.slice(-130)) : null);
      let metric = unit(before, after, text, social);
      let rule = 'a number with its unit';
      if (metric === 'followers' && /^\s*(?:strong|of (?:you|us))/.test(after)) metric = manyOf(doc, sentence, number.start, text);
      const next = numbers[at + 1];
      if (metric === null && last !== null && index - last.sentence <= (want ? 3 : 1) && (LEANS.test(before) || want !== null || /^[^.]*\b(?:current|now|so far)\s?:/.test(before)) && (LEAN_END.test(after) || /^\s*(?:more|\w+ \d)/.test(after)) && number.value >= 100 && !isYear(doc, number) && !/[$€£%]|percent|dollar|riel|រៀល|ដុល្លារ|km|kg|៛/.test(text.slice(number.start - 2, number.end + 10))) {
        metric = last.metric;
        rule = 'a number that leans on the count before it';
      }
      if (metric === null && want !== null && social && number.value >= 1000 && !isYear(doc, number) && WHERE.test(after)) {
        metric = manyOf(doc, sentence, number.start, text);
        rule = 'a number of people wanted on an account';
      }
      if (metric === null && want !== null && social && number.value >= 100 && !isYear(doc, number) && COUNTDOWN.test(before.slice(-60))) {
        metric = manyOf(doc, sentence, number.start, text);
        rule = 'a number that is counted down to';
      }
      if (metric === null) continue;
      const platform: string | null = platformOf(doc, sentence, number.start) ?? (last !== null && index - last.sentence <= 2 && last.platform !== 'other' ? last.platform : null) ?? platformNear(doc, sentence);
      const delta = DELTA.test(before.slice(-60)) && want === null;
      last = { metric, platform, sentence: index };
      // People and clicks are whole, and no network has a million million of them.
      const value = metric === 'posts_per_day' ? number.value : Math.round(number.value);
      if (delta || !(value <= MOST_COUNTED) || (value < 20 && metric !== 'posts_per_day')) continue;
      const reach = spanOf(text, sentence, number, before, after, want === null ? null : before.length - 130 > 0 ? before.length - 130 + want.index : want.index);
      const handle = between(doc.mentions, sentence.start, sentence.end).find((mention) => mention.ref.handle !== null)?.ref.handle ?? null;
      found.push({ ...reach, value, bound: number.bound, metric, platform, handle, wanted: want !== null, date: dateOf(doc, sentence, number, next?.start ?? sentence.end, want !== null), rule: want ? `${rule}, wanted: "${want[0].trim().slice(0, 24)}"` : rule });
    }
  }
  return found;
}

/** What the people of an account are called where no word says it: by its platform, else by the words of the text. */
function manyOf(doc: Prose, sentence: Sentence, at: number, text: string): Metric {
  const platform = platformOf(doc, sentence, at) ?? platformNear(doc, sentence);
  if (platform === 'telegram' || platform === 'youtube') return 'subscribers';
  return platform === null && /subscri|\bsubs?\b|\bbell\b|\bchannel\b|ជាវ|សាប|ឆា?[នណ]ែ?ល/.test(text) || /subscri|ជាវ/.test(text) ? 'subscribers' : 'followers';
}

function unit(before: string, after: string, text: string, social: boolean): Metric | null {
  for (const [metric, pattern] of AFTER) {
    const match = pattern.exec(after);
    if (!match) continue;
    if (/member/.test(match[0]) && !/channel|group|page|telegram|whatsapp/.test(before + after)) continue;
    if (metric === 'views' && !social) continue;
    if (metric === 'views' && /times/.test(match[0]) && !/\b(?:viewed|watched|seen|played|opened|streamed)\b[^.]{0,30}$/.test(before)) continue;
    if (/strong/.test(match[0]) && !/\bwe\b|\bour\b/.test(before)) continue;
    // "groups with more than 500 members": any group, none in particular.
    if (/members/.test(match[0]) && /\b(?:groups|channels|pages|chats) (?:with|of|that have)\b/.test(before)) continue;
    if (metric === 'posts_per_day' && /^\s*times/.test(match[0]) && !/\b(?:post\w*|publish\w*|writ\w+|updat\w+|tweet\w*)\b[^.]{0,30}$/.test(before)) continue;
    if (metric === 'posts_per_day' && /[\u1780-\u17ff]/.test(match[0]) && !/បង្ហោះ|ផុស/.test(before.slice(-40))) continue;
    if (metric === 'views' && match[0].includes('ដង') && !/ទស្សនា|មើល/.test(before.slice(-30))) continue;
    if (/៛|^\s?(?:រៀល|ដុល្លារ)/.test(after.slice(0, 8))) continue;
    if (metric === 'subscribers' && BANAL.test(before.slice(-60) + after.slice(0, 60))) continue;
    return metric;
  }
  for (const [metric, pattern] of BEFORE) {
    if (!pattern.test(before.slice(-60)) || /^\s?(?:៛|រៀល|ដុល្លារ|\$|ម៉ោង)|^\s*(?:%|percent|per cent|years?|days?|hours?|minutes?|[$€£])/.test(after)) continue;
    if (metric === 'subscribers' && /សមាជិក/.test(before.slice(-30)) && !/ឆានែល|ក្រុមតេ|តេឡេ|channel|ផេក|តេលេ/.test(text)) continue;
    return metric;
  }
  return null;
}

const isYear = (doc: Prose, number: { start: number; end: number; value: number }) => number.value >= 1900 && number.value <= 2100 && number.end - number.start === 4 && !/[.,]/.test(doc.folded.text.slice(number.start, number.end));

function platformOf(doc: Prose, sentence: Sentence, at: number): string | null {
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const mention of between(doc.mentions, sentence.start, sentence.end)) {
    const gap = Math.abs(mention.start - at);
    if (gap < least) { least = gap; best = mention.ref.platform; }
  }
  return best;
}
/** What the text says of no platform is of the one named last before; a page is Facebook's by custom; else of the one named next. */
function platformNear(doc: Prose, sentence: Sentence): string | null {
  const before = between(doc.mentions, sentence.start - 4000, sentence.start).at(-1)?.ref.platform;
  const here = doc.folded.text.slice(sentence.start, sentence.end);
  const around = before === undefined ? doc.folded.text.slice(Math.max(0, sentence.start - 200), sentence.end + 100) : here;
  if (/\bpage\b|ផេក|ទំព័រ/.test(around)) return 'facebook';
  if (/\bchannel\b|ឆា?[នណ]ែ?ល|ឆានែល/.test(around) && before !== 'youtube') return 'telegram';
  return before ?? doc.mentions[0]?.ref.platform ?? null;
}

/** The number with its unit and the words that bound it; a wish from its first word. */
function spanOf(text: string, sentence: Sentence, number: { start: number; end: number }, before: string, after: string, wish: number | null): { start: number; end: number } {
  const unitBefore = /(?:អ្នក(?:ចុច)?\s?(?:តាមដាន|follow|ចូលចិត្ត|like|ទស្សនា)|សមាជិក|ការបង្ហោះ|ผู้ติดตาม|ဖော်လိုဝါ|ကြည့်ရှုမှုနှုန်း)[^។\d]{0,26}$/.exec(before);
  const bound = /(?:about|around|roughly|approximately|nearly|almost|over|more than|at least|just over|ប្រមាណ|ជាង|ប្រហែល|ជិត)\s*$/.exec(before);
  const start = sentence.start + (wish ?? unitBefore?.index ?? bound?.index ?? before.length);
  const unitAfter = /^\s?(?:នាក់|ដង)|^\s*(?:new )?(?:[a-z]+ )?(?:followers?|subscribers?|subs|likes?|views?|members?|posts (?:a|per) day|accounts followed(?: it)?|people in the (?:group|channel))\b|^\s*[a-zа-я\u0600-\u06ff\u0e00-\u0e7fé]+(?= |$|[.,])/.exec(after);
  const deadline = wish === null ? null : /^[^.។]{0,60}?\b(?:before|by|on|until|this|antes de)\b[^.,;។!]{0,40}|^[^.។]{0,30}(?:ត្រឹម|មុន|នៅ)[^។]{0,30}/.exec(after);
  return { start: Math.min(start, number.start), end: number.end + Math.max(deadline?.[0].length ?? 0, unitAfter?.[0].length ?? 0) };
}

function dateOf(doc: Prose, sentence: Sentence, number: { start: number; end: number }, until: number, wanted: boolean): string | null {
  const words = doc.folded.text.slice(sentence.start, sentence.end);
  const day: LocalDate | null = doc.day;
  const here = (date: { start: number; end: number }) => date.start + sentence.start >= number.start || wanted || until === sentence.end;
  const dates = findDates(words, day).filter(here);
  if (dates.length > 0) return dates.sort((a, b) => Math.abs(a.start + sentence.start - number.end) - Math.abs(b.start + sentence.start - number.end))[0]!.date;
  return wanted ? null : findWeekdays(words, day).find(here)?.date ?? null;
}
