/** What is done to press people to follow. Folded text; forms that state a fact, never an order. */
export const ACTS = ['codes carried to people', 'lists kept', 'counts reported upward', 'phones checked', 'door to door', 'kept from leaving'] as const;
export type Act = (typeof ACTS)[number];
/** The same in Khmer. */
export const ACTS_KHMER: Record<Act, string> = { 'codes carried to people': 'គេយកកូដទៅបង្ហាញមនុស្ស', 'lists kept': 'គេធ្វើបញ្ជី ឬកត់ឈ្មោះ', 'counts reported upward': 'គេរាយការណ៍ចំនួនទៅថ្នាក់លើ', 'phones checked': 'គេពិនិត្យទូរស័ព្ទ', 'door to door': 'គេដើរតាមផ្ទះ', 'kept from leaving': 'គេមិនឲ្យចេញ' };

const STAFF = "(?:(?:ministry |university |school |government |party |provincial |district |health )?(?:employees?|staff(?: members)?|officials?|officers?|aides|workers|teachers?|lecturers?|inspectors?|agents|volunteers|civil servants|men|women|people|activists|youths?|administrators|directors?|chiefs?|clerks?|heads?|monitors?|secretar(?:y|ies)|supervisors?|foremen|managers?|police(?: officers)?|soldiers|they|he|she))";
const PLACE = '(?:class ?rooms?|lecture halls?|lectures?|class(?:es)?|schools?|campus(?:es)?|universit(?:y|ies)|faculties|dormitor(?:y|ies)|offices?|wards?|hospitals?|clinics?|pagodas?|temples?|markets?|stalls?|factor(?:y|ies)|workshops?|houses?|homes?|households?|villages?|shops?|barracks|meetings?|assembl(?:y|ies)|gate)';
const CODES = '(?:(?:printed |paper |laminated )?(?:qr|q\\.r\\.)? ?codes?|(?:posters?|placards?|leaflets?|cards?|sheets?) (?:with|bearing|showing) (?:a |the )?(?:qr )?codes?)';

