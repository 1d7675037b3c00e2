import type { CallAction } from '#core/model.js';
import type { Sentence } from '#core/text/sentences.js';
import { between, type Prose } from '../../detector.js';
import type { Ask } from '../ask.js';
import { belongingAsks } from './belonging.js';
import { isDenied, isTakenBack } from './denial.js';
import { modeOf, type Mode, passive } from './mood.js';
import { COORDINATE } from './mood-words.js';
import { beside, entering, isSocial, objectEnd, openObject, SOCIAL_NOUN } from './object.js';
import { buttonAction, PHRASES } from './phrases.js';
import { nominalAsks } from './nominal.js';
import { invitingQuestion, refusals } from './unfulfilled.js';
import { allMatches } from '../../matches.js';

/** Rules for English: an asking word in base form, in an asking position, with a social account as its object. */

/** Base forms; other forms only where their place makes a request of them: "by following", "to have joined", "is to be followed", "each of you scans". */
const VERB = /(?<![\w/#@.'-])(follow|join|subscribe|like|share|scan|forward(?:ing)?|sharing|(?=\w+ing\b)(?<=\bby (?:\w+ly )?|\b(?:should|must|shall|ought to|have to|has to|expected to|supposed to|required to|meant to|told to) (?:all |now |also |each )?be )(?:following|joining|subscribing|liking|scanning)|(?=\w+ed\b)(?<=\b(?:have|be) (?:all |also |each |both |\w+ly )?)(?:followed|joined|subscribed|liked|shared|scanned)|(?=(?:follow|join|subscrib|lik|shar|scann)ed\b)(?<=\b(?:grateful|glad|pleased|happy|delighted|tickled|chuffed|thrilled|honou?red|touched|moon|great|lovely|nice|kind|wonderful|help|mean a lot|means? the world)\b[\w' ]{0,24}\bif (?:you|u|everyone|everybody|all of you|they|people)(?: all| also| would| could| just)? )(?:followed|joined|subscribed|liked|shared|scanned)|(?=(?:join|follow|subscrib|scann|shar)ing\b)(?<=\bif (?:you|u|ya|anyone|any of you) (?:fancy|feel like|are up for) )(?:joining|following|subscribing|scanning|sharing)|(?=(?:follow|join|subscrib|lik|shar|scann)ed\b)(?<=\buntil (?:we|they|i|everyone|everybody|all|each|every)\b[\w' ]{0,30})(?:followed|joined|subscribed|liked|shared|scanned)|(?=(?:follow|join|subscribe|like|share|scan)s\b)(?<=\b(?:each|every one|all) of (?:you|us) (?:also |now |then )?|\b(?:every|each|everyone|everybody)\b[\w' -]{1,50})(?:follows|joins|subscribes|likes|shares|scans))(?![\w'-])/g;
const PEOPLE = '(?:friends?|besties?|bff|squad|fam|crew|gang|mums?|moms?|dads?|gran|granny|nan|spouse|partner|village|street|mates?|pals?|budd(?:y|ies)|relatives|relations|kin|famil(?:y|ies)|uncles?|aunts?|cousins?|brothers?|sisters?|kids|grandparents|grandmothers?|neighbou?rs?|households?|residents|parents?|people|persons?|members?|others|everyone|everybody|someone|somebody|anyone|colleagues|co-?workers|classmates|team-?mates|villagers|contacts|followers|workers|citizens|compatriots|voters|children|siblings|subscribers|acquaintances|loved ones|students?|pupils?|employees|recruits?|newcomers?|supporters|spouses?|wi(?:fe|ves)|husbands?|dependants|folks?|two|three|four|five|six|seven|ten|twenty)';
const INVITE = new RegExp(`(?<![\\w/#@.'-])(invit(?:e|ing)|bring(?:ing)?|(?<=\\b(?:every|each|everyone|everybody)\\b[\\w' -]{0,50})(?:invites|brings)|drag(?:ging)?|pull(?:ing)?|rope|haul|take|fetch(?:ing)?|draw|recruit(?:ing)?|persuad(?:e|ing)|get(?:ting)?|convinc(?:e|ing)|mobili[sz](?:e|ing)|enlist(?:ing)?|enrol+|sign up|tell(?:ing)?|ask|encourage|urge|add(?:ing)?|win over|rally|see that|ensure that)\\s+(?:(?!to\\b|and\\b)[\\w'’]+,?\\s+){0,5}?(${PEOPLE}|(?:\\w+ )?(?:five|ten|three|\\d+)(?: more)?(?= (?:each|to)))\\b`, 'g');

/** Any verb after the words of a request or duty. */
const OPEN = /(?<![\w-])(?:to|must|shall|please|pls|kindly) (?:all |each |both |also |now |first |at once |immediately )*([a-z]{3,14})(?= )/g;

const BELL = /\bbells?\b/;
const ACTIONS: [RegExp, CallAction][] = [[/^follow/, 'follow'], [/^join/, 'join'], [/^subscri/, 'subscribe'], [/^lik/, 'like'], [/^scan/, 'scan_qr']];
const actionOf = (word: string): CallAction => ACTIONS.find(([pattern]) => pattern.test(word))?.[1] ?? 'share';

export function englishAsks(doc: Prose, sentence: Sentence, social: boolean): Ask[] {
  const s = doc.folded.text.slice(sentence.start, sentence.end);
  if (isTakenBack(doc, sentence, s)) return [];
  // "Was anybody told to follow the minister?": a question asks for an answer.
  if (/\?\s*["')]?$/.test(s) && !/\b(?:why not|(?:can|could|would|will) (?:you|u|ya|y'all|everyone|everybody|anyone|someone|somebody|we all|people|folks|those of you)|please|pls|care to|fancy|mind|want (?:to|more))\b/.test(s)) return invitingQuestion(doc, s, sentence);
  const cased = doc.folded.cased.slice(sentence.start, sentence.end);
  const asks: Ask[] = [];
  const candidates: { index: number; length: number; action: CallAction; word: string }[] = [];
  for (const match of allMatches(VERB, s)) candidates.push({ index: match.index, length: match[0].length, action: actionOf(match[1]!), word: match[1]! });
  for (const match of allMatches(INVITE, s)) candidates.push({ index: match.index, length: match[0].length, action: 'invite_others', word: match[1]! });
  for (const { action, needs, pattern } of PHRASES) {
    for (const match of allMatches(pattern, s)) {
      if (!beside(doc, sentence, match.index + match[0].length, needs, social || SOCIAL_NOUN.test(match[0]))) continue;
      const enters = action === 'join' && needs === 'object' ? entering(s.slice(match.index + match[0].length, match.index + match[0].length + 90)) : action;
      candidates.push({ index: match.index, length: match[0].length, action: enters === 'button' ? buttonAction(match[0].split(' ').slice(1).join(' ')) : enters, word: 'phrase' });
    }
  }
  for (const match of allMatches(OPEN, s)) candidates.push({ index: match.index + match[0].length - match[1]!.length, length: match[1]!.length, action: 'follow', word: 'open' });
  candidates.sort((a, b) => a.index - b.index || b.length - a.length);
  let skipUntil = -1;
  let modeBefore: Mode | null = null;
  let askerBefore: Ask['asker'] = null;
  for (const [at, candidate] of candidates.slice(0, 60).entries()) {
    if (candidate.index < skipUntil) continue;
    // "I kindly ask every worker to follow": a request of one's own, not to pass one on.
    if (candidate.action === 'invite_others' && /^(?:ask|tell|urge|encourage|invite)/.test(candidate.word) && /\b(?:we|i)(?: \w+ly| would like to| also| hereby| all| must| want to)*\s*$/.test(s.slice(0, candidate.index)) && /^(?:(?![.;:!?]).){0,60}?\bto (?:\w+ly |please |also )?(?:follow|join|subscribe|like|share|scan)\b/.test(s.slice(candidate.index + candidate.word.length))) continue;
    if (candidate.word === 'open') {
      if (asks.length > 0) continue;
    } else if (candidate.word === 'phrase') {
      // "hit that follow button": the verb within the phrase is no request of its own; a plain verb just before keeps its right.
      if (asks.some((ask) => ask.verb.end > sentence.start + candidate.index)) continue;
    } else if (asks.some((ask) => ask.verb.start <= sentence.start + candidate.index && sentence.start + candidate.index < ask.verb.end)) continue;
    const pre = s.slice(Math.max(0, candidate.index - 240), candidate.index);
    const post = s.slice(candidate.index + candidate.length);
    // A slogan or a title in quotation marks asks nobody: the "One House One Follow" festival.
    if (/^"\s+\w/.test(post) && /"[^"]*\w[^"]*\s$/.test(pre) && (pre.split('"').length - 1) % 2 === 1 && !/^"\s+(?:on|button|and|to|at|there|here|if|now|said|he|she|in|before)\b/.test(post)) continue;
    const mode: Mode | null = passive(pre, candidate.word, post) ?? modeOf(pre, cased.slice(candidate.index, candidate.index + candidate.length), modeBefore, candidate.word.length > 5 && candidate.word.endsWith('ing'), s);
    if (mode === null) continue;
    // "shall ensure that members enrol on": what they are to do counts; chiefs who see to it bring others.
    if (/^(?:ensure|see) that/.test(candidate.word) && !/chiefs?|heads?|governors?|elders|mayors?/.test(pre) && candidates.slice(at + 1, at + 4).some((later) => /^(?:follow|join|subscribe)$/.test(later.action) && later.index - candidate.index < 120)) continue;
    const next = candidates[at + 1];
    const object = post.slice(0, 150);
    if (candidate.word === 'open') {
      const aim = openObject(object, s.slice(candidate.index, candidate.index + candidate.length));
      if (aim === null || !(mode.how === 'told' || mode.duty === 'must' || /^(?:asked|polite|wish)$/.test(mode.rule))) continue;
      candidate.action = aim;
    } else if (candidate.word !== 'phrase' && mode.rule !== 'account-duty' && !isSocial(candidate.action, candidate.word, object, doc, sentence, candidate.index, social, next?.action ?? null, asks.length > 0)) {
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
    // "Subscribe and hit the bell", "move to Telegram and follow him there": one request.
    const again = same !== undefined && COORDINATE.test(pre) && sentence.start + candidate.index - same.verb.end < 90
      && (BELL.test(s.slice(candidate.index, candidate.index + candidate.length)) && between(doc.mentions, sentence.start + candidate.index, sentence.end).length === 0 || same.action === candidate.action && /^(?: (?!(?:on|at|via)\b)[\w'-]+){1,4} (?:there|here)\b|^ (?:it|them|him|her)\b(?! on)/.test(post));
    if (again) {
      same.end = Math.max(same.end, sentence.start + candidate.index + candidate.length + (same.action === candidate.action ? /^.*?\b(?:there|here)\b/.exec(post)?.[0].length ?? 0 : 0));
      continue;
    }
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
      asker, asked: mode.asked ?? '', past: mode.past, rule: mode.rule, words: mode.words,
    });
  }
  const proof = /\b((?:requir|order|instruct|ask|tell|told|direct|oblig)\w*)\s+(.{2,80}?)\s+to\s+(?:submit|send|show|provide|hand in|present|upload|post)\b.{0,60}?\b(?:prov|show|confirm|demonstrat)ing\b.{0,30}?\b(?:follow|join|subscrib|lik)/.exec(s);
  if (proof && asks.length === 0 && !isDenied(s.slice(0, proof.index))) {
    const verb = sentence.start + proof.index + proof[0].length;
    asks.push({ action: /join/.test(proof[0].slice(-6)) ? 'join' : /subscrib/.test(proof[0].slice(-9)) ? 'subscribe' : 'follow', verb: { start: verb - 4, end: verb }, start: sentence.start + proof.index, end: verb + objectEnd(s.slice(proof.index + proof[0].length)), how: 'told', duty: 'must', asker: null, asked: proof[2]!, past: true, rule: 'proof', words: proof[1]! });
  }
  if (asks.length === 0) asks.push(...nominalAsks(doc, s, sentence));
  if (asks.length === 0) asks.push(...refusals(s, sentence, social));
  if (asks.length === 0) asks.push(...belongingAsks(doc, s, sentence));
  return asks;
}
