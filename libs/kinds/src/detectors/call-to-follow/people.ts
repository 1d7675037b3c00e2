import type { CallAudience } from '#core/model.js';

/** Who is asked: words by category, English and Khmer, over folded text. Order decides where one word fits two. */
const ENGLISH: [CallAudience, string][] = [
  ['local_authorities', "(?:provincial |district |municipal |deputy )*governors?|commune (?:and village )?(?:chiefs?|clerks?|councils?|councillors?|leaders?|heads?|authorities|officials)|village (?:chiefs?|heads?|leaders?|authorities|elders|headmen)|headmen|reeves|prefects|sub-prefects|ward (?:heads?|leaders?|chairs?|chairmen)|parish (?:councils?|clerks?|heads?|chiefs?|elders)|block (?:leaders?|heads?)|aldermen|burgomasters?|hamlet (?:chiefs?|heads?)|island chiefs?|canton (?:chiefs?|heads?)|sangkat (?:chiefs?|councils?|heads?)|district (?:chiefs?|heads?|officials|authorities)|local authorities|mayors?|group leaders of villages|councillors?|town halls?|heads? of (?:the )?(?:village|hamlet|commune|district|ward|quarter)s?|elders of the village|village elders|parish councillors?|district officers?|headwomen|ward captains?|(?:district|commune|village|section|ward)(?: and (?:district|commune|village))? chiefs?|chiefs"],
  ['students', 'students?|pupils?|(?:the|my|our|your|each|every) class(?:es)?|classmates?|undergraduates?|freshmen|schoolchildren|learners?|scholarship holders?|first-years|freshers|sophomores|graduates?|graduands|cadets|sixth-formers|year \\d+|grade \\d+|form \\d+|schoolboys|schoolgirls|pupil-teachers|alumni|boarders|scholarship recipients|seminarians|youngsters|candidates for the exam'],
  ['members', '(?:party |union |association |club |youth )?members?(?! of (?:the |our |this )?(?:\\w+ )?(?:public|parliament|staff|service|ministry|administration|department|office|crew|workforce|faculty))|monks?|achars?|pagoda committees?|nuns?|activists|cadres?|comrades?|delegates?|(?:party )?branches|youth wing|royalist friends|volunteers?|branch presidents?|brethren|elders|deacons|cell leaders?|(?:all |every )?cells?(?= (?:must|shall|is|are|to|of the party))|rank and file|card-?holders|congregation|worshippers of|canvassers|organi[sz]ers|brothers and sisters of the (?:union|party)|league members?|scouts|altar servers|rowers|players|team-?mates|shareholders|singers?|choristers?|lay (?:people|members)|parishioners?|faithful members|shop stewards?|branch(?:es)?|choir'],
  ['fans', "supporters?|fans?(?! page)|fan club|followers|admirers|well-?wishers|team \\w+(?= *[!,])"],
  ['employees', "employees?|members? of (?:the |our |this )?(?:\\w+ )?(?:staff|service|ministry|administration|department|office|crew|workforce|faculty)|staff(?: members?)?|civil servants?|public servants?|officials?|officers?|personnel|teachers?|lecturers?|professors?|workers?|colleagues?|inspectors?|nurses?|doctors?|midwives|technicians?|drivers?|cleaners?|(?:security )?guards?|subordinates?|functionaries|departments?|directors?(?:-general)?|heads? of (?:department|unit|office)|reporters|journalists(?= (?:of|at) )|soldiers?|police officers?|troops|clerks?|secretaries|managers?|crews?|contractors?|trainees|interns|the office|units|you all at work|headteachers?|principals?|agents?|clerks|(?:night |day )?shifts?|personnel|recruits?|apprentices|wardens?|ushers|registrars?|sub-registrars|constables|sergeants|supervisors?|foremen|whole (?:team|office|department|crew)|sentries|sailors|midwives|nurses|matrons?|aides|librarians|operators|porters?|conductors?|dishwashers|cooks|waiters|postmen|couriers|rangers|firefighters|deputies|undersecretaries|attach[eé]s|consuls|magistrates|judges|prosecutors|engineers|surveyors|bursars|deans|caretakers|janitors|typists|dockers|miners|stitchers|tailors|machinists|seamers|packers|pickers|foresters|lecturers|adjuncts|corporals|men|crewmen|gunners|sappers|paramedics|orderlies|pharmacists|electricians|mechanics|welders|fitters|plumbers|gardeners|archivists|curators|tellers|cashiers|bakers|chefs|stewardesses|stewards|pilots|linemen|postal workers|railwaymen|signalmen|toll collectors|tax collectors|customs (?:men|officers)|border guards|rangers|wardens|underlings|juniors|interns|hires|recruits|section heads?|unit heads?|team leaders?|heads of sections?|communication officers|press officers|stevedores|weavers|seamstresses|inspectors|dispatchers|(?:everyone|everybody|all) on (?:the|our|my) shift|every (?:man|woman) of"],
  ['citizens', "citizens?|compatriots?|residents?|villagers?|households?|famil(?:y|ies)|parents?|vendors?|farmers?|fishermen|voters?|people|the faithful|pagoda-goers|worshippers|taxpayers|inhabitants|neighbou?rs in|nationals|(?:my |our |great |dear |whole )+nation|countrymen|countrywomen|fellow [\\w-]+(?:ians?|ese|ers|lings)|children of the \\w+|sons and daughters|townsmen|locals|commuters|fisherwomen|peasants|labourers|wives|guardians|street sellers|the elderly|mothers|market sellers|townspeople|townsfolk|pensioners?|retirees|widows|stallholders?|shopkeepers|fisher(?:men|folk)?|herders|growers|smallholders|islanders|electorate|patients|passers-by|beneficiaries|recipients|mums|dads|grandparents|caregivers|homeowners|motorists|tenants|market women|market men|market people|farmers|communit(?:y|ies)"],
  ['general', 'readers?|viewers?|listeners?|customers?|passengers?|clients?|shoppers?|guests?|tourists?|friends?|everyone|everybody|the public|general public|users?|visitors?|audiences?|neighbou?rs|frens|folks|guys|subscribers|those who|whoever|nephews|brothers and sisters|dear all'],
];
const KHMER: [CallAudience, string][] = [
  ['local_authorities', 'អភិបាល(?:ខេត្ត|ក្រុង|ស្រុក|ខណ្ឌ)|មេឃុំ|ចៅសង្កាត់|មេភូមិ|អនុភូមិ|ក្រុមប្រឹក្សា(?:ឃុំ|សង្កាត់)|អាជ្ញាធរ(?:ដែនដី|មូលដ្ឋាន|ភូមិ|ឃុំ|ស្រុក)|ស្មៀនឃុំ|អភិបាលរង'],
  ['students', 'និស្សិត|ប្អូនៗ(?:ថ្នាក់|និស្សិត|សិស្ស)|សិស្សានុសិស្ស|សិស្ស|យុវសិស្ស|គ្រប់ថ្នាក់|កូនសិស្ស'],
  ['members', 'ពុទ្ធបរិស័ទ|(?<!គណៈ)សមាជិក(?!សភា)|ព្រះសង្ឃ|អាចារ្យ|គណៈកម្មការវត្ត|សកម្មជន|ព្រះតេជគុណ|លោកគ្រូចៅអធិការ|មិត្តរាជានិយម|យុវជនបក្ស|ញាតិញោម|(?<!គ្រប់|ប្រធាន)សាខា(?=ត្រូវ|ទាំង)|អតីតយុទ្ធជន'],
  ['fans', 'អ្នកគាំទ្រ|អ្នកគាំទ្រ|ហ្វេន|fc(?![a-z])|fan ?club'],
  ['employees', 'មន្ត្រី|បុគ្គលិក|លោកគ្រូ|អ្នកគ្រូ|គ្រូបង្រៀន|គ្រូ(?=(?:ត្រូវ|ទាំង|សូម|ឲ្យ|បាន|ចូល|\\s|ផ្ញើ|$))|កម្មករ|កម្មការិនី|និយោជិត|ឯកឧត្តម|លោកជំទាវ|គ្រូពេទ្យ|គិលានុបដ្ឋាយិកា|នាយកសាលា|យោធិន|ទាហាន|កងរាជអាវុធហត្ថ|នគរបាល|កងទ័ព|អ្នកបើកបរ|ប្រធាន(?:នាយកដ្ឋាន|ការិយាល័យ|មន្ទីរ|ផ្នែក)|អ្នកយកព័ត៌មានរបស់|វេន(?:យប់|ថ្ងៃ|ព្រឹក)|អ្នកលាងចាន|កូនចៅ|ក្រុមការងារ(?=ត្រូវ|ទាំង)'],
  ['citizens', 'មិត្តរួមជាតិ|ប្រជាពលរដ្ឋ|ពលរដ្ឋ|ប្រជាជន|អ្នកភូមិ|គ្រួសារ(?!ខ្ញុំ)|ជនរួមជាតិ|មាតាបិតា|អាណាព្យាបាល|អ្នកលក់|អាជីវករ|កសិករ|ប្រជានេសាទ|អ្នកស្រុក|ឪពុកម្តាយ|ម្ចាស់ឆ្នោត|ចាស់ទុំ|ម្ចាស់តូប|អ្នកផ្សារ|អ្នកក្រុង|អ្នកស្រែ|ខ្នងផ្ទះ|គ្រប់ផ្ទះ'],
  ['general', 'សប្បុរសជន|អតិថិជន|សាធារណជន|ប្រិយមិត្ត|មិត្តអ្នក|មិត្តភក្តិ|អ្នកអាន|ទស្សនិកជន|បងប្អូន|ក្មួយៗ|ញាតិមិត្ត|អ្នកទាំងអស់គ្នា|ភ្ញៀវ|អ្នកដំណើរ'],
];

