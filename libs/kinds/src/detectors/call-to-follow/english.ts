import type { CallAction } from '#core/model.js';
import type { Sentence } from '#core/text/sentences.js';
import { between, type Prose } from '../detector.js';
import type { Ask } from './ask.js';
import { buttonAction, type Phrase, PHRASES } from './english-phrases.js';
import type { Duty } from './strength.js';

/** Rules for English: an asking word in base form, in an asking position, with a social account as its object. */

const VERB = /(?<![\w/#@.'-])(follow|join|subscribe|like|share|scan|forward(?:ing)?|sharing)(?![\w'-])/g;
const PEOPLE = '(?:friends?|mates?|pals?|budd(?:y|ies)|relatives|relations|kin|famil(?:y|ies)|uncles?|aunts?|cousins?|brothers?|sisters?|kids|grandparents|grandmothers?|neighbou?rs?|households?|residents|parents?|people|persons?|members?|others|everyone|everybody|someone|somebody|anyone|colleagues|co-?workers|classmates|team-?mates|villagers|contacts|followers|workers|citizens|compatriots|voters|children|siblings|subscribers|acquaintances|loved ones|students?|pupils?|employees|recruits?|newcomers?|supporters|spouses?|wi(?:fe|ves)|husbands?|dependants|folks?|two|three|four|five|six|seven|ten|twenty)';
const INVITE = new RegExp(`(?<![\\w/#@.'-])(invit(?:e|ing)|bring(?:ing)?|drag(?:ging)?|pull(?:ing)?|rope|haul|take|fetch(?:ing)?|draw|recruit(?:ing)?|persuad(?:e|ing)|get(?:ting)?|convinc(?:e|ing)|mobili[sz](?:e|ing)|enlist(?:ing)?|enrol+|sign up|tell(?:ing)?|ask|encourage|urge|add(?:ing)?|win over|rally|see that|ensure that)\\s+(?:(?!to\\b|and\\b)[\\w'’]+,?\\s+){0,5}?(${PEOPLE}|(?:\\w+ )?(?:five|ten|three|\\d+)(?: more)?(?= (?:each|to)))\\b`, 'g');
const REQUEST = "(?:ask(?:s|ed|ing)?|told|tell(?:s|ing)?|order(?:s|ed|ing)?|instruct(?:s|ed|ing)?|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:up)?on|invit(?:e|es|ed|ing)|request(?:s|ed|ing)?|direct(?:s|ed|ing)?|encourag(?:e|es|ed|ing)|requir(?:e|es|ed|ing)|appeal(?:s|ed|ing)? to|persuad(?:e|ed|es|ing)|oblig(?:e|es|ed|ing)|forc(?:e|es|ed|ing)|push(?:es|ed|ing)|press(?:es|ed|ing)|pressur(?:es|ed|ing)|pressured|begg?(?:s|ed|ing)|advis(?:e|es|ed|ing)|remind(?:s|ed|ing)?|exhort(?:s|ed|ing)?|command(?:s|ed|ing)?|compel(?:s|led|ling)?|implor(?:e|es|ed|ing)|plead(?:s|ed|ing)? with|want(?:s|ed)|wrote to|demand(?:s|ed|ing)?|instructions? (?:for|to)|orders? (?:for|to)|made|makes|having)";
const HARD = /^(?:order|instruct|direct|requir|oblig|forc|command|compel|told|tell|demand|made|makes|instructions|orders)/;
const SOFT = /^(?:invit|encourag|advis|appeal|remind|begg|implor|plead|persuad)/;
const FRAME = new RegExp(`(?<![\\w-])(${REQUEST})\\s+((?:(?![.;:]\\s).){1,130}?)\\s+to(?: also| now| please| kindly| then)?$`);
const FRAME_THAT = /(?<![\w-])((?:request|ask|requir|order|insist|demand|recommend|suggest|instruct)(?:s|ed|e|es|ing)?) that ((?:(?![.;:]\s).){2,120}?)(?: should| must| shall| to)?$/;
const FRAME_HAVE = new RegExp(`(?<![\\w-])(${REQUEST})\\s+((?:(?![.;:]\\s).){1,110}?)\\s+to\\s+(?:have|let|make|ensure(?: that)?|make sure(?: that)?|see that|get)\\s+(.{2,60}?)(?: to)?$`);
/** "made us install telegram and sub to": no "to" after whoever is made. */
const MADE = /(?<![\w-])(made|makes|making|make|had|have|has|having|lets?) ((?:(?:all|each|every|the|our|his|her|their|its|my|both|other|new|junior|senior|whole) )*(?:us|me|them|him|everyone|everybody|[\w-]*(?:staff|students?|pupils?|teachers?|workers?|employees?|officers?|soldiers?|villagers?|parents?|class|crew|team|members?|residents?|officials?|nurses?|drivers?|cleaners?|people|chiefs?|clerks?|guards?|conductors?|tenants?|vendors?|kids|children)))(?: all| each| also)?(?: (?:(?!to\b|not\b)[\w'-]+ ){1,5}(?:and|then|,))?$/;
const SHALL_ENSURE = /\b(?:shall|must|should|will|are to|is to)\b.*\b(?:make sure|ensure|see to it|see)(?: that)?\s+(.{2,70}?)$/;
/** Rules of prize draws: "to take part, the customer … and becomes a follower of". */
const ENTRY = /\bto (?:take part|enter|win|participate|qualify|be eligible|join the draw)\b/;
const ADVERB = '(?:hereby |kindly |also |strongly |warmly |cordially |respectfully |politely |all |once |again |therefore |therewith |now |still )*';
const PASSIVE = new RegExp(`\\b(is|are|was|were|been|be|being|get|gets|got)\\s+${ADVERB}(requested|asked|invited|urged|encouraged|required|instructed|ordered|obliged|advised|reminded|expected|directed|told|called (?:up)?on|forced|compelled|supposed|recommended|obligated|welcome|called|begged|exhorted|implored|made|pressed|pressured|pushed) to(?: also| now| please| kindly)?$`);
/** "all members join …", "comrades put a like": the present tense of those addressed. */
const VOCATIVE = /(?:^|[.:;!?\n–—]\s?|\b(?:so|and|dear|hi|hey|ok) )(?:(?:all|every|each) (?:[\w-]+ ){1,3}?|(?:comrades|colleagues|members|guys|lads|folks|friends|mates|brothers|sisters|students|team|class|parents|neighbours|people|teachers|staff|drivers|volunteers|activists|residents|fans|followers|compatriots|citizens|everyone|everybody) ?(?:all|too)?)$/;
const MODAL = /\b(must|shall|should|have to|has to|had to|need to|needs to|ought to|is to|are to|can|may|could|might|had better|got to)(?: all| each| both| now| also| please| kindly| then| simply| only)*$/;
const UNTIL = /\b(?:has|have|had|given|gave|with) (?:only |just )?(?:until|till|up to) [\w ,:]{2,40} to$/;
const LEAD = /(?:(?<![\w'])(?:please|pls|plz|kindly|(?:do not|don't|dont|never|not) forget(?: to)?|remember to|make sure(?: to| that you| you)?|be sure to|feel free to|(?:you|readers|viewers|listeners|fans|users|everyone|those interested|the public|subscribers|visitors) (?:can|may)(?: also| now)?(?: too)?|help us|help me|help|let's|let us|just|now|then|also|so|simply|always|go and|go|come and|hurry and|try to|take a moment to|do (?:me|us|him|her) (?:a|this|the) (?:kindness|favou?r) and|be (?:so )?kind (?:enough )?(?:to|as to)|why not|don't be shy,? (?:and )?|(?:take|get|pull) out your phones? and|take a minute to|click (?:here )?(?:to|and)|tap (?:here )?to|press|hit|tap|click(?: on)?|push|smash|(?:each|all|both|every one|some) of (?:you|u|us)|you all|you guys|y'all|everyone|everybody|u all|(?:can|could|would|will) (?:you|u|ya|y'all|everyone|everybody|anyone|someone|somebody|we all|people|folks|those of you)(?: all| guys)?|(?<=(?:please|pls|plz|kindly) )(?:all )?(?:(?:my |our |dear )*(?:guys|people|folks|friends|colleagues|parents|members|students|fans|families|you)|all)|(?:would|do) you mind|be an? (?:angel|dear|star|pal|mate|sport|love) and|(?:it )?would (?:be (?:great|lovely|nice|kind|good)|help|mean a lot) if (?:you|u|everyone|everybody)(?: all| could| would)*|i need \d+ people to|we need \d+ people to|don't hesitate to|be the first to|want to)\s*["']?\s*)$/;
const POLITE = /could|would|will|mind|mate and|love and|star and|dear and|angel and|please|pls|plz|kindly|forget|remember|make sure|be sure|feel free|can|may|help|let|hesitate|press|hit|tap|click|smash|push|try|take|need/;
const NOT_YET = /\b((?:(?:if|anyone|anybody) (?:[^.;!?]{2,50} and )?you|officials?|staff|employees?|teachers?|civil servants|workers?|governors?|directors?|soldiers|monks|anyone|anybody|whoever|any\w* |every\w+|those|a \w+|students?|members?|chiefs?|people|the (?:three|two|four|five|few|ones|rest))(?: \w+){0,4}?(?: of you)?) (?:who |that )?(?:(?:do(?:es)?|did|have|has|are|is|was|were|will|would|ca|could)(?: not|n't)|still (?:do(?:es)?|have|has|are|is)(?: not|n't)|cannot(?: be bothered to)?|refuses? to|refused to|fails? to|failed to|not yet)(?: yet| still| be bothered to| want to| bother to)? (follow(?:ed|ing)?|join(?:ed)?|subscribed?|scan(?:ned)?|sign(?:ed)? up (?:to|for)|enrol+(?:ed)?|on|in)\b(.{0,160})/;
/** What may stand before an imperative: nothing, punctuation, a list number or a pictograph. */
const OPENS = /(?:^|(?:^|[.:,;!?\n([]|said|says|wrote|reads?|reading)\s*["']|[.!?:;,()[\]{}|•·–—➡→⬇►▶>*~=&+\n]|(?:^|\s)-|\p{Extended_Pictographic}[\u{1F3FB}-\u{1F3FF}]*\uFE0F?|\d\uFE0F?\u20E3|(?:^|\s)\(?(?:\d{1,2}|[a-z])[.)])\s*$/u;
const COORDINATE = /(?:\b(?:and|then|or)\b|[,&+/•|·])\s*(?:(?:also|then|please|to|even|so|now|help)\s+)*["']?$/;
const NOT = /\b(?:not|never|cannot|without|nobody|no one|none of|stop|refus\w*|avoid|instead of|neither|nor|hardly|rarely|already|no need|who|which|if (?:you|they|we))\b(?:\s+[\w']+){0,2}\s*$|n't(?:\s+\w+){0,2}\s*$/;
const DENIED = /\b(?:no|not|never|nobody|no one|den(?:y|ies|ied|ying)|whether|rumou?rs?|false(?:ly)?|neither|nor|earlier version|correction|untrue|hoax|asked if|refuted?|dismiss\w*|should not|free to|nothing|nowhere|at no (?:time|point|stage)|in no way|by no means|under no circumstances|contrary to|far from|no such|pretend\w*|unfounded|baseless|fabricat\w*|invent(?:ed|ion))\b|n't\b/;
const IMPERATIVE_START = /^(?:["'([\s]*)(?:please|install|download|open|listen|read|watch|visit|go|click|press|tap|scan|check|see|come|change|add|turn|stay|get|help|push|take|use|set|show|dear|send|invite|bring|let's|look|start|move|switch|follow|like|join|share|subscribe|breaking)\b/;

/** Any verb after the words of a request or duty. */
const OPEN = /(?<![\w-])(?:to|must|shall|please|pls|kindly) (?:all |each |both |also |now |first |at once |immediately )*([a-z]{3,14})(?= )/g;
/** What is done to accounts without following them. */
const NO_ENTRY = /^(?:kindly|please|also|all|now|just|then|add|follow|join|subscribe|like|share|scan|visit|see|view|watch|check|read|consult|look|contact|write|reply|message|send|post|publish|submit|report|announce|comment|ask|tell|complain|discuss|talk|speak|say|open|create|start|launch|set|make|build|run|manage|administer|operate|maintain|keep|update|improve|close|shut|delete|deactivate|remove|take|leave|quit|abandon|exit|drop|unfollow|unsubscribe|unlike|block|ban|suspend|lock|mute|avoid|ignore|stop|beware|boycott|hack|steal|verify|protect|secure|monitor|track|count|apply|use|using|pay|buy|sell|order|book|call|phone|transfer|deposit|win|restore|recover|reactivate|return|appear|feature|broadcast|stream|air|explain|answer|respond|prove|know|learn|find|understand|reach|believe|trust|hand|rename|move|copy|quote|translate|cover|note|investigate|examine|analy[sz]e|compare|describe|show|give|the|our|his|her|their|its|this|that|your|all|any|you|and|not|never|only|other|one|be|have|get|put|own|hide|hold|promote|advertise|sponsor|fund|provide|list|include|mention|name|link|refer|confuse|distrust|fake|imitate|impersonate|review|search|inspect|audit|reopen|switch|study|cite|criti\w+|attack|mock|regulate|control|access|log|enter|bring|invite|forward|help|work|listen|prevent|stay|come|face|cost|allow|attract|gain|reveal|identify|host|celebrate|shift)$/;
const OPEN_OBJECT = /^(?: (?!(?:about|from|via|through|by|for|at|with|against|without|under|before|after|because|when|if|while|than|as|who|which|that|is|are|was|were|news|number|bank)\b)[\w.'’-]+){0,7}? (?:(?:telegram|tik ?tok|facebook|youtube|instagram|fan|official|public) )*(?:channel|page|profile|telegram|tik ?tok|account(?! number| with| at the)|handle)\b(?! (?:news|number|admin|owner|password|team))/;

const RULES_ETC = /^\s*(?:(?:the|these|those|all|our|their|this|that|each|any|its|his|her|your|full|live|complete|latest|[\w.]+['’]s|safety|basic|simple|strict|same|road|blue|traffic|official)\s+)*(?:rules?|laws?|instructions?|steps?|procedures?|guid\w*|signs?|codes? of|advice|recipes?|directions?|examples?|orders?|paths?|lines?\b(?! official)|queues?|stor(?:y|ies)|coverage|reporting|live ?blog|updates? here|developments|debate|leads?\b|tips|advice|(?:more|other|some|any|similar) (?:accounts|pages|people|users)|standards?|regulations?|calendar|maps?|plans?|protocols?|principles?|lead\b|trail|route|suit|through|up\b|norms?|conventions?|constitution|dress|schedule|trends?|money|footsteps|measures|lights?|train\b|quest|roadmap|policy|policies|election law)\b/;
const WALKING = /^\s*[^.;,]{1,40}? (?:to|into|through|across|along|towards?|around|up|down|out of|inside|past) (?:the|a|an|our|his|her|their)\b/;
const SOCIAL_NOUN = /(?<![\w-])(?:channels?|(?:fan|face\w*|official|our|my|this|new|his|her|their|the|'s|your) ?pages?|accounts?(?! number)|profiles?|(?:chat |telegram |whatsapp |line |facebook |our |the )groups?|handles?|pages?)(?![\w-])/;
const FOR_NEWS = /\bfor (?:more|the latest|live|daily|breaking|all|regular|instant|further|timely)?\s*(?:\w+ )?(?:news|updates?|information|stories|content|videos|photos|alerts|coverage)\b/;

/** What the whole sentence calls false, forged or wrong is no request; nor is what impostors ask. */
const UNTRUE = /\b(?:is|are|was|were) (?:\w+ )?(?:false|untrue|fake|forged|an? (?:forgery|hoax|lie|scam|fake|fraud|abuse)|wrong|illegal)\b|\b(?:claims?|rumou?rs?|allegations?|assertions?|messages?|letters?) that (?!(?:says?|reads?)\b)[^.]{0,80}\b(?:false|untrue|forg\w+|fake|hoax|lie|baseless)\b|\bpretend\w*|\bscam\w*|\bimpost\w+|\bin our name\b|\bhas been telling people\b/;

/** "At no time did anybody instruct …": the whole sentence denies that it was asked. */
const NEVER_ASKED = /(?:\b(?:at no (?:time|point|stage)|in no way|by no means|never|nobody|no-one|no one|none of|neither|no (?:\w+ )?(?:member|official|minister|ministry|office|employee|order|instruction|letter|circular|teacher|manager|department|authority|one)s?)\b|\b(?:did|has|have|had|does|do)(?: not|n't))[^.;:!?]{0,60}\b(?:instruct(?:ed|ion)?|order(?:ed)?|ask(?:ed)?|told|tell|forced?|compel(?:led)?|required?|urged?|direct(?:ed)?|obliged?|request(?:ed)?|encouraged?|invited?|pressured?|made) [^.;:!?]{1,90}\b(?:follow|join|subscribe|like|share|scan|be on|support)\b/;
/** A rumour, and the sentence after it that takes it back. */
const RUMOUR = /\b(?:claim\w*|rumou?r\w*|alleg\w+|circulat\w+|suggest\w*|spread\w*|pages|posts?|messages?|letters?|videos?|saying|it is said|reports?|stories|story|some (?:people|media|say))\b/;
const TAKEN_BACK = /^\s*["'(]?\s*(?:(?:this|that|it|these|those|such|both|all|the (?:claim|rumou?r|story|report|letter|message|post|document|circular|allegation|screenshot)s?)\b[^.]{0,40}?\b(?:is|are|was|were|has|have)\b[^.]{0,20}?\b(?:false|untrue|fake|forged|forger\w+|not true|incorrect|nonsense|fabricat\w+|invent\w+|baseless|unfounded|no (?:basis|truth)|hoax|scam|lies?|wrong|not (?:ours|from us|issued)|never)\b|(?:false|untrue|fake|wrong|nonsense|hoax)\s*[.!:]|no (?:such|ministry|office|department|instruction|order|circular|letter|official|one) |there (?:is|was|has been) no (?:such )?(?:order|instruction|letter|circular|obligation|request)|(?:we|the \w+)(?: has| have)? (?:never|not) )/;

export function englishAsks(doc: Prose, sentence: Sentence, social: boolean): Ask[] {
  const s = doc.folded.text.slice(sentence.start, sentence.end);
  if (UNTRUE.test(s)) return [];
  if (NEVER_ASKED.test(s)) return [];
  if (RUMOUR.test(s)) {
    const [after] = between(doc.sentences, sentence.end, sentence.end + 4);
    if (after && TAKEN_BACK.test(doc.folded.text.slice(after.start, after.end)) && !/\bsa(?:id|ys)\b/.test(doc.folded.text.slice(after.start, after.end))) return [];
  }
  // "Was anybody told to follow the minister?": a question asks for an answer.
  if (/\?\s*["')]?$/.test(s) && !/\b(?:why not|(?:can|could|would|will) (?:you|u|ya|y'all|everyone|everybody|anyone|someone|somebody|we all|people|folks|those of you)|please|pls|care to|fancy|mind|want (?:to|more))\b/.test(s)) return invitingQuestion(doc, s, sentence);
  const cased = doc.folded.cased.slice(sentence.start, sentence.end);
  const asks: Ask[] = [];
  const candidates: { index: number; length: number; action: CallAction; word: string }[] = [];
  for (const match of s.matchAll(VERB)) candidates.push({ index: match.index, length: match[0].length, action: actionOf(match[1]!), word: match[1]! });
  for (const match of s.matchAll(INVITE)) candidates.push({ index: match.index, length: match[0].length, action: 'invite_others', word: match[1]! });
  for (const { action, needs, pattern } of PHRASES) {
    for (const match of s.matchAll(pattern)) {
      if (!beside(doc, sentence, match.index + match[0].length, needs, social || SOCIAL_NOUN.test(match[0]))) continue;
      const enters = action === 'join' && needs === 'object' ? entering(s.slice(match.index + match[0].length, match.index + match[0].length + 90)) : action;
      candidates.push({ index: match.index, length: match[0].length, action: enters === 'button' ? buttonAction(match[0].split(' ').slice(1).join(' ')) : enters, word: 'phrase' });
    }
  }
  for (const match of s.matchAll(OPEN)) candidates.push({ index: match.index + match[0].length - match[1]!.length, length: match[1]!.length, action: 'follow', word: 'open' });
  candidates.sort((a, b) => a.index - b.index || b.length - a.length);
  let skipUntil = -1;
  let modeBefore: Mode | null = null;
  let askerBefore: Ask['asker'] = null;
  for (const [at, candidate] of candidates.slice(0, 60).entries()) {
    if (candidate.index < skipUntil) continue;
    if (candidate.word === 'open') {
      if (asks.length > 0) continue;
    } else if (candidate.word === 'phrase') {
      // "hit that follow button": the verb within the phrase is no request of its own; a plain verb just before keeps its right.
      if (asks.some((ask) => ask.verb.end > sentence.start + candidate.index)) continue;
    } else if (asks.some((ask) => ask.verb.start <= sentence.start + candidate.index && sentence.start + candidate.index < ask.verb.end)) continue;
    const pre = s.slice(Math.max(0, candidate.index - 240), candidate.index);
    const post = s.slice(candidate.index + candidate.length);
    const gerund = candidate.word.length > 5 && candidate.word.endsWith('ing');
    const mode = modeOf(pre, cased.slice(candidate.index, candidate.index + candidate.length), modeBefore, gerund, s);
    if (mode === null) continue;
    // "shall ensure that members enrol on": what they are to do counts; chiefs who see to it bring others.
    if (/^(?:ensure|see) that/.test(candidate.word) && !/chiefs?|heads?|governors?|elders|mayors?/.test(pre) && candidates.slice(at + 1, at + 4).some((later) => /^(?:follow|join|subscribe)$/.test(later.action) && later.index - candidate.index < 120)) continue;
    const next = candidates[at + 1];
    const object = post.slice(0, 150);
    if (candidate.word === 'open') {
      const aim = openObject(object, s.slice(candidate.index, candidate.index + candidate.length));
      if (aim === null || !(mode.how === 'told' || mode.duty === 'must' || /^people are|polite/.test(mode.rule))) continue;
      candidate.action = aim;
    } else if (candidate.word !== 'phrase' && !isSocial(candidate.action, candidate.word, object, doc, sentence, candidate.index, social, next?.action ?? null, asks.length > 0)) {
      modeBefore = mode;
      continue;
    }
    const started = mode.start(s, candidate.index);
    const offset = sentence.start + Math.max(0, candidate.index - pre.length);
    // A later verb of the same request begins where the request began, and the same person asks.
    if (mode !== modeBefore) askerBefore = mode.asker === null ? null : { start: offset + mode.asker[0], end: offset + mode.asker[1] };
    const asker = askerBefore;
    modeBefore = mode.how === 'told' ? { ...mode, start: () => started } : mode;
    const same = asks.at(-1);
    if (same && candidate.word === 'phrase' && same.action === candidate.action && COORDINATE.test(pre) && sentence.start + candidate.index - same.verb.end < 40 && between(doc.mentions, sentence.start + candidate.index, sentence.end).length === 0) {
      same.end = Math.max(same.end, sentence.start + candidate.index + candidate.length);
      continue;
    }
    const verbStart = sentence.start + candidate.index;
    const verbEnd = verbStart + candidate.length;
    // "scan the code to follow", "get friends to join": the later words say what for.
    if (candidate.action === 'scan_qr' || candidate.action === 'invite_others') {
      for (const later of candidates.slice(at + 1)) {
        const between = s.slice(candidate.index + candidate.length, later.index);
        if (between.length < 90 && (later.action === 'follow' || later.action === 'join' || later.action === 'subscribe' || (candidate.action === 'invite_others' && later.action === 'like')) && /\b(?:to|and|then|can|,|who|may|also|must)\s*(?:\w+\s+)?["']?$/.test(between)) skipUntil = later.index + 1;
      }
    }
    // A bare "forward this channel" brings others to it.
    const byCode = (candidate.action === 'follow' || candidate.action === 'join' || candidate.action === 'subscribe') && /\b(?:by (?:scanning|photographing|pointing)|(?:via|with|through|using) (?:the|this|our) (?:qr|code))\b/.test(post.slice(0, objectEnd(post)));
    const action = byCode ? 'scan_qr' : candidate.word.startsWith('forward') && /^\s*(?:this|the|our|my|his|that)\s+(?:\w+ )?channel/.test(object) ? 'invite_others' : candidate.action;
    const start = sentence.start + started;
    asks.push({
      action, verb: { start: verbStart, end: verbEnd }, start, end: verbEnd + objectEnd(post), how: mode.how, duty: mode.duty,
      asker, asked: mode.asked ?? '', past: mode.past, rule: mode.rule,
    });
  }
  const proof = /\b((?:requir|order|instruct|ask|tell|told|direct|oblig)\w*)\s+(.{2,80}?)\s+to\s+(?:submit|send|show|provide|hand in|present|upload|post)\b.{0,60}?\b(?:prov|show|confirm|demonstrat)ing\b.{0,30}?\b(?:follow|join|subscrib|lik)/.exec(s);
  if (proof && asks.length === 0 && !DENIED.test(s.slice(0, proof.index))) {
    const verb = sentence.start + proof.index + proof[0].length;
    asks.push({ action: /join/.test(proof[0].slice(-6)) ? 'join' : /subscrib/.test(proof[0].slice(-9)) ? 'subscribe' : 'follow', verb: { start: verb - 4, end: verb }, start: sentence.start + proof.index, end: verb + objectEnd(s.slice(proof.index + proof[0].length)), how: 'told', duty: 'must', asker: null, asked: proof[2]!, past: true, rule: 'proof of following is required' });
  }
  if (asks.length === 0) for (const ask of refusals(s, sentence, social)) asks.push(ask);
  return asks;
}

/** "Have you joined t.me/x yet?": a question that invites, with the account named in it. */
const HAVE_YOU = /\b(?:have|haven't|has|hasn't|are|aren't|did|didn't) (?:you|u|ya|everyone|everybody|all of you|any of you|you all|your (?:\w+ )?(?:friends?|family|colleagues?|neighbou?rs?|team))(?: all| guys| not| already| even| really| still)* (joined|followed|subscribed|liked|shared|scanned|signed up|following|subscribed to|on|in|part of|a (?:follower|member|subscriber) of)\b/;
function invitingQuestion(doc: Prose, s: string, sentence: Sentence): Ask[] {
  const match = HAVE_YOU.exec(s);
  if (match === null || !/\b(?:yet|already|still|not|n't|today|time)\b|n't/.test(s)) return [];
  const end = sentence.start + match.index + match[0].length;
  if (between(doc.mentions, end - 1, Math.min(sentence.end, end + 70)).length === 0 && !SOCIAL_NOUN.test(s.slice(match.index + match[0].length))) return [];
  const word = match[1]!;
  return [{ action: /follow/.test(word) ? 'follow' : /subscri/.test(word) ? 'subscribe' : /like/.test(word) ? 'like' : /share/.test(word) ? 'share' : /scan/.test(word) ? 'scan_qr' : 'join', verb: { start: end - word.length, end }, start: sentence.start + match.index, end: Math.max(end, sentence.end - 1), how: 'direct', duty: 'request', asker: null, asked: '', past: false, rule: 'a question that invites' }];
}

/** Those who have not followed, and what they are to do or what will come to them: a request to follow. */
function refusals(s: string, sentence: Sentence, social: boolean): Ask[] {
  const match = NOT_YET.exec(s);
  if (match === null || !/\b(?:can|will|would|must|should|shall|may|cannot|need not|do it|do so|do that|please|hurry|now|today|tonight|send|come|see me|by \w+|before|face|risks?|is to|are to|shouldn't|won't)\b/.test(match[3]!)) return [];
  if ((!social && !SOCIAL_NOUN.test(s)) || RULES_ETC.test(match[3]!)) return [];
  const at = match.index + match[0].length - match[3]!.length - match[2]!.length;
  const consequence = /\b(?:can (?:look|go|pack|leave|stay home|find|forget)|will|would|face|lose|cannot|shouldn't bother|need not come|won't|risks?)\b/.test(match[3]!);
  return [{ action: /join|sign|in$|on$|enrol/.test(match[2]!) ? 'join' : /subscri/.test(match[2]!) ? 'subscribe' : /scan/.test(match[2]!) ? 'scan_qr' : 'follow', verb: { start: sentence.start + at, end: sentence.start + at + match[2]!.length }, start: sentence.start + match.index, end: sentence.end, how: 'direct', duty: consequence ? 'must' : 'request', asker: null, asked: match[1]!, past: false, rule: consequence ? 'a consequence for those who do not follow' : 'those who have not followed are addressed' }];
}

/** Whether an account is named in this sentence or the two before it: what "there" and "it" stand for. */
function named(doc: Prose, sentence: Sentence): boolean {
  return doc.mentions.some((mention) => mention.start < sentence.end && mention.start > sentence.start - 260);
}

/** Whether what a phrase needs stands beside it. */
function beside(doc: Prose, sentence: Sentence, at: number, needs: Phrase['needs'], social: boolean): boolean {
  const from = sentence.start + at;
  const near = (most: number, named: boolean) => doc.mentions.some((mention) => mention.start >= from - 1 && mention.start < Math.min(sentence.end, from + most) && (named || mention.kind !== 'name'));
  const text = doc.folded.text.slice(from, Math.min(sentence.end, from + 60));
  if (needs === 'platform') return near(16, true) || (/^\s*(?:there|here)?(?=$|[\s,.!])/.test(text) && /(?:there|here)\s*$/.test(doc.folded.text.slice(from - 8, from + 6).trimEnd()) && named(doc, sentence));
  if (needs === 'post') return /^\s*(?:on |out |around |along |round )?(?:this|these|the|our|that|my|his|her)\s+(?:\w+ ){0,2}?(?:posts?|links?|channels?|pages?|accounts?(?! number)|videos?|messages?|posters?|codes?|invitation to)\b/.test(text) || (/^\s*(?:it|them|this)(?=\s*(?:on\b|along|around|to\b|out\b|far|$|[.,!]))/.test(text) && (near(60, false) || named(doc, sentence))) || /^\s*(?:t\.me|https?:)/.test(text) || /^\s*(?:this|it)\s+(?:\w+ )?(?:to|on|onto|in|into|with) (?:(?:your|their|his|her|our|all|every|each|any|other|own|five|ten|three|\d+) )+(?:\w+ )?(?:walls?|timelines?|stor(?:y|ies)|groups?|friends|pages?|status|contacts|feed|profile)\b/.test(text);
  const noun = SOCIAL_NOUN.exec(doc.folded.text.slice(from, Math.min(sentence.end, from + 45)));
  if (needs === 'object') return near(40, true) || noun !== null;
  return social || noun !== null || near(120, true);
}

const actionOf = (word: string): CallAction => (word === 'follow' || word === 'join' || word === 'subscribe' || word === 'like' ? word : word === 'scan' ? 'scan_qr' : 'share');

/** Whether the clause before a request word takes it back: "denied that staff were told". */
const isDenied = (before: string): boolean => DENIED.test(before.replace(/^.*(?:[,;:]\s|\b(?:said|says)\b(?! (?:that )?(?:no|not)\b))/s, '').slice(-90));

/** What going to an account by no verb of following is: groups and channels are joined, pages and profiles followed. */
export const entering = (object: string): CallAction => (/^[^.;]{0,70}?\b(?:tik ?tok|facebook|instagram|twitter|page|profile|account)\b/.test(object) && !/^[^.;]{0,50}?\b(?:channel|group|chat|community|telegram|whatsapp|discord)\b/.test(object) ? 'follow' : 'join');

/** A verb that nobody listed, right after a request: what is asked is done to the account that is its object ("were told to adopt the minister's channel"). */
function openObject(object: string, verb: string): CallAction | null {
  if (NO_ENTRY.test(verb) || !OPEN_OBJECT.test(object)) return null;
  return entering(object);
}

interface Mode {
  how: Ask['how'];
  duty: Duty;
  asker: [number, number] | null;
  asked: string | null;
  past: boolean;
  rule: string;
  /** Where the asking words begin, in the sentence. */
  start(s: string, verb: number): number;
}

/** Start of the clause that holds a place: after the last stop, colon or dash, past connectors and pictographs. */
function clauseStart(s: string, at: number): number {
  const before = s.slice(0, at);
  let start = 0;
  for (const match of before.matchAll(/[.;!?:—]\s+|\n|>|\s–\s|\s(?=[★☆✔])|(?:(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)+\s)|(?:\bthat|\binform(?:ed)?|\bhi|\bbreaking)\s+(?=all\b|our\b|every|each\b|\bplease)|[➡→👉]\s*/gu)) start = match.index + match[0].length;
  const skipped = /^(?:[\s"'([{|•·–—>*~=\-\p{Extended_Pictographic}\uFE0F]|\d{1,2}[.)]\s|and\s|but\s|so\s|ok\s)*/u.exec(s.slice(start, at))?.[0].length ?? 0;
  return start + skipped;
}

const plainMode = (duty: Duty, rule: string, asked: string | null = null, past = false, how: Ask['how'] = 'direct'): Mode => ({ how, duty, asker: null, asked, past, rule, start: (s, verb) => clauseStart(s, verb) });

function modeOf(pre: string, word: string, before: Mode | null, gerund: boolean, s: string): Mode | null {
  if (gerund) {
    if (/\b(?:keep|continue|by|start|try)\s+$/.test(pre) && !NOT.test(pre)) return plainMode('invite', 'a request to go on or to help by sharing');
    return null;
  }
  let p = pre;
  let polite = false;
  for (let i = 0; i < 6; i++) {
    const lead = LEAD.exec(p);
    if (!lead) break;
    if (POLITE.test(lead[0]) || /\b(?:of (?:you|u)|all|guys|every\w+)\b/.test(lead[0])) polite = true;
    p = p.slice(0, lead.index);
  }
  if (NOT.test(pre) && !polite) return null;
  if (polite && /(?:do not|don't|never|not|n't|you need not)\s*$/.test(p)) return null;
  if (/\bearlier version\b|\bcorrection:/.test(pre)) return null;
  // Quotation marks within the request change nothing: told nurses to "like" it.
  const bare = p.replaceAll('"', ' ').trimEnd();
  const have = FRAME_HAVE.exec(bare);
  if (have && !isDenied(bare.slice(0, have.index))) return told(have[1]!, `${have[3]} ${have[2]}`, have.index, bare, pre);
  const frame = FRAME.exec(bare);
  const nearer = frame ? PASSIVE.exec(bare) : null;
  if (frame && (nearer === null || nearer.index <= frame.index + frame[1]!.length || /^(?:been|being|be)$/.test(nearer[1]!) && nearer.index < frame.index)) {
    // The nearest request verb counts: "said lecturers told the class to scan".
    let verb = frame[1]!;
    let object = frame[2]!;
    let index = frame.index;
    for (;;) {
      const inner = FRAME.exec(bare.slice(index + verb.length));
      if (!inner) break;
      index += verb.length + inner.index;
      verb = inner[1]!;
      object = inner[2]!;
    }
    if (isDenied(bare.slice(0, index)) || /^(?:whether|if|why|how|when|not)\b/.test(object.trim())) return null;
    if (!/\b(?:likes? to|wants? to|going to|able to|used to)\b/.test(object)) return told(verb, object, index, bare, pre);
  }
  const made = MADE.exec(bare);
  if (made && !isDenied(bare.slice(0, made.index))) return told(made[1]!, made[2]!, made.index, bare, pre);
  const that = FRAME_THAT.exec(bare);
  if (that && !isDenied(bare.slice(0, that.index))) {
    if (/\b(?:it is|is hereby|are)\s*$/.test(bare.slice(0, that.index))) return plainMode('must', 'it is requested that', that[2]!);
    return told(that[1]!, that[2]!, that.index, bare, pre);
  }
  const passive = PASSIVE.exec(bare);
  if (passive) {
    const subject = bare.slice(0, passive.index).replace(/^.*[.;:!?]\s/s, '');
    if (isDenied(subject)) return null;
    const past = /^(?:was|were|been|got|being)$/.test(passive[1]!);
    const duty: Duty = /invited|encouraged|welcome|recommended|advised/.test(passive[2]!) ? 'invite' : 'must';
    return { ...plainMode(past && duty === 'must' && /asked|urged|called/.test(passive[2]!) ? 'request' : duty, `people are ${passive[2]} to`, subject, past), how: past ? 'told' : 'direct' };
  }
  const modal = MODAL.exec(bare);
  if (modal && !polite) {
    const subject = bare.slice(0, modal.index).replace(/^.*[.;:!?]\s/s, '');
    if (/^(?:can|may|could|might)$/.test(modal[1]!) ? !/\b(?:you|readers?|viewers?|everyone|public|users?|fans|citizens|people|customers)\b/.test(subject) : /\b(?:i|he|she)\s*$/.test(subject)) return null;
    if (isDenied(subject)) return null;
    return plainMode(/^(?:can|may|could|might)$/.test(modal[1]!) ? 'invite' : 'must', `duty or permission: "${modal[1]}"`, subject, modal[1] === 'had to');
  }
  const until = UNTIL.exec(bare);
  if (until && !isDenied(bare.slice(0, until.index))) return plainMode('must', 'a deadline to do it', bare.slice(0, until.index), /\bhad\b/.test(until[0]), /\bhad\b/.test(until[0]) ? 'told' : 'direct');
  if (ENTRY.test(bare) && COORDINATE.test(pre)) return plainMode('invite', 'a condition of taking part', bare);
  const ensure = SHALL_ENSURE.exec(bare);
  if (ensure) return plainMode('must', 'an office must see to it that people follow', ensure[1]!);
  if (polite) return plainMode('request', 'a polite request', addressed(p));
  const trimmed = p.trimEnd();
  if (OPENS.test(p) || trimmed === '') {
    // "rules, follow up": a comma opens an imperative only after an address to somebody or a condition.
    return plainMode('request', 'an imperative', addressed(p));
  }
  if (COORDINATE.test(pre) && before !== null) return { ...before, asked: before.asked };
  if (COORDINATE.test(pre) && IMPERATIVE_START.test(s.slice(clauseStart(s, Math.max(0, pre.length - 1))).trimStart())) return plainMode('request', 'an imperative after another', p.slice(-100));
  if (COORDINATE.test(pre)) {
    const earlier = /\b(must|shall|should|have to|has to|need to|(?:is|are) (?:\w+ )?(?:requested|required|asked|instructed|invited|urged|encouraged) to|(?:is|are) to)\b(?:(?![.;:!?]).){2,80}$/.exec(bare);
    if (earlier) return plainMode(/invited|encouraged/.test(earlier[1]!) ? 'invite' : 'must', `duty: "${earlier[1]}"`, bare.slice(0, earlier.index));
    const inFrame = new RegExp(`(?<![\\w-])(${REQUEST})\\s+((?:(?![.;:]\\s).){1,100}?)\\s+to\\s+(?:(?![.;:]\\s).){2,80}$`).exec(bare);
    if (inFrame && !isDenied(bare.slice(0, inFrame.index))) return told(inFrame[1]!, inFrame[2]!, inFrame.index, bare, pre);
  }
  if (/(?:^|[.!?\n]\s*)(?:(?:if|when|whenever|in case) (?:you|u|ya|anyone|you'd)\b[^.;!?]{3,80}|(?:before|after|while|once|for|to|since|because|as) [^.;!?,]{3,70},\s*)$/.test(p)) return plainMode('request', 'an imperative after a condition', addressed(p));
  if (VOCATIVE.test(bare)) return plainMode('request', 'an imperative to those who are addressed', addressed(p));
  if (/^[A-Z]{4,}$/.test(word)) return plainMode('request', 'a button to press', p.slice(-100));
  // An address without a comma: "Members scan and join", a hashtag or a headline before the verb in capitals.
  if (/^[A-Z]/.test(word) && !/\b(?:to|that|the|a|of|who|will|would|did|do|does|not|they|we|i|he|she)\s*$/.test(p)) return { ...plainMode('request', 'an imperative in capitals', ''), start: (_s, verb) => verb };
  return null;
}

/** Whom an imperative addresses: the words before it in its sentence, without a speaker's label or an earlier clause. */
const addressed = (p: string): string => p.slice(-110).replace(/^.*(?:[.;!?\n]\s|, (?:so|but|and|then) )/s, '').replace(/(?:^|\n)[^:\n]{1,40}:\s/, ' ');

const FIRST_PERSON = /\b(?:we|i)(?: \w+ly| would like to| also| hereby| kindly| warmly| all)*\s*$/;

function told(verb: string, object: string, index: number, bare: string, pre: string): Mode | null {
  const stem = verb.replace(/(?:ed|es|s|ing|e)$/, '');
  const duty: Duty = HARD.test(stem) || HARD.test(verb) ? 'must' : SOFT.test(verb) ? 'invite' : 'request';
  const beforeVerb = bare.slice(0, index);
  const subject = /(?:^|[.;:!?,"]\s*|\b(?:said|says|that|and|where|when|which|how|but|as|in which)\s+)((?:(?!\b(?:said|says|that|and|where|when|which|how|in which)\b)[^.;:!?,"]){2,70}?)(?: (?:has|have|had|hereby|also|reportedly|allegedly|then|later|is|are|was|were|it|"?warmly))*\s*$/.exec(beforeVerb);
  const first = FIRST_PERSON.test(beforeVerb) || (/^\s*$/.test(beforeVerb) && /^(?:tell|ask|urge|call|invite|encourage|remind)/.test(verb));
  // "ask your children to join", "tell your friends to": an imperative to pass it on.
  if (/^(?:tell|ask|urge|invite|encourage|remind|have)$/.test(verb) && (OPENS.test(beforeVerb) || LEAD.test(beforeVerb))) return { ...plainMode('request', 'an imperative to pass on the request', beforeVerb) };
  if (verb.endsWith('ing') && /^\W*$/.test(beforeVerb)) return null;
  const past = !/^(?:asks?|tells?|orders?|instructs?|urges?|calls? (?:up)?on|invites?|requests?|directs?|encourages?|requires?|appeals? to|obliges?|advises?|reminds?)$/.test(verb);
  const offset = subject ? subject.index + subject[0].indexOf(subject[1]!) : -1;
  return {
    how: first ? 'direct' : 'told', duty, asker: subject ? [offset, offset + subject[1]!.length] : null, asked: object, past, rule: `"${verb} … to"`,
    start: (s, at) => {
      const base = at - pre.length;
      // The subject belongs to the quote where it stands close.
      return subject && index - offset < 70 ? base + offset : wordStart(s, Math.max(clauseStart(s, base + index), base + index - 40));
    },
  };
}

/** A cut moved on to the next word's beginning. */
const wordStart = (s: string, at: number): number => (at > 0 && /[\w'’]/.test(s[at - 1]!) ? at + /^[\w'’-]*\s*/.exec(s.slice(at))![0].length : at);

function isSocial(action: CallAction, word: string, object: string, doc: Prose, sentence: Sentence, index: number, social: boolean, nextAction: CallAction | null, after: boolean): boolean {
  const clause = /^(?:(?![;!?]|\.\s).)*/s.exec(object)![0].slice(0, 130);
  const from = sentence.start + index;
  const near = doc.mentions.some((mention) => mention.start >= from && mention.start < from + 140 && mention.start < sentence.end);
  const inSentence = doc.mentions.some((mention) => mention.start >= sentence.start && mention.start < sentence.end);
  const following = doc.mentions.some((mention) => mention.kind === 'url' && mention.start >= sentence.end && mention.start < sentence.end + 12);
  const noun = SOCIAL_NOUN.exec(clause);
  const empty = /^\s*(?:$|["',.!;:)\]|•·]|if |then |and |now\b|today\b|here\b|by \w+day|tonight\b|too\b|back\b|as well|already\b|before\b)/.test(object);
  const whom = /^\s*(?:us|me)\b/.test(object);
  // A button that is pressed needs no object: the account is named elsewhere.
  if (social && action !== 'scan_qr' && action !== 'invite_others' && /\b(?:press|hit|tap|click|push|smash)(?: on)?(?: the)?\s+["']?$/.test(doc.folded.text.slice(Math.max(sentence.start, from - 24), from)) && /^["']?\s*(?:there|here|on|button|at|below|above|now|and|to|$|[.,;!)"])/.test(object)) return true;
  switch (action) {
    case 'follow': {
      // Walking behind somebody to a place.
      if (noun === null && WALKING.test(object) && !doc.mentions.some((mention) => mention.start >= from && mention.start < from + 45)) return false;
      if (RULES_ETC.test(object) && !/^\s*(?:\S+ ){0,5}(?:@|t\.me)/.test(object)) return false;
      if (near || following || (noun !== null && noun.index < 100)) return true;
      if (whom) return true;
      if (FOR_NEWS.test(clause)) return true;
      if (social && /^\s*(?:the (?:new|other|official|right|correct|real|second|latest) one|(?:all|both|each|every one) of (?:them|these|those)|these|those)\b/.test(object)) return true;
      if (/^\s*(?:samdech|the (?:prime minister|premier|president|minister|governor|leader|king|candidate|party|ministry)|him|her|them|it|both|his|our|that|this)\b/.test(object) || empty || /^\s*[A-Z]/.test(doc.folded.cased.slice(from + word.length, from + word.length + 12))) return social;
      return false;
    }
    case 'join':
      if (/^\s*us (?:for|in celebrating|as we|this|tomorrow|tonight|at \d|on (?:mon|tues|wednes|thurs|fri|satur|sun|\d|the \d|january|february|march|april|may|june|july|august|september|october|november|december))/.test(object)) return false;
      if (/^\s*(?:the )?(?:live chat|line\b(?! (?:@|official|group))|queue|army|protest|march|rally|war|fight|debate|race|strike|procession|party\b(?!'s))/.test(object)) return false;
      return doc.mentions.some((mention) => mention.start >= from && mention.start < Math.min(sentence.end, from + 90)) || (noun !== null && noun.index < 90 && (!/group/.test(noun[0]) || social || inSentence)) || ((empty || /^\s*(?:it|us|me|in|as well|them)\b/.test(object)) && (inSentence || following || (social && /(?:press|hit|tap|click|push)\s+"?$/.test(doc.folded.text.slice(Math.max(0, from - 12), from)))));
    case 'subscribe':
      if (/\b(?:newsletter|rss|e-?mail|mailing|magazine|newspaper|print|edition|feed|service|plan)\b/.test(clause) && !near) return false;
      return near || following || inSentence || noun !== null || ((whom || /^\s*(?:to us|to me|to our|to my)\b/.test(object) || empty || FOR_NEWS.test(clause)) && (social || /\b(?:videos?|bell|episodes?|channel)\b/.test(doc.folded.text)));
    case 'like': {
      if (/^\s*(?:and|&|,|\+|\/|or)\s*(?:to )?(?:share|follow|subscribe|comment)/.test(object)) return /\b(?:pages?|posts?|videos?|channel|us|this|photos?|account)\b/.test(clause) || near || nextAction === null;
      return /^\s*["']?\s*(?:us|me)\b/.test(object) ? near || clause.length < 30 : /^\s*["']?\s*(?:(?:our|this|the|my|his|her|its|their|your|that|[\w.-]+(?: [\w.-]+){0,3}'s?|party'?s?)\s+)*(?:[\w-]+ ){0,2}?(?:pages?|facebook|fan ?page|posts?(?! office)|videos?|photos?)\b/.test(object);
    }
    case 'share':
      if (word === 'sharing' && !/^\s*(?:this|the|our|that)\s+(?:post|link|channel|page|video|message|account)/.test(object)) return false;
      if (/^\s*(?:(?:this|the|our|it|that|these|my|his|her|your|[\w']+'s)\s+)*(?:[\w-]+ ){0,2}?(?:channels?|pages?|posts?|links?|accounts?(?! number)|poster|qr|clips?|reels?)\b/.test(object) || (near && /^\s*(?:everything|anything|whatever|all|each|every)\b/.test(object))) return !/\b(?:bank|number)\b/.test(clause.slice(0, 50));
      if (/^\s*(?:it|them)\b/.test(object)) return after || (near && social);
      return /^\s*this (?:video|message|clip|photo)\b/.test(object) || (/^\s*t\.me|^\s*https?:/.test(object) && near) || (after && empty && near) || (word.startsWith('forward') && /^\s*this\b/.test(object));
    case 'scan_qr':
      return (/\b(?:qr|codes?)\b/.test(clause.slice(0, 70)) || /^\s*(?:the|this|that|our|a) (?:\w+ )?(?:stickers?|posters?|badges?|leaflets?|screens?|squares?|images?)\b/.test(object) && /\b(?:qr|code)\b/.test(doc.folded.text) || /^\s*(?:it|this|and (?:join|follow)|to (?:join|follow|subscribe)|them)\b/.test(object) || (/^\s*(?:me|here)\b/.test(object) && (near || noun !== null))) && (!/\b(?:parcels?|packages?|orders?|delivery|locker|pay|payments?|menu|boarding|tickets?|exam|check-?in|entry|entrance|vaccin\w*|wi-?fi|regist\w*|card|barcode|products?|download|receipt|donat\w*|attendance|feedback|survey|app store|invoice|visa|passport|map)\b/.test(clause)
        && (/\b(?:qr|codes?)\b/.test(clause.slice(0, 70)) || near || noun !== null || (social && /\b(?:qr|code)\b/.test(doc.folded.text))));
    case 'invite_others':
      if (/^(?:get|take|tell|ask|add|see|ensure|pull|draw)/.test(word) && !/\b(?:follow|join|subscribe|like|scan|sign up|hop|register|enrol+)\b|\b(?:to|onto|into|in|on) (?:\w+['’]?s? ){0,3}?(?:channel|page|group|account|telegram|tik ?tok|facebook|whatsapp|youtube|instagram|line\b|@|t\.me|https?:)/.test(clause) && !(after && social && /^\s*(?:along|too|over|with you|as well|$|[.,!])/.test(object))) return false;
      return near || inSentence || (noun !== null) || /\b(?:follow|join|subscribe|hop on|jump (?:on|in)|get on|come (?:along|aboard|over)|sign up|scan|like)\b/.test(clause) && social || (after && social && /^\s*(?:along|too|over|with you|as well|in|there|here|$|[.,!])/.test(object)) || (/\bto do (?:so|the same)\b|\bto join\b|\bas well\b/.test(clause) && after);
    default: return false;
  }
}

/** How far the object's words reach: up to the next clause. */
function objectEnd(post: string): number {
  const stop = /[.;!?](?:\s|$)|<|,\s\w+ing\s|,\s(?:and |so |but )?(?:i|we)\b|\sbefore\s|,\s(?:show|send|tell|take|then show|bring me)\s|\s\((?:link|see|address|details|code|the link)|"\s*(?:,|he|she|said|$)|,\s(?:he|she|they|according|said|says|a |an |the \w+ said|which|who|in order|two|three|where|it |"|\w+ \w+ said)|\s(?:so that|in order to|because|since|while|but|to get|to receive|so they|so it|for timely|for more|for weekly|for daily|for the|as early|or face|and hit|and turn|and enjoy|and show|and to \w+|and the\b|as agreed|when|after|unless|which|who)\b|\s[—–]\s|\s\||\n/.exec(post);
  return stop ? stop.index : post.length;
}
