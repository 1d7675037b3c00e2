import type { Sentence } from '#core/text/sentences.js';
import type { AccountWord } from '../account-words.js';
import { between, type Prose } from '../detector.js';
import { clauseOf, type Range } from '../clauses.js';
import type { EventKind, StatedEvent } from './event.js';
import { AFTER_REDUCED, ARRIVED, DEEDS, LEFT, REDUCED, STATES } from './states.js';
import { allMatches } from '../matches.js';

/**
 * English verbs of what happens to accounts, in forms that state a fact: past tense, participle, "is moving". Base forms are orders, plans and rules.
 */
const FAMILIES: [EventKind, string][] = [
  ['banned', "banned|barred|kicked off|thrown off|booted(?: off| from)?|de-?platformed|terminated|expelled|unpublished|struck off|chucked off|blacklisted|evicted|ejected|cut off|wiped out by"],
  ['suspended', 'suspended|locked(?: out)?|froze|frozen|restricted|blocked|put on hold|muzzled|paused|timed out|grounded|shut out'],
  ['reactivated', 're-?activated|restored|reinstated|re-?opened|un-?blocked|un-?locked|un-?suspended|unbanned|brought back|revived|resurrected|re-?launched|re-?enabled|switched back on|turned back on|given back|handed back|re-?appeared|resurfaced'],
  ['deactivated', 'de-?activated|disabled'],
  ['deleted', 'deleted|wiped|erased|closed(?: down)?|shut(?: down| off)?|shuttered|took down|taken down|taken offline|took offline|taken off(?:line| the air)?|removed|scrapped|pulled(?: down)?|dismantled|nuked|axed|scrubbed|killed(?: off)?|binned|discarded|retired|discontinued|pulled the plug on|did away with|got rid of|done away with'],
  ['moved', 'moved|migrated|switched|shifted|relocated|transferred|decamped|transitioned|crossed(?: over)?|hopped|jumped|fled|defected|switched over|gone over|went over|moving|migrating|switching|shifting|relocating|transferring'],
  ['renamed', 'renamed|rebranded|changed the (?:name|handle) of'],
  ['created', 'opened|created|launched|set up|setting up|started|registered|unveiled|made|established|inaugurated|debuted|rolled out|activated|introduced|started up|put up|founded|kicked off|brought out'],
];
const VERB = new RegExp(`(?<![\\w'-])(?:${FAMILIES.map(([, words]) => `(${words})`).join('|')})(?![\\w'-])`, 'g');
/** Coming back without a verb of opening: "his page was back online", "returned to Facebook". */
const BACK = /(?<![\w-])(?:came|comes|has come|sprang|returned|is|was) (?:back )?to life(?: again)?|(?<![\w-])resumed (?:posting|activity|publishing)|(?<![\w-])(?:(?:is|was|are|were|went|came|come|has been|went) (?:now |again )?back (?:online|up|on(?=\s))|(?:has |have |had )?returned to(?= (?:facebook|twitter|x\b|tiktok|telegram|instagram|youtube|the platform))|(?:made|staged) (?:a|his|her|its|their) (?:comeback|return) (?:on|to))/g;
/** Signing up as a deed of its own. */
const JOINED = /(?<![\w-])(?:joined|signed up (?:to|for|on)|made (?:his|her|its|their) debut on|debuted on)(?= (?:facebook|twitter|x\b|tik ?tok|telegram|instagram|youtube|whatsapp))/g;
const NEW = /(?<![\w-])(?:we|i)(?: now|'ve| have|'ve got| have got| also have)* (?:have |got )?a (?:brand[ -])?new (?:\w+ ){0,2}?(?=page|account|channel|profile|group)|(?<![\w-])(?:this|here) is (?:our|my) new (?:\w+ ){0,2}?(?=page|account|channel|profile|group)/g;

