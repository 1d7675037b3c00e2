import { seeded as random } from '#core/accounts/statistics.js';

/**
 * Fictional letters and notices in English and Khmer, and edited copies of them with known truth: what `similar` is judged on. Seeded.
 * Kinds of edit: insertion, deletion, zero-width spaces, signs typed in another order, digits, emoji, cut to half, quoted in another text, several at once.
 * Hard negatives: texts of their own that share a long footer.
 */
export interface EditedText { id: string; text: string; /** Texts of one origin are copies of each other; null for none. */ origin: number | null; edit: string }
export type Tongue = 'en' | 'km';
const pick = <T>(next: () => number, list: readonly T[]): T => list[Math.floor(next() * list.length)]!;

const PARTS: Record<Tongue, { who: string[]; verb: string[]; what: string[]; where: string[]; why: string[]; footer: string }> = {
  en: {
    who: ['the harbour office', 'our district school', 'the ministry of rivers', 'a group of potters', 'the night bus company', 'farmers of the upper valley', 'the weather service', 'two young painters', 'the island clinic', 'members of the rowing club', 'the old theatre', 'the postal union', 'a baker from the east gate', 'the court of auditors', 'teachers of the hill towns', 'the lantern festival committee'],
    verb: ['has opened', 'is repairing', 'will inspect', 'asks everyone to visit', 'promised to finish', 'counted', 'sold', 'is looking for', 'has postponed', 'thanked the builders of', 'wants to paint', 'refused to close', 'announced a prize for', 'is measuring', 'invites colleagues to follow', 'has forgotten'],
    what: ['a wooden bridge', 'forty new wells', 'the public channel of the First Citizen', 'a library with a blue roof', 'the winter timetable', 'three hundred ducks', 'the register of boats', 'a choir for beginners', 'the road along the lake', 'every streetlamp', 'the museum of salt', 'a shipment of paper', 'the vaccination hall', 'the rice store', 'an orchard of plums', 'the signal tower'],
    where: ['near the market of Oldhaven', 'in the province of Merrow', 'behind the railway yard', 'on the southern shore', 'at the foot of Mount Arlen', 'in eleven villages', 'beside the customs house', 'across the whole capital', 'in the quarter of the weavers', 'along the canal of Tarn', 'between two sleepy towns', 'under the great arcade'],
    why: ['because the rains came early', 'so that children can walk to school', 'after a vote that surprised many', 'before the day of the harvest moon', 'although money is short', 'to remember the great flood', 'since the ferry stopped running', 'while visitors are few', 'as the council decided last week', 'to keep the water clean', 'for reasons nobody explained', 'until the new rules arrive'],
    footer: 'Follow our official page for fast and truthful news. Subscribe to the channel, press the bell and share with your friends and family. Reader service every day from eight to five, advertising on request.',
  },
  km: {
    who: ['ការិយាល័យកំពង់ផែ', 'សាលារៀនស្រុក', 'ក្រសួងទន្លេ', 'ក្រុមជាងស្មូន', 'ក្រុមហ៊ុនរថយន្តយប់', 'កសិករជ្រលងខាងលើ', 'សេវាឧតុនិយម', 'វិចិត្រករវ័យក្មេងពីរនាក់', 'មន្ទីរពេទ្យកោះ', 'សមាជិកក្លឹបអុំទូក', 'រោងល្ខោនចាស់', 'សហជីពប្រៃសណីយ៍', 'អ្នកដុតនំខ្លោងទ្វារកើត', 'តុលាការសវនកម្ម', 'គ្រូបង្រៀនតំបន់ភ្នំ', 'គណៈកម្មការបុណ្យគោម'],
    verb: ['បានបើក', 'កំពុងជួសជុល', 'នឹងត្រួតពិនិត្យ', 'សូមអញ្ជើញគ្រប់គ្នាទៅមើល', 'បានសន្យាបញ្ចប់', 'បានរាប់', 'បានលក់', 'កំពុងស្វែងរក', 'បានពន្យារពេល', 'បានអរគុណអ្នកសាងសង់', 'ចង់លាបពណ៌', 'មិនព្រមបិទ', 'ប្រកាសផ្តល់រង្វាន់ដល់', 'កំពុងវាស់', 'ណែនាំសហការីឱ្យតាមដាន', 'បានភ្លេច'],
    what: ['ស្ពានឈើមួយ', 'អណ្តូងទឹកថ្មីសែសិប', 'ឆានែលសាធារណៈរបស់ពលរដ្ឋទីមួយ', 'បណ្ណាល័យដំបូលខៀវ', 'តារាងម៉ោងរដូវរងា', 'ទាបីរយក្បាល', 'បញ្ជីឈ្មោះទូក', 'ក្រុមចម្រៀងសម្រាប់អ្នកចាប់ផ្តើម', 'ផ្លូវតាមបឹង', 'ភ្លើងបំភ្លឺផ្លូវទាំងអស់', 'សារមន្ទីរអំបិល', 'ក្រដាសមួយដឹក', 'សាលចាក់វ៉ាក់សាំង', 'ឃ្លាំងស្រូវ', 'ចម្ការផ្លែព្រូន', 'ប៉មសញ្ញា'],
    where: ['ក្បែរផ្សារកំពង់ចាស់', 'ក្នុងខេត្តមេរ៉ូវ', 'ខាងក្រោយចំណតរថភ្លើង', 'នៅច្រាំងខាងត្បូង', 'នៅជើងភ្នំអាឡែន', 'ក្នុងភូមិដប់មួយ', 'ជាប់ផ្ទះគយ', 'ទូទាំងរាជធានី', 'ក្នុងសង្កាត់ជាងត្បាញ', 'តាមព្រែកតាន', 'រវាងទីប្រជុំជនស្ងាត់ពីរ', 'ក្រោមដំបូលធំ'],
    why: ['ព្រោះភ្លៀងមកមុនកាលកំណត់', 'ដើម្បីឱ្យកុមារដើរទៅសាលាបាន', 'ក្រោយការបោះឆ្នោតដែលធ្វើឱ្យមនុស្សជាច្រើនភ្ញាក់ផ្អើល', 'មុនថ្ងៃបុណ្យព្រះខែ', 'ទោះបីខ្វះថវិកាក៏ដោយ', 'ដើម្បីរំលឹកទឹកជំនន់ធំ', 'តាំងពីសាឡាងឈប់ដំណើរការ', 'ខណៈភ្ញៀវមានតិច', 'តាមការសម្រេចរបស់ក្រុមប្រឹក្សាសប្តាហ៍មុន', 'ដើម្បីរក្សាទឹកឱ្យស្អាត', 'ដោយហេតុផលដែលគ្មានអ្នកណាពន្យល់', 'រហូតដល់វិធានថ្មីមកដល់'],
    footer: 'សូមចូលរួមតាមដានទំព័រផ្លូវការរបស់យើងខ្ញុំ ដើម្បីទទួលបានព័ត៌មានរហ័ស និងពិត។ ចុចជាវឆានែល ចុចកណ្តឹង និងចែករំលែកដល់មិត្តភក្តិ និងគ្រួសារ។ សេវាអ្នកអានរៀងរាល់ថ្ងៃ ពីម៉ោង៨ ដល់ម៉ោង៥។',
  },
};

