import { type Detector, type Found, isKhmer, observe, type Prose } from '../detector.js';
import type { Range } from '../clauses.js';
import { warningsElsewhere } from './elsewhere.js';
import { englishWarnings } from './english.js';
import { khmerWarnings } from './khmer.js';
import type { Warning } from './warning.js';

/** What a `threat` observation holds. `speaker` is who threatens, as named (the publisher for their own words, null where nobody is named); `target` the people threatened. */
export interface ThreatPayload { speaker: string | null; target: string | null; conditional: boolean }

const ANY = /without|know|cost|need|should|whoever|hands|ស្រែ|ត្រៀម|មិនបាច់|អ្នកណា|n't|\bif |who|author|bother|មិនបាច់|ប្តឹង|ហ៊ាន|ជួប|will|shall|'ll|would|can |must|face|threat|warn|know where|your |គុក|ពន្ធនាគារ|ច្រវាក់|ខ្នោះ|ចាប់|ច្បាប់|វិធានការ|តុលាការ|ប្រយ័ត្ន|ចាំមើល|បណ្តេញ|តំណែង|ការងារ|គំរាម|ព្រមាន|ទោស|សោកស្តាយ|ស្តាយ|ស្លាប់|បាញ់|វាយ|[^\u0000-\u024f\u1780-\u17ff]|[à-ÿ]/;
const MOST = 60;

/** Warnings of arrest, violence, loss of post or legal action to people who criticise, refuse or imitate. Reports of arrests and statements of law are none. */
export const threat: Detector = {
  id: 'threat',
  version: 6,
  kinds: ['threat'],
  why: { km: ({ conditional }: ThreatPayload) => (conditional ? 'ពាក្យអំពីមនុស្សដែលប្រឆាំង បដិសេធ ឬក្លែងឈ្មោះ និងផលអាក្រក់ដែលនឹងកើតមានដល់ពួកគេ' : 'ពាក្យគំរាមដែលនិយាយទៅកាន់មនុស្ស ឬដែលអត្ថបទរៀបរាប់') },
  detect(doc) {
    const { text } = doc.folded;
    if (/^(?:en|km|und)$/.test(doc.language) && !ANY.test(text)) return [];
    const found: Found[] = [];
    for (const sentence of doc.sentences) {
      if (found.length >= MOST) break;
      for (const warning of warningsOf(doc, sentence)) {
        const range = wholeOf(doc, sentence, warning);
        const payload: ThreatPayload = { speaker: speakerOf(doc, sentence, range, warning), target: warning.target, conditional: warning.conditional };
        const observation = observe(doc, 'threat', range, payload, warning.rule, warning.told ? 'told by others' : warning.conditional ? 'people and harm' : 'addressed to people');
        if (observation) found.push(observation);
      }
    }
    return found;
  },
};

function warningsOf(doc: Prose, sentence: Range): Warning[] {
  if (isKhmer(doc, sentence)) return khmerWarnings(doc, sentence);
  return doc.language === 'en' || doc.language === 'und' ? englishWarnings(doc, sentence) : warningsElsewhere(doc, sentence);
}

const ATTRIBUTION = /,? according to \w|[",]*\s*(?:,\s*)?(?:(?:the |mr |ms |a )?[\p{L}][\p{L}\p{M}. ]{0,40}?)\s?(?:said|wrote|told|posted|added|warned|declared|says|warns|a averti|a dit|dijo|advirtió)\b|"?\s(?:លោក|សម្តេច|គាត់|អ្នកនាំពាក្យ|ឯកឧត្តម)?[^\s។"]{0,30}(?:សរសេរ|និយាយ|ថ្លែង|ព្រមាន|ប្រកាស|បង្ហោះ)|"\s*ဟု|\sនេះបើ(?:តាម|យោង)/u;

/** The threat from its own first word to the end of its sentence or quotation, without who says it. */
function wholeOf(doc: Prose, sentence: Range, warning: Warning): Range {
  const { text } = doc.folded;
  const opens = text.lastIndexOf('"', warning.start);
  const quoted = opens >= sentence.start && (text.slice(sentence.start, opens).split('"').length - 1) % 2 === 0;
  let start = quoted && !warning.told ? opens + 1 : warning.start;
  if (!quoted && !warning.told && !/[,:]/.test(text.slice(sentence.start, warning.start)) && warning.start - sentence.start < 40) start = sentence.start;
  const closes = quoted ? text.indexOf('"', warning.end - 1) : -1;
  let end = closes >= 0 && closes <= sentence.end ? closes : sentence.end;
  const said = ATTRIBUTION.exec(text.slice(warning.end, end));
  if (said) end = warning.end + said.index;
  while (end > start && /[.\s។"!,]/.test(text[end - 1]!)) end -= 1;
  return { start, end };
}

/** The name before or after the words; else the publisher, where the words are its own. */
function speakerOf(doc: Prose, sentence: Range, range: Range, warning: Warning): string | null {
  const { cased } = doc.folded;
  const after = cased.slice(range.end, sentence.end + 60);
  const before = cased.slice(Math.max(0, range.start - 90), range.start);
  const named = /^[",.\s]*((?:the |Mr |Ms )?[\p{L}][\p{L}\p{M}. ]{1,40}?) (?:said|wrote|told|posted|added|warned|declared)\b/iu.exec(after)?.[1] ?? /((?:[Tt]he |[A-Z])[\p{L}\p{M}. ]{1,40}?) (?:said|wrote|posted|warned|threatened|declared|told)\b[^.]{0,60}$/u.exec(before)?.[1] ?? null;
  if (named !== null && !/^(?:he|she|it|they|who)$/i.test(named)) return named;
  if (warning.told) return /((?:[Tt]he |[A-Z])[\p{L}\p{M}. ]{1,40}?)(?: (?:has|have|had|also|then))?\s*$/u.exec(before)?.[1] ?? null;
  return /media|other/.test(doc.actor?.kind ?? '') ? null : doc.actor?.name ?? null;
}
