import type { CallAction } from '#core/model.js';
import type { Sentence } from '#core/text/sentences.js';
import { between, type Prose } from '../../detector.js';
import type { Ask } from '../ask.js';
import { isDenied } from './denial.js';
import { SOCIAL_NOUN } from './object.js';

/** Following as a thing that is required: "subscription to … is compulsory for all surveyors", "liking the page has become a condition". Folded lower-case text. */
const DUTY = "(?:compulsory|mandatory|obligatory|required|expected|not optional|an? (?:\\w+ )?(?:must|duty|condition|requirement|obligation|order)|(?:made )?part of (?:[\\w'’-]+ ){1,5}?(?:duties|duty|work|tasks|job|homework))";
const NOMINAL = new RegExp(`(?<![\\w-])(subscription|membership|following|joining|liking|sharing|subscribing|scanning|enrolment|registration) ((?:(?![.;:!?]\\s).){3,110}?) (?:(?:is|are|was|were|has|have|had|became|becomes|will|shall|been|be|being|become|now|henceforth|thus|declared|made)(?: |$))+(${DUTY})(?: (?:for|of|on|upon|to) ((?:(?![.;:!?]\\s).){2,70}))?`);
const ACTIONS: [RegExp, CallAction][] = [[/^subscri/, 'subscribe'], [/^(?:membership|joining|enrol|registration)/, 'join'], [/^lik/, 'like'], [/^shar/, 'share'], [/^scan/, 'scan_qr']];

/** The request in a sentence that requires following by a noun; none where no account is its object. */
export function nominalAsks(doc: Prose, s: string, sentence: Sentence): Ask[] {
  const match = NOMINAL.exec(s);
  if (match === null || isDenied(s.slice(0, match.index)) || /\b(?:not|no longer|never)\b(?! optional)/.test(match[0].slice(0, -match[3]!.length))) return [];
  const start = sentence.start + match.index;
  const end = start + match[0].length;
  if (between(doc.mentions, start, start + match[1]!.length + match[2]!.length + 2).length === 0 && !SOCIAL_NOUN.test(match[2]!)) return [];
  const duty = match[3]!.startsWith('expected') ? 'request' : 'must';
  const before = /([^,;:"]{2,60}?) (?:say|said|says|report|reported)(?: that)? $/.exec(s.slice(0, match.index))?.[1] ?? '';
  return [{ action: ACTIONS.find(([pattern]) => pattern.test(match[1]!))?.[1] ?? 'follow', verb: { start, end: start + match[1]!.length }, start, end, how: 'told', duty, asker: null, asked: match[4] ?? /([\w ]{3,20})['’]s? [\w ]{0,12}?(?:duties|work|tasks|homework)/.exec(match[3]!)?.[1] ?? before, past: false, rule: 'duty', words: match[3]! }];
}
