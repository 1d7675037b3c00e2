import type { CallAction } from '#core/model.js';
import type { Sentence } from '#core/text/sentences.js';
import { between, type Prose } from '../../detector.js';

/** Whether the object of a Khmer asking word is a social account, and how far the request's words reach. */

export const SOCIAL_NOUN = /អាខោន|អេខោន|ឆា?នែល|ឆាណែល|ឆានែ|ប៉ុស្តិ៍(?!នគរបាល|\s?(?:លេខ|ទី|[0-9០-៩]))|ផេក|ទំព័រ(?!ដើម|មុខ|កាសែត)|(?<!លេខ)គណនី(?!ធនាគារ)|(?<![a-z])(?:page|channel|group|account|profile)s?(?![a-z])|គ្រុប|ក្រុមតេ|ក្រុម(?=\s?(?:telegram|whatsapp|line|messenger|t\.me))/;
const NOUNS = new RegExp(SOCIAL_NOUN, 'g');
const BANAL_SCAN = /អីវ៉ាន់|កញ្ចប់|អត្តលេខ|កាត|វិក្កយបត្រ|បង់|ប្រាក់|ម៊ឺនុយ|សំបុត្រ|ប័ណ្ណ|វ៉ាក់សាំង|ធនាគារ|ចុះឈ្មោះបោះ|wifi|ទំនិញ|aba|khqr|វត្តមាន|អត្តសញ្ញាណ/;

export function isSocial(action: CallAction, word: string, post: string, doc: Prose, sentence: Sentence, index: number, social: boolean, unready: boolean, after: boolean, next: RegExpExecArray | undefined): boolean {
  const object = post.slice(0, 90);
  const from = sentence.start + index;
  const near = doc.mentions.some((mention) => mention.start >= from && mention.start < Math.min(sentence.end, from + 110));
  const inSentence = doc.mentions.some((mention) => mention.start >= sentence.start && mention.start < sentence.end);
  const noun = SOCIAL_NOUN.test(object);
  const latin = /^[a-z]+$/.test(word);
  const us = /^\s?(?:ពួក)?(?:យើង|ខ្ញុំ)/.test(object);
  switch (action) {
    case 'follow':
      // "Watch the water, and report by Telegram": what is followed stands before the next deed.
      if (!latin && !unready && !/^\s?(?:សម្តេច|លោក|ឯកឧត្តម|គាត់)/.test(object) && /^\s?[\u1780-\u17b3][^\sហ]{4,}[^។]{0,30}?(?:ហើយ|រួច)/.test(object) && !SOCIAL_NOUN.test(object.split(/ហើយ|រួច/)[0]!) && !doc.mentions.some((mention) => mention.start >= from && mention.start < from + word.length + object.search(/ហើយ|រួច/))) return false;
      return near || noun || (inSentence && /^\s?(?:$|[។!,]|ផង|ទាំងអស់)/.test(object)) || (latin && (social || inSentence)) || (us && social) || (unready && social) || (/^\s?(?:សម្តេច|លោក|ឯកឧត្តម|គាត់)/.test(object) && social && !/សុខភាព|ស្ថានភាព|ជនសង្ស័យ/.test(object.slice(0, 20)));
    case 'join':
      if (/^\s?(?:ក្នុង|ជាមួយ)?(?:ការ(?!តាមដាន)|ពិធី|កម្មវិធី|វគ្គ|សិក្ខាសាលា|កិច្ចប្រជុំ|ប្រជុំ|មហោស្រព|បុណ្យ|ប្រកួត|ដង្ហែ|សហការ)/.test(object)) return false;
      return latin ? near || noun || inSentence || social : (near && mentionGap(doc, from + word.length, sentence) < 70) || (noun && SOCIAL_NOUN.exec(object)!.index < 30);
    case 'subscribe': return near || noun || inSentence || social || /ទាំងអស់គ្នា|ផង|វីដេអូ/.test(object + doc.folded.text.slice(0, 300));
    case 'like': return near || noun || /^\s?(?:ផុស|post|រូប(?:ភាព)?នេះ|វីដេអូនេះ)/.test(object) || /^\s?(?:និង|ហើយ|,|&)?\s?(?:share|ចែករំលែក|subscribe|follow|ស៊ែរ|សែរ|ហ្វូឡូ|សាប់|ជាវ)/.test(object) || inSentence;
    case 'share': return !/^\s?(?:នូវ)?(?:លេខ(?:គណនី|កុង)|គណនីធនាគារ)/.test(object) && !/^\s?[:៖]?\s*(?:facebook|ហ្វេសប)/.test(object.slice(0, 14)) && (after || noun || near || /^\s?(?:បន្ត)?(?:រាល់|គ្រប់)?(?:ផុស|ការបង្ហោះ|សារ|ប៉ុស្តិ៍|post|តំណ|លីង|link|video នេះ|វីដេអូនេះ)/.test(object));
    case 'scan_qr': return (/(?<![a-z])(?:qr|code)(?![a-z])|កូដ|គ្យូអរ/.test(object) || (near && next !== undefined) || /(?<![a-z])qr(?![a-z])|កូដ/.test(doc.folded.text) && next !== undefined) && !BANAL_SCAN.test(object.slice(0, 40)) && !(next === undefined && /បច្ច័យ|បរិច្ចាគ|កុងធនាគារ|ធនាគារ|វិភាគទាន/.test(doc.folded.text.slice(sentence.start, sentence.end)));
    case 'invite_others': return near || noun || inSentence || (social && next !== undefined);
    default: return false;
  }
}