/** A sentence of some forty letters and more; `count` of them are a text. */
function sentences(next: () => number, tongue: Tongue, count: number): string[] {
  const { who, verb, what, where, why } = PARTS[tongue];
  const [space, stop] = tongue === 'en' ? [' ', '.'] : ['', '។'];
  return Array.from({ length: count }, () => {
    const number = Math.floor(next() * 9000 + 100);
    const middle = next() < 0.5 ? (tongue === 'en' ? ` No. ${number}` : ` លេខ${number} `) : '';
    const sentence = [pick(next, who), pick(next, verb), pick(next, what) + middle, pick(next, where), pick(next, why)].join(space);
    return sentence.charAt(0).toUpperCase() + sentence.slice(1) + stop;
  });
}

const words = (text: string, tongue: Tongue): string[] => (tongue === 'en' ? text.split(' ') : [...new Intl.Segmenter('km', { granularity: 'word' }).segment(text)].map(({ segment }) => segment));
const join = (parts: string[], tongue: Tongue): string => parts.join(tongue === 'en' ? ' ' : '');

const EDITS: Record<string, (text: string, next: () => number, tongue: Tongue) => string> = {
  insertion: (text, next, tongue) => { const parts = words(text, tongue); const n = 2 + Math.floor(next() * 3); for (let i = 0; i < n; i++) parts.splice(Math.floor(next() * parts.length), 0, pick(next, PARTS[tongue].where)); return join(parts, tongue); },
  deletion: (text, next, tongue) => { const parts = words(text, tongue); return join(parts.filter(() => next() > 0.06), tongue); },
  'zero-width': (text, next) => Array.from(text, (letter) => (next() < 0.15 ? `${letter}\u200B` : letter)).join(''),
  // Signs of one syllable in the other order; in English, accents typed as two characters.
  reordered: (text, next, tongue) => (tongue === 'km' ? text.replace(/([\u17b6-\u17c5])([\u17c6-\u17d1])/g, (all, a: string, b: string) => (next() < 0.7 ? b + a : all)).replace(/\u17be/g, '\u17c1\u17b8') : text.replace(/e/g, (e) => (next() < 0.03 ? 'e\u200D' : e))),
  digits: (text, next) => text.replace(/\d+/g, (all) => (next() < 0.5 ? String(Math.floor(next() * 9000 + 100)) : all.replace(/\d/g, (digit) => String.fromCharCode(0x17e0 + Number(digit))))),
  emoji: (text, next) => text.split(' ').map((word) => (next() < 0.2 ? `${word} ${pick(next, ['🔥', '🙏🏽', '✅', '📣', '🇦🇶'])}` : word)).join(' '),
  half: (text) => { const marks = [...new Intl.Segmenter('km', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment); return marks.slice(0, Math.ceil(marks.length / 2)).join(''); },
  quoted: (text, next, tongue) => `${sentences(next, tongue, 2).join(' ')} «${text}» ${sentences(next, tongue, 1 + Math.floor(next() * 2)).join(' ')}`,
  several: (text, next, tongue) => EDITS['emoji']!(EDITS['zero-width']!(EDITS['digits']!(EDITS['deletion']!(text, next, tongue), next, tongue), next, tongue), next, tongue),
};

/** `origins` texts with one to four edited copies of each, as many texts of their own, half of them under one footer, half of those copied. */
export function editedCopies(tongue: Tongue, origins: number, seed: number): EditedText[] {
  const next = random(seed);
  const out: EditedText[] = [];
  const add = (text: string, origin: number | null, edit: string) => { out.push({ id: `${tongue}${out.length}`, text, origin, edit }); };
  const footer = PARTS[tongue].footer;
  for (let origin = 0; origin < origins; origin++) {
    const footed = next() < 0.25;
    const text = sentences(next, tongue, 3 + Math.floor(next() * 4)).join(' ') + (footed ? ` ${footer}` : '');
    add(text, origin, 'original');
    const copies = 1 + Math.floor(next() * 4);
    const names = Object.keys(EDITS);
    for (let copy = 0; copy < copies; copy++) { const edit = pick(next, names); add(EDITS[edit]!(text, next, tongue), origin, edit); }
  }
  for (let single = 0; single < origins; single++) add(sentences(next, tongue, 2 + Math.floor(next() * 4)).join(' ') + (next() < 0.5 ? ` ${footer}` : ''), null, 'single');
  return out;
}

/** One letter in `copies` lightly edited copies among `others` texts of their own, a third of them under one footer. */
export function largeCampaign(tongue: Tongue, copies: number, others: number, seed: number): EditedText[] {
  const next = random(seed);
  const letter = sentences(next, tongue, 5).join(' ');
  const light = ['insertion', 'deletion', 'zero-width', 'reordered', 'digits', 'emoji', 'several'];
  const out: EditedText[] = [];
  for (let copy = 0; copy < copies; copy++) { const edit = pick(next, light); out.push({ id: `c${copy}`, text: EDITS[edit]!(letter, next, tongue), origin: 0, edit }); }
  for (let other = 0; other < others; other++) out.push({ id: `s${other}`, text: sentences(next, tongue, 2 + Math.floor(next() * 4)).join(' ') + (next() < 0.33 ? ` ${PARTS[tongue].footer}` : ''), origin: null, edit: 'single' });
  return out;
}
