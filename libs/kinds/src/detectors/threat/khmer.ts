import type { Prose } from '../detector.js';
import type { Range } from '../clauses.js';
import type { Warning } from './warning.js';

/** The people: who opposes, criticises, refuses or imitates. */
const WHO = '(?:ជនណា(?:ដែល)?|អភិបាលណា|មេភូមិណា|អ្នកណា|អ្នកដែល|នរណា|ជនណា|បុគ្គលណា|អស់អ្នកណា|មន្ត្រីណា|បុគ្គលិកណា|គ្រូណា|សិស្សណា|និស្សិតណា|កម្មករណា|ពួកអ្នក|ពួកណា|ក្រុមណា|បើ(?:សិនជា|ឯង|អ្នក|ហ៊ាន)?|ប្រសិនបើ|អ្នក(?=យក|ប្រើ|បង្ហោះ|សរសេរ|ប្រឆាំង|រិះគន់|ក្លែង|មិន|ជេរ|បំបែក)|ពួកប្រឆាំង|ពួកក្បត់|ជនក្បត់|ហ៊ាន|បន្ត(?=វាយប្រហារ|រិះគន់|ជេរ|បង្ហោះ))';
const OPPOSES = /ក្លែង|ចំអក|កាត់ត|នៅតែបន្ត|បន្ត(?:ទៀត)?|មិនទាន់(?:ចូល|តាមដាន|follow)|ប្រឆាំង|រិះគន់|វាយប្រហារ|ជេរ|ប្រមាថ|បង្ខូច|បរិហារ|ញុះញង់|បដិវត្តន៍|ក្បត់|ធ្វើពហិការ|ពហិការ|តវ៉ា|បាតុកម្ម|មិនព្រម|បដិសេធ|មិនស្តាប់|មិន(?:ទាន់)?(?:បាន)?(?:ចូល|តាមដាន|follow|ស្កេន|join|គាំទ្រ|គោរព|ធ្វើតាម|បោះឆ្នោត)|យកឈ្មោះ|ឈ្មោះ(?:ខ្ញុំ|គាត់|លោក|សម្តេច)|ក្លែង(?:បន្លំ|ឈ្មោះ)|ប្រើឈ្មោះ|សរសេរ|បង្ហោះ|និយាយ(?:អាក្រក់|ប្រឆាំង|ដើម)|មូលបង្កាច់|បង្កាច់|ចែករំលែក|comment|ផ្តួលរំលំ|បំផ្លាញសន្លឹក|unfollow|ហ៊ាន/;
const HARM = '(?:គុក|មិនបាច់មក(?:ធ្វើការ)?|ជួបមេធាវី|ឆេះ|បាក់(?:ជើង|ដៃ|ក)|ជើងបាក់|ដកហូត|ពន្ធនាគារ|ច្រវាក់|ខ្នោះ|ចាប់(?:ខ្លួន|ដាក់|ចង|ពួក|អ្នក)|ឃុំខ្លួន|(?:ផ្លូវ|វិធានការ)\\s?(?:តាម)?(?:ផ្លូវ)?ច្បាប់|តាមច្បាប់|វិធានការ|តុលាការ|ប្តឹង|ដេញចេញ|បណ្តេញ|ដកតំណែង|ដកចេញពី(?:តំណែង|ការងារ)|បាត់(?:បង់)?\\s?(?:តំណែង|ការងារ|កៅអី|ប្រាក់ខែ)|រកការងារ(?:ថ្មី|ផ្សេង)|ឈប់ធ្វើការ|ប្រយ័ត្ន|ចាំមើល|សងសឹក|វាយ(?!ប្រហារ)|បាញ់|សម្លាប់|ស្លាប់|មឈូស|កម្ទេច|កំទេច|បំបាក់|ទទួលទោស|ដាក់ទោស|ផ្តន្ទាទោស|ពិន័យ|ទទួលផល|ទទួលខុសត្រូវ|សោកស្តាយ|ស្តាយក្រោយ|មិនលើកលែង|គ្មានការលើកលែង|មិនអត់ឲន|មិនទុក|តាមប្រមាញ់|តាមចាប់|គាស់|ទារបំណុលឈាម)';
const PEOPLE_HARM = new RegExp(`${WHO}(?:(?!។).){2,140}?${HARM}`, 'g');
/** Whoever insults or defies, and anything that is to come. */
const PEOPLE_DEFY = new RegExp(`${WHO}(?:(?!។).){0,40}?(?:ហ៊ាន|ជេរ|ប្រមាថ|ចំអក|បង្ខូច|បរិហារ|ក្បត់|មូលបង្កាច់|ក្លែងឈ្មោះ|យកឈ្មោះខ្ញុំ|ប្រឆាំងសម្តេច)(?:(?!។).){0,60}?(?:នឹង|ចាំ|ប្រយ័ត្ន|កុំថា|កុំស្តាយ|មិនទុក|មិនលើក|ខ្ញុំដឹង)(?:(?!។).){0,80}`, 'g');
const DIRECT = /ខ្ញុំដឹង(?:ថា)?(?:ផ្ទះ|អ្នក|ឯង|ពួក)[^។]{0,30}(?:នៅ(?:ទី)?ណា|ផ្ទះ)|(?:ឯង|អ្នកឯង|ពួកឯង|គ្រួសារ(?:អ្នក|ឯង)|ក្រុមគ្រួសារ(?:អ្នក|ឯង)|សាច់ញាតិ(?:អ្នក|ឯង))[^។]{0,40}(?:នឹង|ត្រូវ)[^។]{0,30}(?:គុក|ខ្នោះ|ស្លាប់|សង|ទទួលផល|ចាប់|បាត់បង់|សោកស្តាយ|ទទួលទោស|រងគ្រោះ)|(?:គុក|ពន្ធនាគារ|ខ្នោះ|ច្រវាក់)[^។]{0,20}(?:រង់ចាំ|ចាំ|ស្វាគមន៍)[^។]{0,40}/g;
const TOLD = new RegExp(`(?:គំរាម(?:កំហែង)?|ព្រមាន)(?:(?!។).){2,140}?${HARM}`, 'g');
const FACTUAL = /មាត្រា|យោងតាមច្បាប់|(?:ត្រូវ)?បាន(?:ចាប់|ឃុំ|កាត់ទោស|ផ្តន្ទា|ដាក់ពន្ធ|ឃាត់)|តុលាការបាន|ជនសង្ស័យ|ចរាចរណ៍|គ្រឿងញៀន|ចោរ|លួច|ព្រៃឈើ|ស្រវឹង|ពន្ធដារ|ប្រឡង|មួកសុវត្ថិភាព|ឆបោក|បោកប្រាស់|ជំងឺ|ក្លែងក្លាយ[^។]{0,40}កុំ|លេខធនាគារ|ក្រមសីលធម៌/;
const FUTURE = /នៅទំនេរ|កុំថា|ហ៊ាន|នឹង|ត្រូវ|ប្រយ័ត្ន|ចាំមើល|អាច|មិន(?:លើកលែង|អត់ឲន|ទុក)|បើ|ចាំ|ត្រៀម/;