function mentionGap(doc: Prose, from: number, sentence: Sentence): number {
  const next = doc.mentions.find((mention) => mention.start >= from - 2 && mention.start < sentence.end);
  return next ? next.start - from : Number.POSITIVE_INFINITY;
}

/** What may stand after a space within the same request: more of the account's name, where it is, particles of asking. */
const GOES_ON = /^\s(?=@|https?:|t\.me|fb\.|\(|និង|ឬ|របស់|នៃ|នៅ|លើ|តាម|ទាំង|ផង|ណា|ឲ្យ|ហើយ|រួច|ដើម្បី|ឥឡូវ|ភ្លាម|គ្រប់|[a-z'&+0-9១-៩])/;
/** A title; the name stands after the next spaces. */
const TITLE = /(?:លោក|លោកស្រី|លោកជំទាវ|ឯកឧត្តម|សម្តេច|ឧត្តមសេនីយ៍|ឧកញ៉ា|បេក្ខជន|រដ្ឋមន្ត្រី|រដ្ឋលេខាធិការ|អភិបាល|ប្រធាន|អ្នកនាង|តេជោ)$/;

/** How far the request's words reach: to the end of the clause, or to the first space after its last account that begins something else. */
export function objectEnd(doc: Prose, from: number, post: string): number {
  const stop = clauseEnd(post);
  const words = post.slice(0, stop);
  const accounts = [...between(doc.mentions, from, from + stop).map((mention) => mention.end - from), ...[...words.matchAll(NOUNS)].map((noun) => noun.index + noun[0].length)];
  if (accounts.length === 0) return stop;
  for (let at = Math.max(...accounts), names = 0; at < stop; at++) {
    if (/^\p{Extended_Pictographic}/u.test(words.slice(at, at + 2))) return at;
    if (words[at] !== ' ' || GOES_ON.test(words.slice(at))) continue;
    if (TITLE.test(words.slice(0, at))) names = 2;
    if (names === 0) return at;
    names -= 1;
  }
  return stop;
}

function clauseEnd(post: string): number {
  const stop = /[។!?](?:\s|$)|\.(?:\s|$)|"|\sដើម្បី(?!\s?(?:follow|join|តាមដាន|ចូល|ឲ្យ))|ដើម្បីទទួល|\sដោយថា|\sនេះបើ|\sបើតាម|\sកាលពី|ឲ្យបានមុន|\sព្រោះ|\sដោយសារ|\s?ហើយ(?:\s?(?:cap|capture|screenshot)|ថត|ប្រធាន|អ្នក|ផ្ញើ|បង្ហាញ|ពិនិត្យ|គេ|រាយការណ៍|សូម(?!ចុច)|រក្សា)|\s?រួច\s?(?:ផ្ញើ|ថត|screenshot|cap)|លោកអ្នកនឹង|អ្នកនឹង|\sសូមអរ?គុណ|\sមុន|\s—|\n|ដោយស្ម័គ្រ|\sដោយ|(?<=ផង(?:ណា|ចា)?)\s(?=[\u1780-\u17b3])/.exec(post);
  return stop ? stop.index : post.length;
}