export const ENGLISH: [Act, RegExp][] = [
  ['codes carried to people', new RegExp(`${STAFF}[^.;]{0,60}?\\b(?:visited|entered|walked (?:in|into|through|from)|went (?:to|into|through|around|round|from)|toured|came (?:to|into)|moved (?:through|from)|appeared (?:in|at)|stood (?:at|in|by)|were sent to|has been going round|passed through)\\b[^.;]{0,60}?\\b${PLACE}\\b[^.;]{0,80}?\\b${CODES}`, 'g')],
  ['codes carried to people', new RegExp(`${STAFF}[^.;]{0,40}?\\b(?:carried|carrying|brought|held up|holding up|put up|hung|showed|distributed|handed out|passed round|displayed)\\b[^.;]{0,40}?\\b${CODES}[^.;]{0,60}?\\b${PLACE}`, 'g')],
  ['lists kept', /\b(?:(?:wrote|noted|took|written|noting|writing|taking|jotted) down|recorded|registered|collected|drew up|drawn up|compiled|kept|noted|listed|ticked off|gathered)\b[^.;]{0,50}?\b(?:names?|lists?|phone numbers?|screenshots?|usernames?|how many)\b[^.;]{0,80}|\b(?:names?|lists?|screenshots?|phone numbers?)\b[^.;]{0,50}?\b(?:was|were|are being|have been|had been|has been) (?:\w+ )?(?:written down|taken|noted|recorded|registered|collected|kept|drawn up|compiled|handed|sent|read out)\b[^.;]{0,60}/g],
  ['counts reported upward', /\b(?:reported|reports?|submitted|passed on|handed in|send|sends|sent|forwarded|counted|tallied|asked [^.;]{2,50} to (?:report|count|hand in|submit|send)|(?:was|were) (?:asked|told|made|required|instructed|ordered) to (?:report|count|hand in|submit|send|pass on))\b[^.;]{0,40}?\b(?:how many|the numbers?|totals?|figures?|the count|head ?counts?|tall(?:y|ies))\b[^.;]{0,80}/g],
  ['phones checked', /\b(?:checked|inspected|looked (?:at|through)|examined|went through|demanded to see)\b[^.;]{0,30}?\b(?:phones?|mobiles?|handsets?|telephones?)\b[^.;]{0,60}|\b(?:had to|were made to|made to|told to|asked to) (?:show|hold up|hand over|present)\b[^.;]{0,30}?\b(?:phones?|mobiles?|screens?)\b[^.;]{0,60}|\bcounted hands\b[^.;]{0,60}|\bhands were counted\b/g],
  ['door to door', /\bwent (?:from )?(?:door|house|stall|shop|home) to (?:door|house|stall|shop|home)\b[^.;]{0,100}|\b(?:visited|called at|knocked (?:at|on))\b[^.;]{0,20}?\b(?:every|each|all|\d+)\b[^.;]{0,20}?\b(?:houses?|homes?|doors?|stalls?|households?)\b[^.;]{0,80}/g],
  ['kept from leaving', /\b(?:had to stay|was not allowed to leave|were not allowed to leave|not let out|could not leave|kept (?:in|back|behind)|nobody left|no one could leave|(?:nobody|no one|none of \w+) (?:was|were) (?:let out|allowed (?:out|to leave|to go))|locked in|doors? (?:was|were) (?:closed|locked))\b[^.;]{0,60}/g],
];
export const KHMER: [Act, RegExp][] = [
  ['codes carried to people', /(?:មន្ត្រី|បុគ្គលិក|គ្រូ|បុរស|សកម្មជន|មនុស្ស)[^។]{0,50}?(?:ដើរតាម|ចូលតាម|ចូលក្នុង|បានចូល|ចុះតាម|មកតាម|ទៅតាម|មកដល់)\s?[^។]{0,30}?(?:ថ្នាក់|សាលា|បន្ទប់|មហាវិទ្យាល័យ|ភូមិ|ផ្ទះ|វត្ត|ផ្សារ|រោងចក្រ|មន្ទីរពេទ្យ|ការិយាល័យ)[^។]{0,60}?(?:qr|កូដ|code|ស្កេន)[^។]{0,20}/g],
  ['lists kept', /(?:បាន|គេ|ហើយ|ត្រូវ(?:បាន)?)[^។]{0,20}?(?:កត់(?:ត្រា)?|ចុះ|ប្រមូល|ធ្វើ)\s?(?:យក)?\s?(?:ឈ្មោះ|បញ្ជី|រូបថតអេក្រង់|លេខទូរស័ព្ទ)[^។]{0,50}|គេ(?:ថតអេក្រង់|កត់ឈ្មោះ)[^។]{0,40}/g],
  ['counts reported upward', /(?:សុំឲ្យ|ត្រូវបាន(?:គេ)?ឲ្យ|បាន|គេ)[^។]{0,40}?(?:(?<!\u17d2)រាប់(?:ចំនួន)?|បូកសរុប|រាយការណ៍|ផ្ញើតួលេខ)(?=[^។]{0,60}(?:អ្នក(?!យក|ទស្សនា)|និស្សិត|សិស្ស|មន្ត្រី|បុគ្គលិក|គ្រួសារ|សមាជិក|គ្រូ))[^។]{0,80}/g],
  ['phones checked', /(?:ពិនិត្យ|ឆែក|មើល|បង្ហាញ)ទូរស័ព្ទ[^។]{0,50}|រាប់ដៃ[^។]{0,40}/g],
  ['door to door', /ដើរតាមផ្ទះ[^។]{0,80}|(?:គោះទ្វារ|តាមទ្វារផ្ទះ)[^។]{0,60}/g],
  ['kept from leaving', /(?:មិន(?:ឲ្យ|អនុញ្ញាតឲ្យ)|គ្មានអ្នកណាបាន)(?:ចេញ|ចាកចេញ)[^។]{0,40}/g],
];

/** Where, by kind of place alone. */
export const PLACES: [string, RegExp][] = [
  ['university', /universit|lecture|campus|facult|dormitor|សាកលវិទ្យាល័យ|មហាវិទ្យាល័យ|និស្សិត/], ['school', /school|class|pupil|សាលា|ថ្នាក់|សិស្ស/], ['hospital', /hospital|clinic|ward\b|wards\b|nurse|មន្ទីរពេទ្យ|គ្រូពេទ្យ/], ['pagoda', /pagoda|temple|វត្ត/],
  ['market', /market|stall|vendor|shop|ផ្សារ|តូប/], ['factory', /factor|workshop|shift|រោងចក្រ|កម្មករ/], ['home', /door to door|house|home|household|famil|ផ្ទះ|គ្រួសារ|ភូមិ/], ['office', /office|ministry|department|staff|employee|ក្រសួង|ការិយាល័យ|មន្ត្រី|មន្ទីរ/],
];
