import type { CallAction } from '#core/model.js';
import type { Sentence } from '#core/text/sentences.js';
import { between, type Prose } from '../detector.js';
import type { Ask } from './ask.js';
import { peopleIn } from './people.js';
import { isOutlet, ITSELF } from './voice.js';

/** Rules for Khmer, with the English button words that Khmer posts are full of. Khmer has no word ends: words are told by what stands before and after. */

/** What may follow a verb of going in: an account, a platform, a group, an address. */
const PLACE = '(?:ឆា?[នណ]ែ?ល|ឆាន|ឆាណែល|ប៉ុស្តិ៍(?!នគរ)|ក្រុម(?=\\s?(?:តេ|ថេ|telegram|whatsapp|line|messenger|chat|t\\.me|https?:|នេះ|របស់))|គ្រុប|ផេក|ទំព័រ|គណនី|អាខោន|តេ[លឡ]េ|ថេ[លឡ]េ|ហ្វ[េែ]ស|[តទធ][ិី]ក|យូ[ធទត]|telegram|tiktok|facebook|youtube|whatsapp|discord|group|channel|page|account|t\\.me|https?:|fb\\.|line|ig\\s|@)';
/** One group for each of ACTIONS, in their order. */
const FAMILIES = [
  // follow: also "go after a page", "look for us on", "become a follower"
  `(?:ក្លាយ|ធ្វើ|ចុះឈ្មោះ)ជាអ្នកតាមដាន|ចូលរួមតាមដាន|ចូលតាមដាន|តាមដាន|ហ្វ[ូល]+(?:ឡ|ល)ូ|(?<![a-z])follow(?![a-z])|(?:ចុច|អញ្ជើញ(?:មក|ទៅ)?|ជួយ|ចូលទៅ)តាម(?!រយៈ)(?=\\s?${PLACE})|(?:មក|ទៅ)?រក(?:យើង|ខ្ញុំ|អូន|ពួកយើង)(?:ខ្ញុំ)?(?=\\s?(?:នៅ|តាម|លើ))|(?<=(?:ទាំងអស់|គ្រប់គ្នា|គ្រប់រូប|ម្នាក់ៗ|ត្រូវ))តាម(?=\\s?(?:ផេក|ឆានែល|គណនី|tiktok|telegram))|(?:មក)?(?:ធ្វើ)?ជាមិត្ត(?:ភក្តិ)?(?:ជាមួយ)?(?:យើង|ខ្ញុំ)(?=\\s?(?:លើ|តាម|នៅ))|(?<![a-z])add(?=\\s?(?:telegram|tele|whatsapp|viber|ig|fb|line|ខ្ញុំ|យើង|អូន|@|ផង|មក|friend|អាខោន|គណនី|facebook|ហ្វេស))|(?:ដាក់|បញ្ចូល|ដំឡើង|រក្សាទុក|បន្ថែម|តម្លើង)(?=\\s?(?:ឆានែល|ឆាណែល|ផេក|គណនី)[^។]{0,70}(?:(?:ក្នុង|លើ)\\s?(?:ទូរស័ព្ទ|ទូរសព្ទ|តេឡេក្រាម)|https?:|t\\.me))|អែត(?=\\s?(?:line|ឡាញ))`,
  // join: going in by any verb, or having one's name there
  `ចូលរួម|(?<![a-z])join(?![a-z])|(?:លោត|ឈាន|ចុច|ដើរ|រត់|នាំគ្នា)?ចូល(?:ទៅ|មក|លេង|រួម)?\\s?(?:ជាសមាជិក(?:នៃ|ក្នុង|របស់)?|ក្នុង|កាន់|ទៅកាន់|ទៅក្នុង)?(?=\\s?${PLACE})|ចូលជាសមាជិក|មានឈ្មោះ(?:នៅ)?ក្នុង(?=\\s?${PLACE})|ចុះឈ្មោះ(?:ចូល)?(?:ក្នុង|ជាសមាជិក)(?=\\s?${PLACE})|(?<=ត្រូវ)មាន(?=\\s?${PLACE}[^។]{0,60}(?:ក្នុង|លើ)ទូរស័ព្ទ)`,
  "(?<![a-z])(?:subscribe|sub)(?![a-z])|ចុះឈ្មោះ(?:ជា)?អ្នកជាវ|(?:ក្លាយ)?ជាអ្នកជាវ|(?:ចុច)?ជាវ(?=\\s?(?:ឆានែល|ឆាណែល|ប៉ុស្តិ៍|ផេក|channel|youtube|យូ|តេ))|សាប់(?:ស្គ្រាយ|ស្ក្រាប)?(?![\\u17b6-\\u17d3])|សាប់?\\s?(?:ស្គ្រាយ|ស្ក្រាយ|ស្គ្រាប|ស្ក្រាប|ស្គ្រៃ|ស្ក្រៃ|ស្គ្រាយប៍|ស្ក្រាយប៍)",
  "(?<![a-z])like(?![a-z])|(?<!អ៊ន)ឡាយ(?![ច]|\\s?(?:លក់|ស្ត្រីម|នេះ|ឲ្យទាន់))|ចុចចូលចិត្ត|ចូលចិត្ត(?=\\s?(?:ផេក|ទំព័រ|page))|(?:ចុច|ដាក់|ផ្តល់|ឲ្យ|បោះ)\\s?(?:បេះដូង|មេដៃ)",
  "ចែករំលែក|ចែកចាយ|ចែកបន្ត|ផ្ញើបន្ត|ផុសបន្ត|(?<![a-z])share(?![a-z])|ស៊ែរ|សែរ(?!ី)|សែរ៍|ស្រែ៍|ផ្សព្វផ្សាយ(?=\\s?(?:បន្ត)?(?:តំណ|លីង|link|ឆានែល))",
  "ស្កេន|ស្គេន|(?<![a-z])scan(?![a-z])|(?:ចាប់|ថត|ឆ្លុះ|អាន)(?:យក)?(?=\\s?(?:កូដ|qr|code))",
  "បបួល|អូសទាញ|ទាញ(?=\\s?(?:មិត្ត|គ្នា|អ្នក|ប្រជា|សាច់|បង)[^។]{0,50}(?:ចូល|តាមដាន|follow|like|ឡាយ))|នាំ(?=\\s?(?:មិត្ត|គ្នា|ទាំង|គ្រួសារ|សាច់ញាតិ)|[^។]{0,12}(?:មិត្តភក្តិ|នាក់))|ប្រាប់(?=\\s?(?:គ្នា|មិត្ត|បង|ប្អូន|តា|យាយ|សាច់ញាតិ|ញាតិ|អ្នកជិតខាង|គ្រួសារ|កូន)[^។]{0,60}(?:តាមដាន|follow|ហ្វូឡូ|ចូល|ឡាយ|like|join|ផង))|ហៅ(?=\\s?(?:គ្នា|មិត្ត|បង|សាច់)[^។]{0,50}(?:ចូល|តាមដាន|follow|មក))|បញ្ជូនបន្ត(?=[^។]{0,60}(?:join|ចូល|follow|តាមដាន))|អញ្ជើញ(?=\\s?(?:មិត្តភក្តិ|សាច់ញាតិ|ញាតិមិត្ត|គ្រួសារ))|(?<![a-z])invite(?![a-z])",
];
const VERB = new RegExp(FAMILIES.map((family) => `(${family})`).join('|'), 'g');
const ACTIONS: CallAction[] = ['follow', 'join', 'subscribe', 'like', 'share', 'scan_qr', 'invite_others'];

