import type { PlatformId } from '#core/model.js';
import { between, type Prose } from './detector.js';
import { allMatches } from './matches.js';

/** A word for an account in folded text: a page, a channel, a handle, or a platform's bare name. `platform` is null where the word names none. */
export interface AccountWord { start: number; end: number; platform: PlatformId | null; handle: string | null; noun: boolean }

const ENGLISH = /(?<![\w-])(?:accounts?|fan ?pages?|pages?|channels?|profiles?|groups?)(?![\w-])/g;
/** Words that make of a page, a channel or an account something else. */
const OTHERWISE = /(?:\b(?:gofundme|crowdfunding|donation|fundraising|wikipedia|product|store|bank|savings|current|deposit|expense|eye-?witness|on|into|by|full|detailed|user|customer|email|e-mail|brief|their own|first-hand|front|home|web|landing|title|first|last|back|next|new|every|each|two|three|of|\d+) |\b(?:tv|television|sea|english|irrigation|shipping|radio|news|cable|drainage|water|rights|working|ethnic|age|armed|parliamentary|advocacy|monitoring|user|study|interest|opposition|pressure|business) )$/;
const STAYS = /^accounts? (?:at|with|in) (?:the |an? )?(?:\w+ )?bank|^(?:account|accounts) (?:of (?:what|how|the (?:event|fight|war|battle))|number|for\b)|^pages? (?:of (?:the )?(?:history|a book|report|newspaper|document)|\d)/;
const OWNED = /(?:['’]s?|\b(?:his|her|its|their|our|my|official|old|new|fake)) $/;
const OTHERS = /គណនី(?!\s?(?:នៅ|ក្នុង)?\s?ធនាគារ|អេធីអឹម)|អាខោន|អេខោន|ផេក|ទំព័រ(?!មុខ|កាសែត|ប្រវត្តិ)|ឆា?[នណ]ែ?ល|ឆាណែល|ឆានែល|ប៉ុស្តិ៍(?!នគរបាល|ត្រួត|ប្រៃ)|គ្រុប|(?<![\p{L}])(?:comptes?|pages?|chaînes?|cuentas?|páginas?|canal(?:es)?|perfil(?:es)?|akun|halaman|saluran|laman|tài khoản|trang|kênh|аккаунт\S*|канал\S*|страниц\S*|паблик\S*|учётн\S* запис\S*)(?![\p{L}])|เพจ|บัญชี(?!ธนาคาร)|ช่อง(?=\s?(?:ยูทูบ|youtube|เทเล|telegram)|ของ)|စာမျက်နှာ|အကောင့်|ချန်နယ်|حساب(?:ات)?|صفحة|قناة/gu;

/** Every word for an account in a text, in order of place. A noun takes the platform that stands right beside it ("Facebook page", "ផេកហ្វេសប៊ុក"). */
export function accountWords(doc: Prose): AccountWord[] {
  const { text } = doc.folded;
  const words: AccountWord[] = doc.mentions.map(({ start, end, ref, kind }) => ({ start, end, platform: ref.platform, handle: kind === 'name' ? null : ref.handle, noun: false }));
  for (const pattern of [ENGLISH, OTHERS]) {
    for (const match of allMatches(pattern, text)) {
      const start = match.index;
      const end = start + match[0].length;
      const before = text.slice(Math.max(0, start - 24), start);
      const latin = pattern === ENGLISH;
      const beside = between(doc.mentions, start - 60, end + 6).find((mention) => (mention.end <= start && start - mention.end <= (latin ? 12 : 3)) || (mention.start >= end && mention.start - end <= (latin ? 4 : 2)));
      if (latin && !beside && (OTHERWISE.test(before) && !/\b(?:new|every|each|two|three|of) $/.test(before) || (STAYS.test(text.slice(start, start + 40)) && !OWNED.test(before)))) continue;
      if (latin && /group/.test(match[0]) && !beside && !/\b(?:chat|fan|private|public|our|his|her|my) $/.test(before)) continue;
      words.push({ start, end, platform: beside?.ref.platform ?? null, handle: beside?.ref.handle ?? null, noun: true });
    }
  }
  return words.sort((a, b) => a.start - b.start);
}

/** By custom a page is Facebook's and a channel Telegram's, where the text names no platform. */
function byCustom(word: string): PlatformId | null {
  if (/page|ផេក|ទំព័រ|เพจ|página|halaman|trang|страниц|паблик|صفحة|စာမျက်နှာ/.test(word)) return 'facebook';
  return /channel|ឆា?[នណ]|ប៉ុស្តិ៍|chaîne|канал|قناة|kênh/.test(word) ? 'telegram' : null;
}

/**
 * The platform and handle that a statement between two places is about: an account or platform named in it, else the last one named before it in
 * the document, else the one next after it, else what its noun stands for by custom.
 */
export function accountIn(doc: Prose, words: AccountWord[], from: number, to: number): { platform: PlatformId; handle: string | null } {
  const inside = between(words, from, to).filter((word) => word.end <= to);
  const named = inside.find((word) => word.platform !== null && word.noun) ?? inside.find((word) => word.platform !== null);
  if (named) return { platform: named.platform!, handle: inside.find((word) => word.handle !== null && word.platform === named.platform)?.handle ?? null };
  const noun = inside.find((word) => word.noun);
  const custom = noun ? byCustom(doc.folded.text.slice(noun.start, noun.end)) : null;
  if (custom === 'facebook') return { platform: custom, handle: null };
  const before = words.findLast((word) => word.platform !== null && word.end <= from);
  const after = words.find((word) => word.platform !== null && word.start >= to);
  // A channel beside YouTube is one of its own.
  if (custom === 'telegram' && before?.platform === 'youtube' && from - before.end < 400) return { platform: 'youtube', handle: null };
  return { platform: custom ?? before?.platform ?? after?.platform ?? 'other', handle: null };
}
