import type { Sentence } from '#core/text/sentences.js';
import type { AccountWord } from '../account-words.js';
import { clauseOf } from '../clauses.js';
import { between, type Prose } from '../detector.js';
import type { EventKind, StatedEvent } from './event.js';
import { allMatches } from '../matches.js';

/** Khmer verbs of what happens to accounts. The language has no tenses: បាន, ត្រូវបាន, ហើយ and ទើប state a fact; នឹង, សូម, បើ, មិន and the like do not. */
const VERBS: [EventKind, RegExp][] = [
  ['reactivated', /(?:បើក|ដាក់|ស្តារ|អនុញ្ញាត)(?:[^។\s]{0,24}|[^។]{0,40}(?=ឡើងវិញ|មកវិញ))(?:ឡើងវិញ|មកវិញ|វិញ)|ត្រឡប់មក(?:លេង|ប្រើ|កាន់|លើ)?|វិលមក(?:លេង|ប្រើ|កាន់|លើ)|ដំណើរការ(?:ឡើង)?វិញ|សកម្មឡើងវិញ|ដោះ(?:ការ)?(?:ព្យួរ|បិទ|block|ប្លុក)/g],
  ['suspended', /ព្យួរ|ផ្អាក(?!ផ្គត់|ជាង)|ចាក់សោ|កម្រិត(?=\s?(?:គណនី|ផេក))|បិទជាបណ្តោះអាសន្ន|បង្កក/g],
  ['banned', /(?<![a-z])(?:ban(?:ned)?|block(?:ed)?)(?![a-z])|ប្លុក|ហាមឃាត់|ដក(?=\s?(?:ផេក|ទំព័រ|គណនី|ឆានែល|អាខោន)[^។]{0,40}ចេញ)|ដកចេញ|ដកហូត|បណ្តេញ(?=\s?(?:ចេញ|ពី))/g],
  ['deleted', /លុប(?:ចោល|បំបាត់|ចេញ)?|បិទ(?:ចោល|ចេញ)?|(?<![a-z])delete(?:d)?(?![a-z])/g],
  ['moved', /(?:ចាកចេញពី|ចេញពី)[^។]{2,20}?(?:ទៅ|មក)(?:កាន់|លើ|ប្រើ)?|(?:ផ្លាស់(?:ប្តូរ)?|ប្តូរ|រើ|ងាក|លោត|ដូរ)(?:ទីតាំង)?\s?(?:[^។]{0,30}?)(?:ទៅ|មក)\s?(?:កាន់|ប្រើ(?:ប្រាស់)?|លេង|លើ|នៅ|ក្នុង)?/g],
  ['moved', /(?:ឥឡូវ(?:នេះ)?|ពេលនេះ)\s?(?:គាត់|លោក|ពួកគេ)?(?:បង្ហោះ|ផ្សាយ|ផុស)(?=\s?(?:លើ|នៅ|តាម)[^។]{0,30}(?:វិញ|ជំនួស))(?:\s?(?:លើ|នៅ|តាម))?/g],
  ['created', /(?:បង្កើត|បើក(?:ដំណើរការ)?|ចុះឈ្មោះ|ដាក់(?:ឲ្យ|អោយ)ដំណើរការ|ដាក់សម្ពោធ|សម្ពោធ)/g],
];
const NEW = /(?:មាន|នេះជា|នេះគឺ(?:ជា)?)\s?(?:ផេក|គណនី|ឆា?នែល|ឆាណែល|ទំព័រ|page|account|channel)[^។]{0,24}?ថ្មី/g;
const UNREAL = /(?:នឹង|បុគ្គលមួយចំនួន|សូម|កុំ|មិន(?:ទាន់|ដែល|បាន)?|គ្មាន|បើ|ប្រសិនបើ|អាច|គួរ|ចង់|គ្រោង|គំរាម|ស្នើ(?:សុំ)?|អនុសាសន៍|ផ្តល់យោបល់|រង់ចាំ|បដិសេធ|ពាក្យចចាម|វិធី|របៀប|ចាំបាច់|តម្រូវ|អ្នកណា|អ្នកដែល|អ្នកយក|ត្រៀម|ជិត|ខ្លាច|ក្រែង|ថាតើ)(?:(?!ត្រូវបាន|បានព្យួរ|។).){0,28}$/;
/** "ត្រូវ" alone is a duty; with បាន, a platform or an agent after it, it is the passive. */
const DUTY = /ត្រូវ(?!បាន|គេ|ទទួល|ក្រុមហ៊ុន|រង)\s?(?:តែ)?$/;
const PASSIVE = /(?:ត្រូវ(?:បាន)?|រង|ទទួលរង|ជាប់)\s?(?:[^។\s]{0,30})?$/;
const PLATFORM = /(?:facebook|tik ?tok|telegram|youtube|twitter|meta|google|ហ្វេសប[^\s]{0,8}|ធីកធុក|ទិកតុក|ទីកតុក|តេ[លឡ]េក្រាម|យូធូប|ក្រុមហ៊ុន[^\s។]{0,14}|បណ្តាញសង្គម)\s?(?:គេ)?(?:បាន|ក៏បាន|ទើបតែ|ទើប)?\s?$/;
const REPORTED = /រាយការណ៍|(?<![a-z])report/;
const FACT = /បាន|ឥឡូវ|ពេលនេះ|កាលដែល|ក្នុងឆ្នាំ|ចោល|បាត់|មិញ|ត្រូវបាន|ហើយ|ទើប|រួច|កាលពី|ក្រោយ|មុននេះ|ថ្មីៗ/;
const CONTENT = /វីដេអូ|រូប(?:ថត|ភាព)?|សារ(?!ព័ត៌មាន)|ប៉ុស្តិ៍នេះ|មតិ|អត្ថបទ|ផ្លូវ|សាលា|ស្ពាន|ភ្លើង|ការិយាល័យ|ទ្វារ|ព្រំដែន|ហាង(?!ខ្ញុំ)|រោងចក្រ|កម្មវិធី|ការងារ|យុទ្ធនាការ|វគ្គ/;

