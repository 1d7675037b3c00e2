import type { CallAction } from '#core/model.js';

/** Asking words of Khmer, with the English button words that Khmer posts are full of. Khmer has no word ends: words are told by what stands before and after. Folded text. */

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
export const VERB = new RegExp(FAMILIES.map((family) => `(${family})`).join('|'), 'g');
const ACTIONS: readonly CallAction[] = ['follow', 'join', 'subscribe', 'like', 'share', 'scan_qr', 'invite_others'];
/** The action of a match of `VERB`. */
export const actionOf = (match: RegExpMatchArray): CallAction => ACTIONS[match.slice(1).findIndex((group) => group !== undefined)]!;
