import type { CallAudience, Strength } from '#core/model.js';

/** Proof, counting, lists, reports, quotas, follow-up and consequences: each makes an instruction mandatory. Folded lower-case text. */
const CHECKED = [
  /screen ?shots?/, /(?<!water|fire|future|bullet)\bproofs?\b|\bproving\b|to prove\b/,
  /\b(?:collect|submit|submitted|send|sent|hand(?:ed)? in|compile|draw up|record|register|tick|write down|wrote down|written down|note down|noted|keep|forward)\b[^.]{0,50}\b(?:names?|numbers?|lists?|totals?|tables?|figures?|usernames?|phones?|results?|photos?)\b/,
  /\b(?:names?|numbers?|lists?|totals?|tables?|figures?|progress|results?)\b[^.]{0,60}\b(?:(?:to be|will be|shall be|must be|are|were|was|is|be)(?: \w+)? (?:sent|submitted|reported|collected|recorded|written|taken|checked|read out|published|handed|noted|compiled|kept)|go (?:directly )?to me)/,
  /\b(?:report|reports|reported|reporting)\b[^.]{0,40}\b(?:how many|number|numbers|totals?|count|figures?|every|each|daily|weekly|back|progress|result|names?|by)\b/, /\bcount(?:s|ed|ing)?\b[^.]{0,40}\b(?:students?|followers?|who|how many|staff|those|members?|pupils?|hands?|employees|households|heads)\b/,
  /\b(?:check|checks|checked|inspect|inspects|verify|verifies|verified)\b[^.]{0,30}\b(?:list|phones?|each|who|every|names?|compliance|that everyone)\b/, /\bshow(?:s|ing|ed)?\b[^.]{0,40}\bphones?\b/, /\btick(?:s|ed)? (?:off )?(?:your|the|each|their) names?\b/,
  /\bdeadline\b|\bby the deadline\b|\bno later than\b[^.]{0,60}\b(?:report|list|send|proof)/, /\bwill be (?:named|noted|reported|recorded|fined|punished|dismissed|disciplined|marked|penali[sz]ed|held responsible|deducted)\b/,
  /\blook for (?:another|a new) job\b|\blose (?:your|their|his|her) (?:job|post|position|bonus|place)s?\b|\bconsequences?\b|\bpromotion list\b|\bdisciplin\w+|\bpenalt(?:y|ies) (?:apply|will)|\bpoints? (?:will be )?deducted/,
  /\bat least \d+ (?:\w+ ){0,3}(?:per|in each|from each|each)\b|\bquota\b|\bdoor to door\b[^.]*\bnames?\b|\bwith a list\b|\bstill missing\b|\b\d+ (?:of|out of) \d+ have\b/, /\bdidn't had to stay\b|\bhad to stay\b|\bnot allowed to leave\b|\bbefore leaving\b[^.]*\bchecked\b/,
  /រូបថតអេក្រង់|ថតអេក្រង់|screenshot|កាប់អេក្រង់|ភស្តុតាង|រាប់ចំនួន|រាប់ឈ្មោះ|រាប់អ្នក|កត់ឈ្មោះ|បញ្ជីឈ្មោះ|បញ្ជី(?:ឡើងថ្នាក់|រាយនាម)|រាយការណ៍|របាយការណ៍|តួលេខ|ធ្វើតារាង|តារាង\s?(?:វត្ត|ឈ្មោះ|excel)|បកស្រាយ|(?<!ប្រជុំ)បូកសរុប|សរុបចំនួន|រាប់ដៃ|ទារតួលេខ|មិន(?:បាន)?ទទួល(?:បាន)?(?:ប្រាក់|រង្វាន់)|មិនបាច់មក|បើមិនដូច្នេះ|ត្រូវឆ្លើយ|(?:មក|នឹង)សួរ(?:ភ្លាម|រក)|ឆែក(?:ឈ្មោះ|ទូរស័ព្ទ|មើល)|កាត់(?:ប្រាក់|ពិន្ទុ)|ដក(?:ប្រាក់|រង្វាន់)|បង្ហាញទូរស័ព្ទ|ប្រមូល(?:រូប|ឈ្មោះ|បញ្ជី)|ពិនិត្យ(?:ទូរស័ព្ទ|បញ្ជី|ម្នាក់)|ដកពិន្ទុ|ផាកពិន័យ|វិន័យ|ជាកំហិត|ទទួលខុសត្រូវចំពោះមុខ|បញ្ជាក់ថាបានចូល/,
  /\bbefore (?:the|your|their|any) (?:bonus|salary|pay|wages?|overtime)\w* (?:is|are) paid\b|\bbonus(?:es)?\b(?! (?:may|must|should|can|could) ?not\b)[^.]{0,40}\b(?:not|only|lose|withheld|cut)|\bticks? (?:you|them|each|everyone|people|names?) off\b|\b(?:ring|rang|rings|phoned?|phones|telephoned?|called) (?:each|every|all|them|you|round)\b[^.]{0,40}|\bwill (?:telephone|ring|phone|call|check)\b[^.]{0,50}\b(?:you|each|every|done)\b|\byou will (?:tell|show|report to|answer to) (?:me|him|her|us)\b|\b(?:should ?n[o']t|need not|don't) bother (?:coming|to come|turning up)|\bproposed for removal\b|\brecommend (?:his|her|their) (?:replacement|removal|dismissal)|\b(?:is|are|was|were) (?:checked|verified|ticked|logged|entered|written up|listed|counted)\b|\bper cent (?:of|by)\b[^.]{0,30}\bby\b|\bname by name\b|\bno (?:overtime|pay|salary|permit|certificate|stipend)\b|\bmarks? (?:are|will be) (?:deducted|taken)/,
  /\b(?:spreadsheet|roll(?: of)|register|tally|ledger|log(?:book)?|roster|chart|tables?|column)\b[^.]{0,50}\b(?:of (?:those|who|staff|names|households)|who|stays|blank|red|white|missing|enrolled|done)\b|\b(?:owes?|expects?|wants?|awaits?)\b[^.]{0,40}\b(?:names|figures|tally|roll|list|numbers|totals)\b|\b(?:will|must|shall|have to|has to) (?:explain|answer for|account for|justify)\b|\benter the (?:tally|number|total|count)\b|\blog (?:tasks?|who|names?|it|them|each)\b|\bcounted? (?:raised |the )?(?:hands|phones|heads)\b|\btook (?:a )?(?:photos?|pictures?) of (?:each|every|our|the) (?:screens?|phones?)\b|\b(?:phone call|summoned|called in)\b[^.]{0,30}\bif\b|\bif\b[^.]{0,40}\byou get a phone call\b|\bi have to send\b[^.]{0,30}\bnames\b|\bfigures by\b/,
  /\bat least (?:\w+|\d+) (?:[\w-]+ ){0,3}each\b|\b(?:looks?|looked) (?:at|through|into) (?:our|their|the|each|every|my) phones?\b|\bno overtime\b|\bpunish\w*|\bwas noted\b|\bspot checks?\b|\bname by name\b|(?:ប្រធាន|គេ|គ្រូ)[^។]{0,20}(?:ត្រួតពិនិត្យ|ពិនិត្យ|មើល)(?:ទូរស័ព្ទ|ទូរសព្ទ)|(?:ពិនិត្យ|ឆែក|បង្ហាញ)ទូរសព្ទ|ប៉ះពាល់(?:ដល់)?(?:ការវាយតម្លៃ|តំណែង|ប្រាក់)|គេ?ថតអេក្រង់|ស្នើ(?:ដូរ|ដក)|ដូរតំណែង|អាចទៅ(?:ធ្វើ|រក)|យ៉ាង(?:តិច|ហោច)[^។]{0,16}នាក់/,
  /\btick(?:s|ed)?\b[^.]{0,20}\bnames?\b|\b(?:not|never) (?:let|allow)\b[^.]{0,30}\b(?:leave|go|out|eat|enter)\b|n't (?:let|allow)\b[^.]{0,30}\b(?:leave|go|out|eat|enter)\b|\bhand (?:in|back|over) (?:their|your|his|her) \w+|\b(?:phones?|handsets?|screens?|mobiles?)\b[^.]{0,40}\b(?:checked|inspected|laid|shown|looked at|examined|lined up)\b|\brolls? of\b[^.]{0,60}\b(?:reach|sent|submitted|kept|due)\b|\btall(?:y|ies)\b|\b(?:pics?|photos?|pictures?|snaps?|captures?) of (?:ur|your|the|their|each|every) (?:screen|phone)|\beach of you (?:will )?(?:tells?|shows?|reports?)\b|\b(?:i|we)(?: will| shall|'ll) (?:count|check|look who|see who|know who)\b|\b(?:keep|kept|fill in|file|draw up|maintain)s? (?:the |a |an )?(?:\w+ )?(?:registers?|rolls?|rosters?|tables?|records?)\b/,
  /\b(?:whoever|whosoever|anyone|anybody|those|he|she|all)(?: who| that)? (?:(?:is|are|does|do|has|have|did|was) ?(?:not|n't)|refuses?|fails?)\b[^.]{0,60}\b(?:hands? (?:back|in|over)|loses?|will|shall|can|pays?|leaves?|stays?|explains?|answers?)\b/,
  /\bevidence of\b|\bcondition (?:for|of) (?:the|your|their|payment)\b|\bwithheld\b|\bnot complied\b|\bto verify\b|\b(?:table|present|report|send|bring) the figures\b|\bfigures to \w+ (?:every|by|each|on)\b|\bwill be (?:posted|sent|transferred|moved|reassigned) to\b/,
  /\bnotebook\b|\blists? (?:will be|is|are) closed\b|ចុះឈ្មោះ(?:សិស្ស|អ្នក|បុគ្គលិក|មន្ត្រី|និស្សិត)|\bcondition for\b|បង្ហាញ(?:លោកគ្រូ|អ្នកគ្រូ|គ្រូ|ប្រធាន|មេ)|(?:ខ្ញុំ|គេ|យើង)(?:នឹង)?មកពិនិត្យ/,
  /cap screen|capture screen|(?<![a-z])cap\s?ផ្ញើ|(?:ថត|ស្រង់|ចងក្រង|កត់ត្រា|រាយ)ឈ្មោះ|ត្រួតពិនិត្យ(?:អេក្រង់|ម្នាក់|ការអនុវត្ត)|ជាអ្នកត្រួតពិនិត្យ|ពិនិត្យអេក្រង់|បូក(?:លេខ|ចំនួន)/,
  /captura de pantalla|capture d'écran|скриншот|صورة الشاشة|ภาพหน้าจอ|แคปหน้าจอ|báo cáo kết quả|ảnh chụp màn hình|စာရင်း/,
  /អ្នកណាមិន(?:ទាន់)?[^។]{0,30}(?:ឈ្មោះ|ទោស|ពិន្ទុ)/,
];
const FREE = /\bno lists? (?:is|are|will be) (?:kept|made|taken)\b|\b(?:nobody|no one|no-one) is (?:obliged|forced|required|compelled)\b|\bno (?:influence|effect|bearing|impact) on\b|\b(?:nobody|no one|no-one) (?:is|will be) (?:keeping|checking|counting|watching|taking)\b|\bno (?:register|roll|list|record) (?:is|will be) (?:kept|taken|made)\b|\bentirely (?:up to|your)\b|\bonly if you\b|\bno hard feelings\b|\bno (?:strings|compulsion|duty)\b|\b(?:purely|strictly) (?:optional|personal)\b|\bneed not\b[^.]{0,20}\bif\b|\bvoluntar(?:y|ily)\b|\bup to you\b|\bif you (?:want|wish|like)\b|\b(?:not|isn't) (?:compulsory|mandatory|obligatory|required|an order)\b|\bno (?:obligation|reporting|pressure|one will check|penalty for)\b|\bnobody (?:will )?checks?\b|\bdoes not affect\b|\boptional\b|\byour (?:own )?(?:choice|decision)\b|\bnot forced\b|\byou are free to\b|ស្ម័គ្រចិត្ត|មិនបង្ខំ|មិនមែនជាការបង្ខំ|តាមចិត្ត|គ្មានការបង្ខំ|មិនប៉ះពាល់|អាចជ្រើសរើស|មិនកាតព្វកិច្ច|មិនមែនកាតព្វកិច្ច/;

export type Duty = 'must' | 'request' | 'invite' | 'open';

/** Audiences that stand under whoever asks them. */
const BELOW: ReadonlySet<CallAudience> = new Set(['employees', 'students', 'local_authorities']);

/** The words in a document that check compliance, and where they stand in it; null without any. */
export function checkedBy(text: string): { words: string; start: number; end: number } | null {
  for (const pattern of CHECKED) {
    const match = pattern.exec(text);
    if (match) return { words: match[0], start: match.index, end: match.index + match[0].length };
  }
  return null;
}
export const isVoluntary = (text: string): boolean => FREE.test(text);

/**
 * Strength of a call. Duty words or a superior's request to subordinates make an instruction; an instruction with checking anywhere in the document is mandatory;
 * words that leave it free make an invitation. `superior`: whoever asks stands above the asked.
 */
export function strengthOf(duty: Duty, audience: CallAudience, superior: boolean, checked: boolean, voluntary: boolean): Strength {
  if (voluntary) return 'invitation';
  const below = BELOW.has(audience) && superior;
  if (checked && (duty === 'must' || below || audience === 'members' || audience === 'citizens')) return 'mandatory';
  if (duty === 'must') return 'instruction';
  if (duty === 'request' && (below || audience === 'local_authorities')) return 'instruction';
  return 'invitation';
}