/** Events that a Khmer sentence states. */
export function khmerEvents(doc: Prose, sentence: Sentence, words: AccountWord[], afterEvent: boolean): StatedEvent[] {
  const { text } = doc.folded;
  const s = text.slice(sentence.start, sentence.end);
  const here = between(words, sentence.start, sentence.end);
  if (here.length === 0 && !afterEvent) return [];
  const found: StatedEvent[] = [];
  const taken = (at: number) => found.some(({ said }) => said.start <= at && at < said.end);
  for (const match of allMatches(NEW, s)) {
    const at = sentence.start + match.index;
    if (!/មិន|គ្មាន|អ្នក(?:ដែល|ណា)/.test(s.slice(Math.max(0, match.index - 14), match.index))) found.push({ kind: 'created', said: { start: at, end: at + match[0].length }, about: null, rule: 'somebody says that an account is new' });
  }
  for (const [family, pattern] of VERBS) {
    for (const match of allMatches(pattern, s)) {
      const said = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
      if (taken(said.start)) continue;
      const clause = clauseOf(text, sentence, said);
      const pre = text.slice(clause.start, said.start);
      const post = text.slice(said.end, clause.end);
      if (UNREAL.test(pre) || DUTY.test(pre) || /ឈប់ជា|ការហាម/.test(match[0]) || /^ឲ្យ?\s?ឆ្នោត/.test(post)) continue;
      if (!FACT.test(pre + match[0] + post)) continue;
      const kind = settle(family, match[0], pre, post, said, clause, here, afterEvent);
      if (kind === null) continue;
      const to = kind === 'moved' ? here.find((word) => word.start >= said.end - 1 && word.start < said.end + 24 && word.platform !== null) : undefined;
      if (kind === 'moved' && to === undefined) continue;
      found.push({ kind, said, about: to ?? null, rule: `${match[0].slice(0, 30)}: ${kind}` });
    }
  }
  return found;
}

const byPlatformIn = (pre: string, post: string, passive: boolean): boolean => PLATFORM.test(pre) || REPORTED.test(pre + post) && passive;

function settle(family: EventKind, match: string, pre: string, post: string, said: { start: number; end: number }, clause: { start: number; end: number }, here: AccountWord[], afterEvent: boolean): EventKind | null {
  const passive = PASSIVE.test(pre);
  const object = here.find((word) => word.start >= said.end && word.start < Math.min(clause.end, said.end + 40));
  const subject = here.find((word) => word.start >= clause.start && word.end <= said.start);
  const inside = here.some((word) => word.start >= said.start && word.end <= said.end);
  if (family === 'moved') return 'moved';
  if (family === 'created' && /ក្លែង/.test(post.slice(0, 40))) return null;
  if (afterEvent && family === 'reactivated' && !here.some((word) => word.start >= clause.start && word.end <= clause.end)) return family;
  // "The old account he closed": what is spoken of first stands right before.
  if (family === 'deleted' && !passive && object === undefined && subject !== undefined && said.start - subject.end < 20 && /ចោល/.test(match) && !CONTENT.test(pre.slice(subject.end - clause.start))) return byPlatformIn(pre, post, passive) ? 'banned' : 'deleted';
  if (passive ? subject === undefined && object === undefined : object === undefined && !inside && !(family === 'reactivated' && subject !== undefined)) return null;
  if (!passive && object !== undefined && CONTENT.test(post.slice(0, object.start - said.end))) return null;
  if (passive && subject !== undefined && /(?:លើ|តាម|ក្នុង|នៅ)\s?$/.test(pre.slice(0, subject.start - clause.start)) && CONTENT.test(pre)) return null;
  const byPlatform = byPlatformIn(pre, post, passive);
  const temporary = /រយៈពេល|[0-9០-៩មួយពីរបី]\s?(?:ថ្ងៃ(?!ទី)|សប្តាហ៍|ម៉ោង|ខែ(?!\S))|បណ្តោះអាសន្ន/.test(post) && !/ជារៀងរហូត|អចិន្ត្រៃយ៍/.test(post);
  if (family === 'deleted') return byPlatform ? temporary ? 'suspended' : 'banned' : 'deleted';
  if (family === 'banned') return temporary ? 'suspended' : byPlatform || passive ? 'banned' : null;
  if (family === 'suspended') return /ជារៀងរហូត|អចិន្ត្រៃយ៍/.test(post) ? 'banned' : 'suspended';
  return family;
}