export function khmerWarnings(doc: Prose, sentence: Range): Warning[] {
  const s = doc.folded.text.slice(sentence.start, sentence.end);
  if (FACTUAL.test(s)) return [];
  const found: Warning[] = [];
  const add = (match: RegExpExecArray, conditional: boolean, told: boolean, rule: string) => {
    const start = sentence.start + match.index;
    const end = start + match[0].length;
    if (!found.some((other) => other.start < end && start < other.end)) found.push({ start, end, target: null, conditional, told, rule });
  };
  for (const match of s.matchAll(PEOPLE_HARM)) if (OPPOSES.test(match[0]) && FUTURE.test(s)) add(match, true, false, 'people who oppose, refuse or imitate, and the harm that is to come to them');
  for (const match of s.matchAll(PEOPLE_DEFY)) if (!/លើកលែងទោស|ស្វាគមន៍|អត់ទោស|រង្វាន់/.test(match[0])) add(match, true, false, 'people who insult or defy, and what is to come to them');
  for (const match of s.matchAll(DIRECT)) add(match, /បើ/.test(s), false, 'the people addressed are threatened');
  for (const match of s.matchAll(TOLD)) if (OPPOSES.test(match[0]) && FUTURE.test(match[0])) add(match, false, true, 'a text says that somebody threatened people');
  return found;
}