/** Named as a thing or a person, not asked: "followers", "the following", "a book for following". */
const NOUN_BEFORE = /(?:អ្នក|(?<!ផ្លូវ)ការ|អ្នកចុច|ដែល|ដែលបាន|អ្នកបាន|ចំនួន|សៀវភៅ|លទ្ធផល|កម្មវិធី|របាយការណ៍|ពិធី|សិក្ខាកាម|(?<!ពួក)គេ|យ៉ាង|គួរឲ្យ)\s?$/;
const NOT_BEFORE = /(?:កុំ|មិន|មិនបាន|មិនទាន់|មិនដែល|មិនត្រូវ|មិនបាច់|ឈប់|លែង|គ្មាន|គ្មានការ|ហាម|ធ្លាប់|ខ្ញុំ|កំពុង|នៅ|អត់)\s?(?:ចុច)?\s?$/;
const DENIED = /ថតនៅ(?:ប្រទេស|កន្លែង)ផ្សេង|កាត់តវីដេអូ|ច្រានចោល|មិនទទួលស្គាល់|ជា(?:លិខិត|សារ|ដំណឹង|ឯកសារ|ការ)?ក្លែង|ពាក្យចចាមអារ៉ាម|ជាការភូតភរ|គ្មាន(?:នរណា|អ្នកណា)[^។]{0,20}(?:ត្រូវ|បង្គាប់|បង្ខំ|បញ្ជា|ណែនាំ|តម្រូវ)|គ្មានការ(?:អំពាវនាវ|បង្គាប់|ណែនាំ|បញ្ជា)|មិន(?:ដែល)?(?:បាន)?(?:បង្ខំ|បញ្ជា|ណែនាំ|តម្រូវ|អំពាវនាវ)|បដិសេធ|(?<!មេ|នាយ)ការបង្ខំ|មិនពិត|មិនមែនជាការពិត|គ្មានកាតព្វកិច្ច|គ្មានសិទ្ធិបង្ខំ|ក្លែងក្លាយ[^។]{0,40}កុំ|រំលោភ/;
const REQUEST = '(?:ណែនាំ|បញ្ជាទិញ(?!)|បញ្ជា|ដាក់បញ្ជា|អំពាវនាវ|ស្នើសុំ|ស្នើ|សុំ|តម្រូវ|អញ្ជើញ|ប្រាប់|បង្គាប់|ជំរុញ|លើកទឹកចិត្ត|បង្ខំ|ទទូច|ផ្តាំ|រំលឹក|សរសេរលិខិត|ក្រើនរំលឹក|ចាត់|ចេញលិខិត|ចេញបទបញ្ជា|ដើរតាមផ្ទះ|កោះហៅ|ហៅ|ដាក់កំហិត|ផ្ញើលិខិត|និមន្ត|ជម្រាប|ទារ|បញ្ចុះបញ្ចូល|សង្កត់|គាប|ដាក់បទបញ្ជា|ផ្តែផ្តាំ|ដាស់តឿន|ចេញសារាចរ|ឲ្យដំណឹង)';
const LET = '(?:ឲ្យ|អោយ)';
/** A request that is only thought of. */
const SUPPOSED = /(?:ហាម[^។]{0,40}|ឈប់|លែង)\s?$|(?:^|[\s,])(?:បើ|ប្រសិនបើ|ឧបមាថា|សន្មតថា|ក្រែង)(?!មិន)[^។,]{0,60}$/;
/** Done already, and told: "Like ហើយ Share ហើយ". */
const DONE_ALL = /ក៏ហើយ(?:ដែរ)?|រួចហើយ|រួចរាល់|អស់ហើយ/;
/** A sentence after it that takes it back. */
const TAKEN_BACK = /^\s*[^។]{0,40}?(?:គ្មាន(?:បទបញ្ជា|ការណែនាំ|លិខិត|ការបង្គាប់)|មិនទាន់មានបង្គាប់|មិនមែនជា(?:លិខិត|ការពិត))/;
/** Those who have not, will not, or are too lazy to. */
const UNREADY = /(?:ណា|អ្នកដែល|អ្នកណា|(?:មន្ត្រី|បុគ្គលិក|គ្រូ|សិស្ស|និស្សិត|អភិបាល|មេភូមិ|មេឃុំ|កម្មករ|សមាជិក|ប្រជាពលរដ្ឋ|គ្រួសារ|នាយក|ប្រធាន)\S{0,14}?ដែល)\s?(?:ម្នាក់|មួយ)?\s?(?:ដែល)?(?:នៅ|ហ៊ាន)?(?:មិនទាន់|មិន(?:ព្រម|ចង់|ចូលចិត្ត)?|ពុំ(?:ទាន់|ព្រម)?|អត់(?:ទាន់)?|ខ្ជិល|ប្រកែកមិន|បដិសេធ(?:មិន)?|ភ្លេច)(?:បាន)?\s?(?:ចុច|ចូល)?\s?$/;
/** Negators before a request word: nobody asked. */
const NEVER = new RegExp(`(?:មិន(?!ទាន់|អាច|មែនទេ|ត្រឹម|គ្រាន់|ព្រម|បាន(?:តាមដាន|ចូល|ចុច))|ពុំ(?!ទាន់)|គ្មាន(?!អ៊ីន)|ឥត|អត់(?!ទាន់))(?:ដែល|ធ្លាប់|បាន|មាន|ត្រូវ|ដើរ|ទៅ|មក|ចេញ)*(?:\\s|(?:មន្ត្រី|បុគ្គល|នរណា|អ្នក|ស្ថាប័ន|លិខិត|សេចក្តី|បទ|ការ|ក្រសួង|គ្រូ|ថ្នាក់)\\S{0,24}?|\\S{0,30}?ណា(?:មួយ|ម្នាក់)?)?(?:បាន|ត្រូវ)*\\s?${REQUEST}|(?:មិន|ពុំ)(?:ដែល|ធ្លាប់)(?:បាន)?\\s?${LET}`);
const FRAME = new RegExp(`((?:បាន|កំពុង)\\s?)?(${REQUEST})((?:(?!។).){0,110}?)${LET}((?:(?!។).){0,110})$`);
const HARD = /ណែនាំ|បញ្ជា|តម្រូវ|បង្គាប់|បង្ខំ|ចាត់|កំហិត|កោះហៅ/;
const SOFT = /អញ្ជើញ|លើកទឹកចិត្ត|អំពាវនាវ|ផ្តាំ|ហៅ/;
const MUST = /(?:ត្រូវ(?!បាន)(?:តែ)?|គួរតែ|ចាំបាច់)(?:(?!។).){0,70}$/;
const PLEASE = /(?:សូម(?!អរគុណ|ជូន|ជម្រាប|អបអរ|កុំជឿ)|(?<=^|\s)សុំ|(?<=^[\s"(]*|យើង(?:ខ្ញុំ)?\s?)ស្នើ(?:សុំ)?|កុំភ្លេច|កុំអាល|ជួយ|ចូរ|តោះ|រួសរាន់|ប្រញាប់)(?:(?!។|សូម).){0,110}$/;
const POLITE_WORD = /^(?:សូម(?:ឲ្យ|អោយ)?|សុំ|ស្នើ(?:សុំ)?|កុំភ្លេច|កុំអាល|ជួយ|ចូរ|តោះ|រួសរាន់|ប្រញាប់)/;
/** An address or handle close behind. */
const LINKED = /(?:t\.me|https?:|fb\.(?:com|me)|facebook\.com|tiktok\.com|youtu|discord\.gg|(?<![\w.])@[\w.]{3})/;
const WISHES = /(?:[\u1780-\u17b3][\u1780-\u17d3]{1,12}ណា|អ្នកណា|អ្នកដែល|អ្នក|បើ|អស់អ្នក)\s?(?:ណា)?\s?(?:ចង់|ស្រឡាញ់|ស្ម័គ្រ|ចូលចិត្ត)[^។]{0,20}$/;
const EVERYONE = /(?:(?:ប្អូនៗ|កូនៗ|បងៗ|ក្មួយៗ|មិត្តៗ|បងប្អូន|កូនចៅ|ក្មេងៗ)\s?(?:យក|លើក|បើក|ដក)(?:ទូរស័ព្ទ|ដៃ)?(?:មក)?|(?:យក|លើក|បើក|ដក)ទូរស័ព្ទ(?:មក|ឡើង)|ម្នាក់ៗ|ទាំងអស់(?:គ្នា)?|គ្រប់(?:ៗ)?(?:រូប|គ្នា|ៗគ្នា)|ទាំងឡាយ)\s?(?:ចុច|ជួយ|នាំគ្នា)?\s?$/;
const MAY = /(?:អាច|ដោយសេរី)(?:(?!។).){0,40}$/;
/** Particles that soften a request, at the end of its clause. */
const PARTICLE = /^(?:(?!។).){0,90}?(?:ផង(?:ណា|ចា)?|ណា៎|ណា(?=\s|$|[!។])|ចា៎|សិន(?=\s|$|[!។])|បន្តិច(?:មក|ទៅ)?|ទាំងអស់គ្នា|ឥឡូវ(?:នេះ)?|ភ្លាម(?:ៗ)?|មក៎|ឲ្យហើយ|ឲ្យអស់|ឲ្យបានច្រើន)/;
const QUESTION = /\?\s*"?$|^(?:តើ|សំណួរ)|^(?:មាន|ធ្លាប់មាន)[^។]{0,80}(?:ទេ|ឬទេ)\s*$/;
const OPENS = /(?:^|គ្រាន់តែ|[.!?:៖;,"'()[\]|•·–—➡→👉>*&\n]|(?:^|\s)-|\p{Extended_Pictographic}\uFE0F?|(?:^|\s)\d{1,2}[.)]|#\S+)\s*(?:ចុច|press|click|tap)?\s*$/u;
const COORDINATE = /(?:និង|ហើយ|រួច|ឬ|បន្ទាប់មក|[,&+/•|·]|បន្ត)\s*(?:ចុច|ជួយ|ទៅ|សូម)?\s*$/;
const SOCIAL_NOUN = /អាខោន|អេខោន|ឆា?នែល|ឆាណែល|ឆានែ|ប៉ុស្តិ៍(?!នគរបាល|\s?(?:លេខ|ទី|[0-9០-៩]))|ផេក|ទំព័រ(?!ដើម|មុខ|កាសែត)|(?<!លេខ)គណនី(?!ធនាគារ)|(?<![a-z])(?:page|channel|group|account|profile)s?(?![a-z])|គ្រុប|ក្រុមតេ|ក្រុម(?=\s?(?:telegram|whatsapp|line|messenger|t\.me))/;
const NOUNS = new RegExp(SOCIAL_NOUN, 'g');
const BANAL_SCAN = /អីវ៉ាន់|កញ្ចប់|អត្តលេខ|កាត|វិក្កយបត្រ|បង់|ប្រាក់|ម៊ឺនុយ|សំបុត្រ|ប័ណ្ណ|វ៉ាក់សាំង|ធនាគារ|ចុះឈ្មោះបោះ|wifi|ទំនិញ|aba|khqr|វត្តមាន|អត្តសញ្ញាណ/;

type Mode = Pick<Ask, 'duty' | 'how' | 'asked' | 'start' | 'rule' | 'words' | 'past' | 'asker'>;

export function khmerAsks(doc: Prose, sentence: Sentence, social: boolean): Ask[] {
  const s = doc.folded.text.slice(sentence.start, sentence.end);
  const asks: Ask[] = [];
  const [after] = between(doc.sentences, sentence.end, sentence.end + 4);
  if (after && /អះអាង|ដែលថា|ចរាចរ|ចចាមអារ៉ាម/.test(s) && TAKEN_BACK.test(doc.folded.text.slice(after.start, after.end))) return [];
  if (DONE_ALL.test(s) && !/សូម|ត្រូវ|ជួយ|ចូរ|កុំភ្លេច|ណា(?=\s|$)|ឲ្យ/.test(s)) return [];
  const matches = [...s.matchAll(VERB)].slice(0, 40);
  if (allDone(s, matches)) return [];
  let before: Mode | null = null;
  let merged = -1;
  for (const [at, match] of matches.entries()) {
    if (match.index < merged) continue;
    let action = ACTIONS[match.slice(1).findIndex((group) => group !== undefined)]!;
    const pre = s.slice(Math.max(0, match.index - 260), match.index);
    const post = s.slice(match.index + match[0].length);
    const shift = match.index - pre.length;
    const unready = UNREADY.test(pre) && !/(?:ម្នាក់|នាក់|រូប|មួយចំនួន)[^។]{0,16}ដែល[^។]{0,20}$/.test(pre);
    let mode: Mode | null = null;
    const bareNoun = NOUN_BEFORE.test(pre) && !/(?:ត្រូវ|សូម)(?:អ្នក)\s?$/.test(pre) && !/អ្នកទាំងអស់គ្នា\s?$/.test(pre);
    if (unready && /សូម|ត្រូវ|ចាំមើល|ប្រយ័ត្ន|នឹង|ឈ្មោះ|ទោស|មិនបាច់|កុំមក|ជួយ|ដូរ|ដក|ផ្លាស់|បណ្តេញ|កាត់|ផាក|បាត់|ខ្ជិល|អាច|ធ្វើ(?:ឲ្យ|ភ្លាម)|ឆាប់|ប្រញាប់|កុំទាន់/.test(post)) mode = { duty: /អាច|ជួយ|សូម/.test(post) && !/ប្រយ័ត្ន|ចាំមើល|ទោស|មិនបាច់|កុំមក|ដូរ|ដក|ផ្លាស់|បណ្តេញ|កាត់|ផាក|បាត់/.test(post) ? /អាច/.test(post) ? 'invite' : 'request' : 'must', how: 'direct', asked: pre, start: clauseStart(s, match.index), rule: 'unmet', words: '', past: false, asker: null };
    else if (bareNoun || (NOT_BEFORE.test(pre) && !/កុំភ្លេច\s?(?:ចុច|ជួយ)?\s?(?:ចុច)?\s?$/.test(pre)) || DENIED.test(s) || NEVER.test(s)) mode = null;
    else {
      const frame = nearestFrame(pre);
      const must = MUST.exec(pre);
      const please = PLEASE.exec(pre);
      const may = MAY.exec(pre);
      const letAlone = new RegExp(`${LET}((?:(?!។).){0,70})$`).exec(pre);
      const done = /(?:បាន|ទើប)\s?(?:ចុច)?\s?$/.test(pre) && !/(?:ឲ្យ|អោយ)\s?បាន\s?(?:ចុច)?\s?$/.test(pre);
      const coordinated = COORDINATE.test(pre) && asks.length > 0;
      // "People ask whether students must join": a question within the sentence asks for an answer.
      const asked = /តើ/.test(pre) && /ឬទេ|ឬអត់|ឬយ៉ាងណា|ទេ\s?\?/.test(s) || /^[^។]{0,50}(?:ហើយឬ|ឬនៅ|ឬនូវ)/.test(post) && !/សូម|ជួយ/.test(s);
      if (done || asked) mode = null;
      else if (coordinated && before) mode = before;
      else if (please && (!frame || please.index > frame.index)) mode = { duty: must && must.index > please.index ? 'must' : 'request', how: 'direct', asked: pre.slice(Math.max(0, please.index - 60)), start: startOf(s, match.index, shift + please.index), rule: /^(?:ស្នើ|សូម(?:ឲ្យ|អោយ))/.test(please[0]) ? 'requested' : 'polite', words: POLITE_WORD.exec(please[0])?.[0] ?? '', past: false, asker: null };
      else if (frame && (QUESTION.test(s) || SUPPOSED.test(pre.slice(0, frame.index)))) mode = null;
      else if (frame && passesOn(pre, frame) !== null) {
        // "must get the villagers to join": those under the duty are asked to bring others.
        const { at: outer, duty, how } = passesOn(pre, frame)!;
        mode = { duty, how, asked: pre.slice(Math.max(0, outer - 70), frame.index), start: startOf(s, match.index, shift + outer), rule: 'bring', words: frame[2]!, past: how === 'told', asker: null };
      }
      else if (frame) {
        const subject = subjectBefore(pre, frame.index);
        mode = { duty: HARD.test(frame[2]!) ? 'must' : SOFT.test(frame[2]!) ? 'invite' : 'request', how: 'told', asked: (/ត្រូវ\s?$/.test(pre.slice(0, frame.index)) ? pre.slice(Math.max(0, frame.index - 40), frame.index) : '') + frame[3]! + frame[4]!, start: /ត្រូវ\s?$/.test(pre.slice(0, frame.index)) ? clauseStart(s, shift + frame.index) : shift + frame.index, rule: 'told', words: `${frame[2]} … ឲ្យ`, past: frame[1] !== undefined, asker: rangeOf(sentence.start + shift, subject) };
      } else if (must) {
        const passed = /([^\s។"៖:]{3,40})(?<![\u17d2ក])ថា(?!ន)\s?(?:(?!។).){0,60}$/.exec(pre.slice(0, must.index + 4));
        const says = passed !== null && !isOutlet(doc) && ITSELF.test(passed[1]!) ? null : passed;
        mode = { duty: 'must', how: says ? 'told' : 'direct', asked: pre.slice(Math.max(0, must.index - 70)), start: says ? shift + says.index : startOf(s, match.index, shift + must.index), rule: 'duty', words: 'ត្រូវ', past: says !== null, asker: says ? { start: sentence.start + shift + says.index, end: sentence.start + shift + says.index + says[1]!.length } : null };
      } else if (/(?:^|[\s។!៖])អញ្ជើញ\s?$/.test(pre)) mode = { duty: 'invite', how: 'direct', asked: pre.slice(-80), start: startOf(s, match.index, match.index - /អញ្ជើញ\s?$/.exec(pre)![0].length), rule: 'polite', words: 'អញ្ជើញ', past: false, asker: null };
      else if (letAlone && !QUESTION.test(s) && !/(?:ដើម្បី|សម្រាប់)\s?ឲ្យ/.test(pre.slice(Math.max(0, letAlone.index - 9)))) mode = { duty: 'request', how: 'told', asked: letAlone[1]!, start: onBase(s, Math.max(clauseStart(s, shift + letAlone.index), shift + letAlone.index - 24)), rule: 'let', words: 'ឲ្យ', past: true, asker: rangeOf(sentence.start + shift, subjectBefore(pre, letAlone.index)) };
      else if (may) mode = { duty: 'invite', how: 'direct', asked: pre.slice(-80), start: startOf(s, match.index, shift + may.index), rule: 'permission', words: 'អាច', past: false, asker: null };
      else if (OPENS.test(pre) || /(?:^|\s|ម្នាក់ៗ|នាក់ៗ|ទីនេះ)\s*(?:ចុច|press|click)\s*(?:ប៊ូតុង)?\s*["']?$/.test(pre) || (!isOutlet(doc) && EVERYONE.test(pre))) mode = { duty: 'request', how: 'direct', asked: pre.slice(-80), start: clauseStart(s, match.index), rule: 'imperative', words: '', past: false, asker: null };
      else if (!isOutlet(doc) && PARTICLE.test(post) && /(?:យើង|ទាំងអស់|ៗ)?$/.test(pre) && peopleIn(pre.slice(-24)).some(({ end }) => end >= Math.min(24, pre.length) - 6)) mode = { duty: 'request', how: 'direct', asked: pre.slice(-80), start: startOf(s, match.index, match.index), rule: 'imperative', words: '', past: false, asker: null };
      else if (!isOutlet(doc) && WISHES.test(pre) && (/^[^។]{0,60}ក៏បាន/.test(post) || LINKED.test(post.slice(0, 70)) || LINKED.test(pre.slice(-60)))) mode = { duty: 'invite', how: 'direct', asked: pre.slice(-80), start: clauseStart(s, match.index), rule: 'permission', words: '', past: false, asker: null };
      else if ((!isOutlet(doc) || sentence.start > 0 && doc.folded.text[sentence.start - 1] === '\n') && /(?:^|[\s\d$៛។])$/.test(pre) && LINKED.test(post.slice(0, 70))) mode = { duty: 'request', how: 'direct', asked: pre.slice(-60), start: clauseStart(s, match.index), rule: 'imperative', words: '', past: false, asker: null };
      else if (action === 'scan_qr' && /^\s?(?:qr|កូដ|code)[^។]{0,30}(?:ដើម្បី|ហើយ|និង)/.test(post) && /\s$|^$/.test(pre)) mode = { duty: 'request', how: 'direct', asked: pre.slice(-60), start: match.index, rule: 'imperative', words: '', past: false, asker: null };
      else if (/^[^\p{L}]*(?:ស្តាប់|មើល|ទស្សនា|អាន|ចូល)\s?(?:និង|ហើយ)\s?(?:ចុច)?$/u.test(pre)) mode = { duty: 'request', how: 'direct', asked: '', start: clauseStart(s, match.index), rule: 'imperative', words: '', past: false, asker: null };
      else if (/(?:ចុច|ទីនេះ)[^។]{0,24}ដើម្បី\s?$/.test(pre)) mode = { duty: 'request', how: 'direct', asked: '', start: clauseStart(s, match.index), rule: 'button', words: 'ចុច', past: false, asker: null };
      else if (/^(?:ចុច|អញ្ជើញ|លោត|ឈាន)/.test(match[0]) || ((/\s$/.test(pre) || /(?:ចូល|ចូលទៅ|ចូលមក|ទៅ|មក|នាំគ្នា)\s?$/.test(pre)) && PARTICLE.test(post))) mode = { duty: 'request', how: 'direct', asked: pre.slice(-80), start: clauseStart(s, match.index), rule: 'imperative', words: '', past: false, asker: null };
      else if (/ចុច\s*$/.test(pre) || COORDINATE.test(pre)) mode = /ចុច\s*$/.test(pre) ? { duty: 'request', how: 'direct', asked: pre.slice(-80), start: clauseStart(s, match.index), rule: 'button', words: 'ចុច', past: false, asker: null } : null;
    }
    if (mode === null) continue;
    if (mode.rule === 'bring') action = 'invite_others';
    const last = asks.at(-1);
    // "…, whoever does not follow loses the bonus": what comes to those who do not is no second request.
    if (unready && last && last.action === action && last.rule !== 'unmet' && match.index - (last.verb.end - sentence.start) < 90) { last.end = Math.max(last.verb.end, Math.min(last.end, sentence.start + s.slice(0, match.index).search(/(?:អ្នកណា|អ្នកដែល|ណា)\S*\s?\S*$/))); continue; }
    // "join … by scanning the code": the code is how.
    if (action === 'scan_qr' && last && /ដោយ(?:ការ)?\s?$/.test(pre)) { last.action = 'scan_qr'; continue; }
    const isAccount = isSocial(mode.rule === 'bring' ? 'follow' : action, match[0], post, doc, sentence, match.index, social, unready, asks.length > 0, matches[at + 1]);
    if (!isAccount) continue;
    // A word of talk ("Enter what? Enter the channel.") asks nobody.
    if (action === 'join' && mode.rule === 'imperative' && s.trim().length < 16 && !LINKED.test(s)) continue;
    if (pre.endsWith('(') && post.startsWith(')')) continue;
    // "enter Telegram and press JOIN" is one action.
    if (last && last.action === action && COORDINATE.test(pre) && sentence.start + match.index - last.verb.end < 45) { last.end = Math.max(last.end, sentence.start + match.index + match[0].length); continue; }
    // "enter his TikTok and press Follow": one action, the later one.
    if (last && last.action === 'join' && (action === 'follow' || action === 'subscribe') && /(?:ហើយ|រួច|និង)\s?(?:ចុច|press)\s?$/.test(pre) && sentence.start + match.index - last.verb.end < 60) { last.action = action; last.end = Math.max(last.end, sentence.start + match.index + match[0].length); continue; }
    // "whoever has not followed, hurry and follow": one request.
    if (last && last.action === action && last.rule === 'unmet' && sentence.start + match.index - last.verb.end < 70 && match.index > last.verb.end - sentence.start) { last.end = Math.max(last.end, sentence.start + match.index + match[0].length + objectEnd(doc, sentence.start + match.index + match[0].length, post)); continue; }
    before = mode;
    // "scan to follow", "bring friends to join": the later words say what for.
    if (action === 'scan_qr' || action === 'invite_others') {
      for (const later of matches.slice(at + 1)) {
        const gap = s.slice(match.index + match[0].length, later.index);
        if (gap.length < 80 && ['follow', 'join', 'subscribe'].includes(ACTIONS[later.slice(1).findIndex((group) => group !== undefined)]!)) merged = later.index + 1;
      }
    }
    // "ចូលរួម Follow" is one action.
    if (action === 'join' && matches[at + 1] && /^\s?(?:ចុច|និង|ជួយ|ទៅ)?\s?$/.test(s.slice(match.index + match[0].length, matches[at + 1]!.index))) continue;
    asks.push({ action, verb: { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length }, start: sentence.start + mode.start, end: sentence.start + match.index + match[0].length + objectEnd(doc, sentence.start + match.index + match[0].length, post), how: mode.how, duty: mode.duty, asker: mode.asker, asked: mode.asked, past: mode.past, rule: mode.rule, words: mode.words });
  }
  // "ការចូលឆានែល … ជាកាតព្វកិច្ច": following as a thing that is required.
  const nominal = /(?:ការ)(ចូលជាសមាជិក|ចូលរួម|ចូល|តាមដាន|ចុច(?:ឡាយ)?|follow|subscribe|like|join)([^។]{2,90}?)(?:គឺ)?ជា(?:កាតព្វកិច្ច|ការចាំបាច់|លក្ខខណ្ឌ|ការតម្រូវ)([^។]{0,70})/.exec(s);
  if (nominal && asks.length === 0 && !DENIED.test(s) && !/មិនមែន\s?$/.test(nominal[2]!) && (SOCIAL_NOUN.test(nominal[2]!) || between(doc.mentions, sentence.start + nominal.index, sentence.start + nominal.index + nominal[0].length).length > 0)) {
    const verb = sentence.start + nominal.index + 3;
    asks.push({ action: /ចូល|join/.test(nominal[1]!) ? 'join' : /subscribe/.test(nominal[1]!) ? 'subscribe' : /like|ឡាយ/.test(nominal[1]!) ? 'like' : 'follow', verb: { start: verb, end: verb + nominal[1]!.length }, start: verb - 3, end: verb - 3 + nominal[0].length, how: 'told', duty: 'must', asker: null, asked: nominal[3]!, past: false, rule: 'duty', words: 'ជាកាតព្វកិច្ច' });
  }
  const proof = /((?:លិខិត|បទបញ្ជា|សេចក្តីណែនាំ)[^។]{0,60}?)(?:ឲ្យ|អោយ)([^។]{0,40}?)(?:ផ្ញើ|បង្ហាញ|ដាក់|ផ្តល់)[^។]{0,40}?(?:បញ្ជាក់)[^។]{0,14}(ចូល|តាមដាន|follow|join)/.exec(s);
  if (proof && asks.length === 0 && !DENIED.test(s)) {
    const end = proof.index + proof[0].length;
    asks.push({ action: /ចូល|join/.test(proof[3]!) ? 'join' : 'follow', verb: { start: sentence.start + end - 2, end: sentence.start + end }, start: sentence.start + proof.index, end: sentence.start + end + objectEnd(doc, sentence.start + end, s.slice(end)), how: 'told', duty: 'must', asker: { start: sentence.start + proof.index, end: sentence.start + proof.index + proof[1]!.length }, asked: proof[2]!, past: true, rule: 'proof', words: proof[1]! });
  }
  return asks;
}

/** "I have followed since last year, liked, shared": every deed is told as done, and nothing asks. */
function allDone(s: string, matches: RegExpMatchArray[]): boolean {
  if (/សូម|ជួយ|ចូរ|ត្រូវ|កុំភ្លេច|តោះ|ណា៎?(?=\s|$)/.test(s)) return false;
  const told = matches.filter((match) => !NOT_BEFORE.test(s.slice(0, match.index)));
  return told.length > 0 && told.every((match) => /^\s?(?:ក៏|រួច|អស់)?ហើយ/.test(s.slice(match.index! + match[0].length))) && /ហើយ(?:ដែរ)?\s*(?:[^\p{L}\s]|$|\s)/u.test(s.slice(told.at(-1)!.index));
}

/** A request to pass the request on, and to whom it is put: "ត្រូវណែនាំកសិករឲ្យចូល", "ស្នើឲ្យមេភូមិជំរុញប្រជាពលរដ្ឋឲ្យតាមដាន". */
const PASSED = /^(?:ណែនាំ|ជំរុញ|លើកទឹកចិត្ត|បញ្ចុះបញ្ចូល|ប្រាប់|អំពាវនាវ)$/;
const OUTER = new RegExp(`(?:បាន)?(${REQUEST})(?:(?!។).){0,50}?${LET}(?:(?!។).){0,60}$`);
function passesOn(pre: string, frame: RegExpExecArray): Pick<Mode, 'duty' | 'how'> & { at: number } | null {
  // "Whoever has children in town, call them to join": those addressed bring them.
  if (/^(?:ហៅ|ប្រាប់|នាំ)$/.test(frame[2]!) && frame[1] === undefined && /^\s?(?:វា|គេ|កូន|មិត្ត|សាច់ញាតិ|ប្រពន្ធ|ប្តី|គ្រួសារ)/.test(frame[3]!) && peopleIn(pre.slice(Math.max(0, frame.index - 60), frame.index)).length > 0) return { duty: 'request', how: 'direct', at: frame.index };
  if (!PASSED.test(frame[2]!) || !peopleIn(frame[3]! + frame[4]!).some(({ audience }) => audience !== 'employees' && audience !== 'local_authorities')) return null;
  const outer = pre.slice(0, frame.index);
  const told = OUTER.exec(outer);
  if (told) return peopleIn(outer.slice(told.index)).length > 0 ? { duty: HARD.test(told[1]!) ? 'must' : 'request', how: 'told', at: told.index } : null;
  const must = /(?:ត្រូវ(?!បាន)|សូម|ជួយ)(?:ជួយ|មេត្តា)?\s?$/.exec(outer);
  return must && peopleIn(outer.slice(-80)).length > 0 ? { duty: must[0].startsWith('ត្រូវ') ? 'must' : 'request', how: 'direct', at: must.index } : null;
}

/** The request word nearest to the verb: "told us that the school required them to". */
function nearestFrame(pre: string): RegExpExecArray | null {
  let frame = FRAME.exec(pre);
  while (frame !== null) {
    const from: number = frame.index + (frame[1]?.length ?? 0) + frame[2]!.length;
    const inner = FRAME.exec(pre.slice(from));
    if (inner === null) break;
    inner.index += from;
    frame = inner;
  }
  return frame;
}

/** Moves a cut forward to the next letter that begins a syllable. */
function onBase(s: string, at: number): number {
  let i = at;
  while (i < s.length && (/[\u17b4-\u17d3\s]/.test(s[i]!) || s[i - 1] === '\u17d2')) i += 1;
  return i;
}

const rangeOf = (from: number, range: [number, number] | null): Ask['asker'] => (range === null ? null : { start: from + range[0], end: from + range[1] });

const subjectBefore = (pre: string, at: number): [number, number] | null => {
  const match = /([^\s។"៖:,]{2,60}(?:\s[^\s។"៖:,]{2,20})?)\s?$/.exec(pre.slice(0, at).replace(/\s?(?:បាន|ក៏)\s?$/, ''));
  return match ? [match.index, match.index + match[1]!.length] : null;
};

/** The clause begins after the last stop, colon or connector; a request word begins it where nothing but its audience stands before. */
function clauseStart(s: string, at: number): number {
  let start = 0;
  for (const match of s.slice(0, at).matchAll(/[.!?៖:—]\s+|\n|\s[|·•]\s|(?:\p{Extended_Pictographic}|\uFE0F|[➡→])+\s*|"|ហើយ\s?(?=សូម)|#\S+\s+/gu)) start = match.index + match[0].length;
  const skipped = /^(?:[\s"'([{|•·–—>*~=!-]|\p{Extended_Pictographic}|\uFE0F|\d{1,2}[.)]\s)*/u.exec(s.slice(start, at))?.[0].length ?? 0;
  return start + skipped;
}
/** A request begins with its own word, and the people right before it who are asked; what else stands before is another clause. */
function startOf(s: string, verb: number, request: number): number {
  const clause = clauseStart(s, verb);
  if (request < clause) return Math.min(clause, verb);
  if (/^(?:ពួក)?(?:យើង|ខ្ញុំ)\S{0,6}\s?$/.test(s.slice(clause, request))) return clause;
  let at = Math.min(request, verb);
  while (at > clause) {
    const from = Math.max(clause, s.lastIndexOf(' ', at - 2) + 1);
    const token = s.slice(from, at);
    if (/^(?:សូម|ជម្រាប|ជូន|ដល់|អរគុណ)/.test(token) || (peopleIn(token).length === 0 && !/^(?:និង|ឬ|ទាំងអស់|គ្រប់|បងៗ|អ្នកណា|មួយ|មុន|ចាប់ពី|ត្រឹម|ផ្ទះណា)/.test(token))) break;
    at = from;
  }
  return at;
}

function isSocial(action: CallAction, word: string, post: string, doc: Prose, sentence: Sentence, index: number, social: boolean, unready: boolean, after: boolean, next: RegExpExecArray | undefined): boolean {
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
function objectEnd(doc: Prose, from: number, post: string): number {
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