const LEFT_FOR = /(?<![\w-])(?:swapped|traded) (?:facebook|twitter|x|tik ?tok|telegram|instagram|youtube|whatsapp|messenger) for(?= )/g;
/** A measure that ends brings the account back. */
const LIFTED = /(?<![\w-])(?:lifted|ended|revoked|withdrew|overturned|cancelled) (?:the|its|his|her|a) (?:\w+ )?(?:ban|suspension|block|lock)(?! on travel)|(?<![\w-])(?:ban|suspension|block)(?: \w+){0,6} (?:was|has been|had been|were) (?:lifted|ended|revoked|withdrawn|overturned|cancelled)/g;
/** Taken down by others: "they took my TikTok down". */
const TOOK_DOWN = /(?<![\w-])(?:they|facebook|tik ?tok|meta|youtube|telegram|instagram|twitter|x|the (?:platform|company|moderators?)) (?:have |has |just )?(?:took|taken|pulled|kicked|threw|thrown) (?:[\w'-]+ ){1,3}?(?:page|account|channel|profile|tik ?tok|facebook|youtube|instagram|telegram|twitter|insta) (?:down|off|offline)/g;
/** An account that is there once more. */
const BACK_TOO = /(?<![\w-])(?:is|was|are|were|came|has come) back (?=as well|too\b|again|after|within|the next)/g;
const PHRASES: { pattern: RegExp; kind: EventKind }[] = [{ pattern: BACK, kind: 'reactivated' }, { pattern: TOOK_DOWN, kind: 'banned' }, { pattern: BACK_TOO, kind: 'reactivated' }, { pattern: LIFTED, kind: 'reactivated' }, { pattern: JOINED, kind: 'created' }, { pattern: NEW, kind: 'created' }, { pattern: LEFT_FOR, kind: 'moved' }];

const PASSIVE = /(?<![\w'])(?:was|were|been|being|got|gets|is|are|stands?|remains?)(?: (?:\w+ly|just|also|now|since|again|twice|once|all))*\s*$/;
/** Words that make a verb a wish, plan, rule, rumour or question. */
const UNREAL = /\b(?:will|would|should|shall|may|might|could|can|must|to|if|unless|whether|once|until|not|never|nor|neither|no|recommend\w*|propos\w*|ask\w* (?:for|that)|demand\w*|request\w*|call\w* for|threat\w*|want\w*|plan\w*|expect\w*|hop\w*|den(?:y|ied|ies|ying)|fals\w*|rumou?r\w*|hoax|untrue|suppose\w*|need\w*|how|waiting|fear\w*|risk\w*|who|anyone|whoever|in case|avoid|before|without|rather than|instead of|considering|appeal\w*)\b(?:\s+[\w'-]+){0,4}\s*$|n't(?:\s+[\w'-]+){0,3}\s*$/;
const DOUBTED = /\b(?:den(?:y|ied|ies|ying)|whether|false(?:ly)?|rumou?r\w*|threaten\w*|recommend\w*|propos\w*|called for|calls for|demand\w*)\b/;
const UNREAL_CLAUSE = /\b(?:if|unless|whether|den(?:y|ied|ies)(?: that)?|threaten\w*|false(?:ly)?|in case|rumou?rs?|claims?)\b[\w ]{0,20}$/;
const PLATFORM_ACTS = /(?:\b(?:meta|google|bytedance|alphabet|moderators|the (?:platform|company|network|app|social network|site)|administrators of the platform)|(?:facebook|twitter|x|tik ?tok|telegram|instagram|youtube|whatsapp))(?:'s \w+)? (?:(?:has|have|had|also|then|later|again|\w+ly|has now|on \w+)\s+)*$/;
/** A platform that acts, anywhere in a sentence. */
const PLATFORM_ACTS_IN = /(?<![\w'-])(?:meta|google|bytedance|moderators|the (?:platform|company|network))(?:'s \w+)? (?:has |have |had |also |then |later |permanently |finally )*(?:terminated|removed|deleted|banned|closed|shut|took|pulled|unpublished|acted|struck|kicked)\b/;
const BY_PLATFORM = /\b(?:by|from|off) (?:the )?(?:facebook|twitter|x\b|tik ?tok|telegram|instagram|youtube|whatsapp|meta\b|google|bytedance|platform|moderators|company|network|app\b|social)|\b(?:after|following|through|over|because of) (?:a (?:wave|flood|campaign) of |mass |repeated |many |several |user )*(?:reports?|reporting|complaints)\b|\bfor (?:violating|breaking|breaching|breaches|violations|repeated|hate|inciting)|\bover (?:violations|breaches|hate|its|his|her|their)\b/;
const TEMPORARY = /\bfor (?:\w+[ -])?(?:\d+|a|one|two|three|four|five|six|seven|ten|fourteen|thirty|several|some)?[ -]?(?:hours?|days?|weeks?|months?)\b|\btemporar\w+|\bbriefly\b|\b(?:24|48|72)-hour|\buntil\b|\bpending\b/;
const PERMANENT = /\bpermanent\w*|\bfor good\b|\bfor life\b|\bindefinitely\b|\bforever\b/;
/** What is posted in an account is not the account. */
const CONTENT = /\b(?:posts?|videos?|clips?|photos?|pictures?|comments?|messages?|stor(?:y|ies)|tweets?|images?|statements?|live ?streams?|reels?|articles?|recordings?|ads?|advertis\w+|links?|polls?|investigation|case|file|debate|office|school|road|border|bridge|exhibition|factory|shop|store|hotline|petition|campaign|website|app)\b/;
const GENERIC = /\b(?:it|they|that|which) (?:was|were|had been|has been) $/;

/** Events that an English sentence states. */
export function englishEvents(doc: Prose, sentence: Sentence, words: AccountWord[], afterEvent: boolean): StatedEvent[] {
  const { text } = doc.folded;
  const s = text.slice(sentence.start, sentence.end);
  const here = between(words, sentence.start, sentence.end);
  if (here.length === 0 && !afterEvent) return [];
  const found: StatedEvent[] = [];
  for (const match of allMatches(VERB, s)) {
    const family = FAMILIES[match.slice(1).findIndex((group) => group !== undefined)]![0];
    const said = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
    const clause = clauseOf(text, sentence, said);
    const pre = text.slice(clause.start, said.start);
    if (UNREAL.test(pre) || DOUBTED.test(pre) || UNREAL_CLAUSE.test(text.slice(Math.max(sentence.start, clause.start - 45), clause.start))) continue;
    const going = match[0].endsWith('ing');
    if (going && !/\b(?:are|is|am|'re|'s|'m) (?:now |all |also )?$/.test(pre)) continue;
    const at: Verb = { word: match[0], passive: PASSIVE.test(pre), pre, post: text.slice(said.end, clause.end), said, clause, here };
    if (family === 'moved') {
      const about = movedTo(at, words);
      if (about) found.push({ kind: 'moved', said, about, rule: `"${match[0]}" to another platform` });
      continue;
    }
    const kind = at.passive ? undergone(text, family, at, afterEvent || found.length > 0) : done(family, at) ?? relative(family, at) ?? reduced(family, at);
    if (kind !== null) found.push({ kind, said, about: null, rule: at.passive ? `an account is "${match[0]}"` : `"${match[0]}" an account` });
  }
  for (const { pattern, family } of STATES) {
    for (const match of allMatches(pattern, s)) {
      const at = place(doc, sentence, match, here);
      if (at === null || (family === 'created' && !/\b(?:new|second|third|another|own|first|official)\b/.test(at.pre))) continue;
      const kind = undergone(text, family, { ...at, acted: PLATFORM_ACTS_IN.test(s) || BY_PLATFORM.test(s) }, afterEvent || found.length > 0);
      if (kind !== null) found.push({ kind, said: at.said, about: null, rule: `an account "${match[0]}"` });
    }
  }
  for (const { pattern, family, by } of DEEDS) {
    for (const match of allMatches(pattern, s)) {
      const at = place(doc, sentence, match, here);
      if (at === null || (by && !PLATFORM_ACTS.test(at.pre))) continue;
      const inside = { start: at.clause.start, end: Math.min(at.clause.end, at.said.end + 60) };
      if (!between(here, inside.start, inside.end).some((word) => word.noun || word.platform !== null)) continue;
      found.push({ kind: family === 'suspended' && PERMANENT.test(at.pre + match[0] + at.post) ? 'banned' : family === 'banned' && TEMPORARY.test(at.post) ? 'suspended' : family, said: at.said, about: null, rule: `"${match[0].trim()}" of an account` });
    }
  }
  for (const match of allMatches(LEFT, s)) {
    const at = place(doc, sentence, match, here);
    const arrived = at === null || found.some(({ kind }) => kind === 'moved') ? null : arrival(doc, at.said.end, words);
    if (at !== null && arrived !== null) found.push({ kind: 'moved', said: at.said, about: arrived, rule: `"${match[0].trim()}" one platform for another` });
  }
  for (const { pattern, kind } of PHRASES) {
    for (const match of allMatches(pattern, s)) {
      const said = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
      const clause = clauseOf(text, sentence, said);
      const pre = text.slice(clause.start, said.start);
      const crowd = kind === 'created' && /\b(?:thousands|people|users|many|millions|students|staff|employees|officials|i|who)\b/.test(pre);
      if (!crowd && !UNREAL.test(pre) && here.some((word) => word.start >= clause.start && word.start < Math.min(clause.end, said.end + 40))) found.push({ kind, said, about: null, rule: `"${match[0].trim()}"` });
    }
  }
  return found;
}

/** A verb in its clause: what stands before and after it there, and the words for accounts in its sentence. `acted`: a platform is named elsewhere as who did it. */
interface Verb { word: string; passive: boolean; pre: string; post: string; said: Range; clause: Range; here: AccountWord[]; acted?: boolean }

/** A phrase in its clause; null where it is only wished, planned or denied. */
function place(doc: Prose, sentence: Sentence, match: RegExpExecArray, here: AccountWord[]): Verb | null {
  const { text } = doc.folded;
  const said = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
  const clause = clauseOf(text, sentence, said);
  const pre = text.slice(clause.start, said.start);
  if (UNREAL.test(pre) || DOUBTED.test(pre) || UNREAL_CLAUSE.test(text.slice(Math.max(sentence.start, clause.start - 45), clause.start))) return null;
  return { word: match[0], passive: true, pre, post: text.slice(said.end, clause.end), said, clause, here };
}

/** The other platform on which those are who left one, in the rest of the sentence or the next. */
function arrival(doc: Prose, from: number, words: AccountWord[]): Range | null {
  const left = words.find((word) => word.start >= from && word.start < from + 8)?.platform ?? null;
  const to = words.find((word) => word.start > from && word.start < from + 170 && word.platform !== null && word.platform !== left && !word.noun);
  return left !== null && to !== undefined && ARRIVED.test(doc.folded.text.slice(Math.max(from, to.start - 60), to.start)) ? to : null;
}

/** Nothing but an auxiliary. */
const apposed = (words: string): boolean => /^\s*(?:(?:was|were|is|are|has|have|had|been|now|also|then|later|again|\w+ly)(?:\s+|$))*$/.test(words);

/** "The page was suspended": the account, or a person on a platform, stands before the verb. Who did it decides between deleted and banned. */
function undergone(text: string, family: EventKind, { word, pre, post, said, clause, here, acted }: Verb, afterEvent: boolean): EventKind | null {
  if (GENERIC.test(pre) && family === 'created') return null;
  const spoken = here.findLast((other) => other.end <= said.start);
  // "The channel, which had 900 subscribers, was removed": what explains the subject stands between.
  const last = spoken === undefined || spoken.start >= clause.start || apposed(pre) && /^[^,;.]{0,30}, [^,;.]{2,90},$/.test(text.slice(spoken.end, clause.start)) ? spoken : undefined;
  // A platform that is closed to a country or a school is no account.
  if (last !== undefined && !last.noun && last.handle === null && last.start >= clause.start && apposed(text.slice(last.end, said.start)) && !/(?:\b(?:his|her|its|their|our|my)|['’]s?) (?:\w+ )?$/.test(pre.slice(0, last.start - clause.start))) return null;
  const person = (family === 'banned' || family === 'suspended') && /^\s*(?:\w+ly )?(?:from|by|on|off) /.test(post) && here.some((other) => other.start >= said.end && other.start - said.end < 30);
  // "On Wednesday it was restored": what the sentence before spoke of.
  const pronoun = last === undefined && family !== 'created' && /(?:^|\s)(?:it|they|both)(?:\s+(?:was|were|has been|have been|had been)\b|\s*$)/.test(pre) && afterEvent;
  if (!person && !pronoun) {
    if (last === undefined) return null;
    // "a video on its page was removed": the account is only where it stood.
    if (/\b(?:on|via|through|in|to|by|from)\s+(?:(?:the|his|her|its|their|a|an|our|my)\s+)?(?:[\w']+ ){0,2}$/.test(pre.slice(0, last.start - clause.start)) || (!last.noun && CONTENT.test(pre.slice(last.end - clause.start)))) return null;
  }
  const by = acted === true || BY_PLATFORM.test(post);
  const temporary = TEMPORARY.test(post);
  switch (family) {
    case 'created': return acted !== undefined || /\b(?:new|account|page|channel|profile)\b/.test(pre) && (post.trim() === '' || /^\s*(?:by|in|on|this|last|for|to|under|at|only|yesterday|today|\w+day|using|with)\b/.test(post)) ? 'created' : null;
    case 'banned': return temporary ? 'suspended' : 'banned';
    case 'suspended': return PERMANENT.test(pre + post) ? 'banned' : 'suspended';
    case 'deactivated': return by ? temporary ? 'suspended' : 'banned' : 'deactivated';
    case 'deleted': return by || /removed|taken|pulled/.test(word) ? temporary ? 'suspended' : 'banned' : 'deleted';
    default: return family;
  }
}

/** "The office deleted its page": the account stands after the verb, and nothing that is merely posted there stands between. */
function done(family: EventKind, { pre, post, said, clause, here }: Verb): EventKind | null {
  // "Set up a second one": another of what was spoken of.
  if (family === 'created' && /^\s*(?:(?:a|an|another|the|its|his|her|their|our|my) )?(?:(?:new|second|third|fresh|own|separate|different|official) )*one\b(?! (?:day|of|more|\w+ (?:later|ago)))/.test(post)) return 'created';
  const object = here.find((other) => other.start >= said.end && other.start < Math.min(clause.end, said.end + 70));
  if (object === undefined || (family === 'created' && /\b(?:fake|false|bogus|scam)\b/.test(post.slice(0, object.start - said.end)))) return null;
  const between = post.slice(0, object.start - said.end);
  const platformActs = PLATFORM_ACTS.test(pre);
  const away = /\b(?:on|via|through|in|from|off|to|for|about|by|with|against)\b/.test(between);
  if (CONTENT.test(between) || (away && !(family === 'banned' || (platformActs && family === 'suspended') || /\b(?:from|for) (?:the|his|her|its|their) $/.test(between) && object.noun && family === 'created'))) return null;
  const temporary = TEMPORARY.test(post);
  switch (family) {
    case 'created': return object.start - said.end <= 45 && (object.handle !== null || between.trim() === '' || /\b(?:an?|the|his|her|its|their|our|my|new|official|another|own|two|three|several)\b/.test(between)) ? 'created' : null;
    case 'banned': return temporary ? 'suspended' : 'banned';
    case 'suspended': return PERMANENT.test(pre + post) ? 'banned' : !object.noun && !platformActs ? null : 'suspended';
    case 'deleted': case 'deactivated': return platformActs ? temporary ? 'suspended' : 'banned' : object.noun || object.handle !== null || /\b(?:his|her|its|their|our|my|'s)\b/.test(between) ? family : null;
    default: return family;
  }
}

/** "The channel, opened on Monday": nothing stands after the verb that was opened instead. */
function reduced(family: EventKind, { pre, post }: Verb): EventKind | null {
  return family === 'created' && REDUCED.test(pre) && AFTER_REDUCED.test(post) ? 'created' : null;
}

/** "The page, which the company took down": the account stands before the relative clause. */
function relative(family: EventKind, { pre, post, clause, here }: Verb): EventKind | null {
  const who = /^\s*(?:which|that|whom) (.*)$/.exec(pre);
  if (who === null || !here.some((word) => word.end <= clause.start && clause.start - word.end < 60) || !(family === 'deleted' || family === 'suspended' || family === 'banned' || family === 'deactivated')) return null;
  return PLATFORM_ACTS.test(pre) ? TEMPORARY.test(post) || family === 'suspended' ? 'suspended' : 'banned' : family;
}

/** The word for the platform that somebody moved to; for "off A" the next other platform that the text names. */
function movedTo({ post, said, clause, here }: Verb, words: AccountWord[]): Range | null {
  const to = /\b(?:to|onto|over to)\s+(?:(?:a|an|the|his|her|its|their|our|new|official|own|private|public)\s+)*/.exec(post);
  if (to) {
    const at = said.end + to.index + to[0].length;
    return here.find((word) => word.start >= at - 2 && word.start <= at + 14) ?? null;
  }
  const left = /\boff\s/.test(post) ? here.find((word) => word.start >= said.end && word.start < clause.end) : undefined;
  return left ? words.find((word) => word.start >= clause.end && word.platform !== null && word.platform !== left.platform) ?? null : null;
}