const compile = (rows: [CallAudience, string][], boundary: boolean) => rows.map(([audience, source]) => ({ audience, pattern: new RegExp(boundary ? `(?<![\\w-])(?:${source})(?![\\w-])` : source, 'g') }));
const PATTERNS = [...compile(ENGLISH, true), ...compile(KHMER, false)];

export interface Audience { audience: CallAudience; start: number; end: number }

/** Every word for people in a piece of folded text, in order of place, without overlaps. */
export function peopleIn(text: string): Audience[] {
  const found: Audience[] = [];
  for (const { audience, pattern } of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (!found.some((other) => start < other.end && other.start < end)) found.push({ audience, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Whom people of a station ask when they name nobody: a teacher the class, an employer the staff, a village chief the village. */
const STATIONS: [CallAudience, RegExp][] = [
  ['students', /\b(?:teachers?|lecturers?|professors?|headmasters?|headmistress|headteachers?|(?:school|class|home-?room) \w+|principals?|rector|dean|tutor|class monitor|school|universit\w+|college)\b|គ្រូ(?!ពេទ្យ)|សាលារៀន|នាយកសាលា|សាស្ត្រាចារ្យ|ប្រធានថ្នាក់/],
  ['employees', /\b(?:boss|bosses|managers?|supervisors?|foreman|foremen|forewoman|directors?|employers?|company|factory|hospital|office|head of (?:department|unit|office)|department heads?|commander|captain|sergeant|colonel|management|hr|headquarters|matron|chief engineer)\b|មេការ|ថៅកែ|នាយក(?!រដ្ឋ)|ប្រធាន(?!ាធិបតី|រដ្ឋ|គណបក្ស|បក្ស|សហជីព|សាខា|ថ្នាក់|សភា)|ក្រុមហ៊ុន|រោងចក្រ|មេបញ្ជាការ|មេការិយាល័យ/],
  ['citizens', /\b(?:village (?:chief|head)|headman|commune (?:chief|council|hall)|mayor|district (?:chief|hall)|town hall)\b|មេភូមិ|មេឃុំ|ចៅសង្កាត់|សាលាឃុំ/],
  ['members', /\b(?:abbot|pastor|priest|party secretary|branch (?:secretary|president)|union|chairman of the branch)\b|ចៅអធិការ|ប្រធានសាខា/],
];
/** The people under whoever asks, by the asker's station in folded text; null where it tells nothing. */
export const underStation = (asker: string): CallAudience | null => STATIONS.find(([, pattern]) => pattern.test(asker))?.[0] ?? null;

/** Offices and titles whose holders are promoted by others: their account is no outlet's own. English and Khmer, folded lower-case text. */
export const LEADERS = /(?:prime minister|premier|\bpm(?:'s)?\b|president|samdech|minister|his excellency|leader|governor|king|general secretary|chairman|candidate|mayor|\bhim\b|\bher\b|\bhis\b|spokes\w+|senator|tycoon|oknha|monarch|chief)|សម្តេច|នាយករដ្ឋមន្ត្រី|រដ្ឋមន្ត្រី|ឯកឧត្តម|លោកជំទាវ|ឧកញ៉ា|អភិបាល|មេដឹកនាំ|ប្រធាន|បេក្ខជន|លោក(?!គ្រូ|អ្នក)|គណបក្ស/;
