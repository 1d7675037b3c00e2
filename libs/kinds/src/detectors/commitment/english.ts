import type { Prose } from '../detector.js';
import type { Range } from '../clauses.js';
import type { Step } from './step.js';
import { allMatches } from '../matches.js';

/** Where people are: a platform, an account, or words that stand for it. Folded text. */
const PLACE = "(?:facebook|twitter|x|tik ?tok|telegram|instagram|youtube|whatsapp|messenger|meta's \\w+|(?:the|this|that|his|her|its|their|our|my|your|any|foreign|american|western) (?:\\w+ ){0,2}?(?:platforms?|networks?|apps?|pages?|accounts?|channels?|sites?|profiles?)|social (?:media|networks?)|it|there|him|her|them)";
/** Deeds that a promise about a platform can be of. */
const DEED = `(?:leav(?:e|ing)(?: behind)?|quit(?:ting)?|abandon(?:ing)?|giv(?:e|ing) up|stop(?:ping)? (?:using|posting (?:on|to)|being on)|ceas(?:e|ing) (?:using|posting (?:on|to)|to use|to post on)|(?:no longer|never(?: again)?|not|stop|only|exclusively|keep|continue|go on|be|start|begin)(?: to)? (?:us(?:e|ing)|post(?:ing)?(?: \\w+){0,2} (?:on|to)|writ(?:e|ing) on|appear(?:ing)? on|be on|return(?:ing)? to|com(?:e|ing) back to|go(?:ing)? back to|speak(?:ing)? on|updat(?:e|ing))|delet(?:e|ing)|clos(?:e|ing)(?: down)?|shut(?:ting)?(?: down)?|deactivat(?:e|ing)|remov(?:e|ing)|return(?:ing)? to|com(?:e|ing) back to|go(?:ing)? back to|stay(?:ing)? (?:on|off|away from|out of|with)|remain(?:ing)? (?:on|off|active on)|mov(?:e|ing) (?:\\w+ ){0,3}?(?:to|from|off|away from|over to)|switch(?:ing)? (?:\\w+ ){0,2}?(?:to|from)|migrat(?:e|ing) (?:to|from)|keep(?:ing)?|maintain(?:ing)?|hand(?:ing)?(?: over)?|transfer(?:ring)?|walk(?:ing)? away from|say(?:ing)? goodbye to|turn(?:ing)? (?:his|her|my|our|its|their) back on|boycott(?:ing)?|logg?(?:ing)? (?:off|out of)|sign(?:ing)? off from|follow(?:ing)? (?:him|her|them) (?:off|out)|uninstall(?:ing)?|set(?:ting)? foot (?:on|in)|touch(?:ing)?|open(?:ing)? (?:an?|any) (?:\\w+ )?(?:account|page|channel) on|ditch(?:ing)?|drop(?:ping)?)`;
/** Deeds that are promises only where somebody gives their word or speaks of themselves. */
const USES = `(?:(?:post|publish|answer|reply|respond|write|stream|go live|broadcast|share|upload|report|read|speak|talk|appear|be (?:active|present|there|available|reachable))(?:ing)?(?: (?!on\\b|to\\b|via\\b)[\\w'-]+){0,5} (?:on|to|via|over|through)|be on|(?:be )?seen on|found on)`;
const TARGET = `(?:(?<=follow(?:ing)? (?:him|her|them) (?:off|out))|\\s+(?:from |on |of |to |up |over |off )?(?:\\w+ ){0,2}?${PLACE}(?![\\w-]))`;
/** Words that give one's word. */
/** What somebody says that they will never do there. */
const NEVER = `(?:(?:join|open|have|use|touch|set up|start|sign up (?:to|for)|post (?:on|to)|go near|go (?:back )?to|return to|come back to|be (?:seen )?on|set foot (?:on|in)|make)(?:ing)?|joining|opening|using|returning to)`;
const PROMISE = "(?:promis(?:e|es|ed|ing)|vow(?:s|ed|ing)?|pledg(?:e|es|ed|ing)|swore|swears|sworn|undert(?:ook|akes)|guarantee[sd]?|committed (?:himself|herself|itself|themselves)?|commits|gave (?:his|her|its|their) word|g[ai]ve my word|assured|assures)";
const INTEND = "(?:(?:ha(?:s|ve|d) )?decided|decides|resolved|intend(?:s|ed)?|plan(?:s|ned)?|announced (?:plans|his decision|her decision|its decision|their decision|a decision|the decision|his intention|her intention|its intention)|made (?:up (?:his|her|my|their) mind|the decision)|determined|agreed|chose|chosen|am going|is going|are going|was going|were going)";
const WILL = "(?:will|would|'ll|shall|won't|wouldn't|will not|would not|will never|would never)";
const SAYS = '(?:said|says|announced|announces|declared|declares|wrote|writes|told (?:\\w+ ){1,4}?|confirmed|insisted|repeated|added|stated|posted|tweeted|revealed)';

/** "promised (X) (that he would / to) leave Facebook", "vowed never to return to …", "gave his word on staying". */
const MADE = [
  new RegExp(`(?<![\\w-])${PROMISE}(?![\\w-])(?:(?![.;!?]\\s)[^"]|"(?=[\\w ]{0,60}")){0,70}?(?<![\\w-])(?:${DEED}|${USES})(?:${TARGET}|(?=\\s*(?:$|[.,;"]|for good|again|until|by|within)))`, 'g'),
  new RegExp(`(?<![\\w-])${INTEND}(?![\\w-])(?: that \\w+ ${WILL}| not| never)*(?: to| on| for)?(?: also| now)* ${DEED}${TARGET}`, 'g'),
  new RegExp(`(?<![\\w-])${SAYS} (?:(?:that|on \\w+|in \\w+|last \\w+|yesterday|today|this week) )*(?:(?:he|she|it|they|we|i|(?:the|his|her|its|their) (?:\\w+ ){1,3}?)\\s*)${WILL}(?: soon| also| now| then)*(?: \\w+ly)? ${DEED}${TARGET}`, 'g'),
  new RegExp(`(?<![\\w-])(?:i|we) ?(?:will|'ll|shall|won't|will not|will never|am|are)(?: also| now| therefore| from now on| hereby)*(?: going to)? (?:${DEED}|${USES})${TARGET}`, 'g'),
  new RegExp(`(?<![\\w-])(?:the|our) (?:[\\w'-]+ ){1,4}?(?:will|would|shall) (?:not|never|no longer|continue to|keep on?) ?${DEED}${TARGET}`, 'g'),
  new RegExp(`(?<![\\w-])(?:you|nobody|no one)(?: will|'ll| won't| will not| shall not)(?: not| never| no longer)* (?:ever )?(?:see|find|catch|read|hear|meet) (?:me|us|him|her) (?:(?:again|posting|back|anywhere) )?on ${PLACE}`, 'g'),
  new RegExp(`(?<![\\w-])(?:(?:${PROMISE}|${SAYS})(?: that)? )?(?:he|she|it|they|i|we|(?:the|our|my|his|her) (?:\\w+ ){1,3}?) ?(?:will|would|shall|'ll) (?:not ever|never(?: ever)?|not) (?:be )?${NEVER}(?: (?:a|an|any|its|his|her|our|my|another))*${TARGET}`, 'g'),
  new RegExp(`(?<![\\w-])(?:${SAYS} (?:that )?)?(?:he|she|it|they|i|we|i'm|we're)(?: (?:was|were|is|are|am|had|have))? (?:now |all )?(?:finished|done|through) with ${PLACE}(?![\\w-])[^.;!?]{0,50}`, 'g'),
  new RegExp(`(?<![\\w-])(?:this|that|it) (?:is|was|will be)(?: to be)? (?:my|our|his|her|its|the) (?:very )?last (?:post|message|video|word|day|evening|night|week)s? (?:on|here on|in) ${PLACE}(?![\\w-])`, 'g'),
  new RegExp(`(?<![\\w-])(?:(?:you have|you've got|i give you|take) (?:my|our) word|mark my words|i promise(?: you| everyone)?(?: this| one thing)?|on my (?:word|honou?r))[:,;] [^.;!?]{4,120}?${PLACE}(?![\\w-])`, 'g'),
  new RegExp(`(?<![\\w-])(?:swear(?:s|ing)?|swore|sworn|forswear(?:s|ing)?|forswore|renounc(?:e|es|ed|ing)) (?:off )?${PLACE}(?![\\w-])`, 'g'),
  new RegExp(`(?<![\\w-])(?:he|she|it|they) (?:will|would) (?:\\w+ly )?${DEED}${TARGET}(?=[^.;!?"]{0,40}"?,? (?:[\\w.'-]+ ){1,4}(?:said|says|announced|told|wrote|promised|added)(?!\\w))`, 'g'),
  new RegExp(`(?<![\\w-])(?:announced|announces|declared|confirmed) (?:his|her|its|their|the) (?:departure|withdrawal|retreat|exit|return|goodbye|farewell) (?:from|to) ${PLACE}(?![\\w-])`, 'g'),
  /(?<![\w-])(?:he|she|it|they|i|we) (?:would|will|shall) (?:not|never) (?:go back|return|come back|be back)(?! (?:to (?:work|school|court|prison|politics|parliament)|home))\b/g,
  new RegExp(`(?<![\\w-])(?:from (?:now on|today|tomorrow|\\w+day)|as of \\w+),? (?:i|we) (?:will |shall |am |are )?(?:only |no longer |not )?(?:leav\\w+|post\\w*|us\\w+|writ\\w+) ${TARGET}`, 'g'),
];
/** Without one of these nobody gives a word: most sentences are done here. */
const GIVES = /\b(?:promis|vow|pledg|swor|swear|undert(?:ook|ak)|guarantee|commit|word\b|assur|decid|resolv|intend|plan|announc|made (?:up|the)|determin|agree|chose|going\b|will\b|would\b|shall\b|won't|wouldn't|(?:finished|done|through) with|last (?:post|message|video|word|day|evening|night|week)|renounc|forsw|from (?:now|today|tomorrow|\w+day)|as of|declar|confirm|i (?:am|never)|we (?:are|never))|'ll\b|i'm\b|we're\b/;
/** Taking it back, whatever was promised. */
const REVERSED = /\b(?:changed (?:his|her|its|their|my|our) minds?|had (?:a change of heart|second thoughts)|back-?tracked|back-?pedall?ed|(?:went|gone|going|goes) back on (?:his|her|its|their|that|the|this) (?:\w+ )?(?:word|promise|pledge|vow|decision|plan|commitment)|(?:broke|broken|breaking|breaks|forgot|abandoned|dropped|withdrew|retracted|reneged on|reversed|walked back|took back) (?:his|her|its|their|that|the|this) (?:own )?(?:word|promise|pledge|vow|oath|decision|plan|commitment|announcement)|reversed (?:course|himself|herself|itself)|(?:did|made|performed|in) an? (?:about-face|u-?turn)|u-?turned|reneged|(?:did|has|have|had) not (?:keep|kept|honou?r\w*) (?:his|her|its|their|that|the) (?:word|promise|pledge)|thought better of it|never (?:left|followed through|did so)|(?:stayed|remained|is still|are still|was still) (?:there|on facebook|on the platform) (?:after all|anyway|all the same)|ended up staying|(?:has|have|had) (?:quit|left|closed|deleted|joined|opened|returned|stayed)[^.;]{0,30} after all|(?:quit|left|closed|deleted|joined|opened|returned to|stayed on)[^.;]{0,30} after all|despite (?:his|her|its|their|the|a) (?:earlier |own |public |solemn )?(?:promise|pledge|vow|word|oath|announcement|assurance)|in spite of (?:his|her|its|their) (?:promise|pledge|vow|word)|contrary to (?:his|her|its|their) (?:promise|pledge|vow|word|announcement)|(?:promise|pledge|vow|oath)s? (?:lasted|held|survived) (?:only |just |barely )?[^.;]{2,30}|(?:promise|pledge|vow)s? (?:was|were|has been|had been) (?:broken|forgotten|dropped)|(?:decided|chose) to (?:stay|remain|keep it)(?: after all)?)\b/g;
/** What undoes a promise to be gone: being there again. Counts only after such a promise. */
const AGAIN = /\b(?:(?:opened|set up|created|started|launched|joined|signed up)(?: (?:an?|his|her|its|their|the|up|to|for|own|new|first|official))*(?: (?:account|page|channel|profile))?(?: (?:there|on|with)|$|[.,])|(?:was|were|is|are)(?: (?:already|soon|now))* (?:posting|active|publishing|writing|back|live) (?:there|here)|back (?:on|at|with) (?:it|there|facebook|twitter|x\b|tik ?tok|telegram|instagram|youtube)|(?:was|were|is|are|has been|had been) (?:already |soon |now )?(?:posting|back|active|online|using|writing)(?: \w+){0,2} (?:again|online|on|there)|(?:was|were|is|are) (?:soon |already |now )?back(?= (?:online|on|in|within|by|at|after)|$|[.,])|(?:has|had|have) (?:since |already |quietly )?(?:returned|resumed|reopened|come back)|(?:returned|resumed|reopened|came back|reactivated|restarted|reappeared|started posting|began posting|posted)(?: \w+){0,4} (?:again|on|to|within|after|days|weeks|later|posting|his|her|its|the)|(?:his|her|its|their) (?:page|account|channel) (?:was|is|came|went|has been) (?:back|active|reopened|restored|updated|reactivated))\b/g;
const KEPT = /\b(?:true to (?:what|the (?:word|promise|announcement|letter))|(?:just )?as announced|as promised|as (?:good|true) as (?:his|her|its|their|my|our) word|kept (?:the|my|our) (?:word|promise|pledge|vow)|(?:made|proved) (?:his|her|its|their) word (?:good|true)|(?:and|then),? (?:on \w+ |(?:a|one|two|three) \w+ later |that \w+ |now |today )?(?:he|she|it|they|we|i) did(?: so| just that| exactly that)?(?=$|[.,;])|(?:i|we) (?:have |did )?(?:kept|keep) (?:my|our) (?:word|promise)|promise (?:was )?kept|kept (?:it|that) (?:promise|word)|(?:kept|keeps|keeping|honou?red|made good on|stuck to|stood by|lived up to|fulfilled|stayed true to|been true to|was true to) (?:his|her|its|their|that|the|this) (?:word|promise|pledge|vow|commitment)|true to (?:his|her|its|their) (?:word|promise)|as (?:he|she|it|they) (?:had )?(?:said|promised|vowed|announced) (?:he|she|it|they) would|as (?:he|she|it|they) (?:had )?(?:promised|pledged|vowed|announced)|did (?:as|what|exactly what) (?:he|she|it|they) (?:had )?(?:promised|said)|(?:has|have|did|had) (?:indeed|duly|in fact)\b[^.;]{2,60}|duly (?:left|closed|deleted|stopped|kept|quit)|(?:has|have|had) not (?:posted|returned|been (?:back|seen)|used|written|logged)[^.;]{0,40} since)\b/g;
const DENIED = /\b(?:never|not|n't|denied|no one|nobody|whether|if|unless|without)(?:\s+\w+){0,2}\s*$/;
const ANYBODY = /(?:^|[."]\s*)(?:if|unless|should|were) (?:you|anyone|anybody|someone|somebody|people|users|they|one|a|an|any|your)\b[^.;!?]{3,90},?\s*$/;

/** What an English text says of promises about platforms, in order. Whether a return counts as breaking one is the detector's to decide. */
export function englishSteps(doc: Prose, sentence: Range): Step[] {
  const s = doc.folded.text.slice(sentence.start, sentence.end);
  const steps: Step[] = [];
  if (/\?\s*"?$/.test(s)) return steps;
  const add = (status: Step['status'], match: RegExpExecArray, weak: boolean, rule: string) => {
    const start = sentence.start + match.index;
    const end = start + match[0].length;
    if (!steps.some((other) => other.start < end && start < other.end)) steps.push({ status, start, end, weak, leaves: LEAVES.test(match[0] + (status === 'made' ? s.slice(match.index + match[0].length).slice(0, 24) : '')) && !STAYS.test(match[0]), rule });
  };
  for (const [at, pattern] of GIVES.test(s) ? MADE.entries() : []) {
    for (const match of allMatches(pattern, s)) {
      const pre = s.slice(0, match.index);
      // "Has kept his promise not to post": what was done with the promise is told, not the promise.
      if (/\b(?:kept|keep(?:s|ing)?|honou?red|fulfilled|broke|broken|forgot|abandoned|dropped|withdrew|retracted|reversed|stuck to|stood by) (?:his|her|its|their|the|that|this) (?:own )?$/.test(pre)) continue;
      if (/^[^.]{0,20}\b(?:updated|posted|informed|fresh|clean)\b/.test(s.slice(match.index + match[0].length))) continue;
      // What one says one will do if something happens is a promise; what may come of anybody who does something is none.
      if (DENIED.test(pre) || ANYBODY.test(pre) || /\b(?:if|unless) [^.,]{0,50}$/.test(pre) && at > 1) continue;
      add('made', match, at > 0, `somebody gives their word or states a plan: "${match[0].slice(0, 40)}"`);
    }
  }
  for (const match of allMatches(REVERSED, s)) if (!/\b(?:not|n't|never)\s*$/.test(s.slice(0, match.index))) add('reversed', match, false, `"${match[0]}"`);
  for (const match of allMatches(KEPT, s)) if (!/\b(?:not|n't|never)\s*$/.test(s.slice(0, match.index))) add('kept', match, !/\b(?:word|promise|pledge|vow|promised|pledged|vowed|said|announced)\b/.test(match[0]), `"${match[0].slice(0, 40)}"`);
  for (const match of allMatches(AGAIN, s)) if (!/\b(?:not|n't|never)\s*$/.test(s.slice(0, match.index))) add('again', match, true, `"${match[0].slice(0, 40)}"`);
  steps.sort((a, b) => a.start - b.start);
  // "Changed his mind and said he would stay": the new word is part of taking back the old.
  for (let at = steps.length - 1; at > 0; at--) {
    const [before, after] = [steps[at - 1]!, steps[at]!];
    if (before.status === 'reversed' && after.status === 'made' && /^[\w ]{0,24}\band (?:now )?$/.test(doc.folded.text.slice(before.end, after.start))) { before.end = after.end; steps.splice(at, 1); }
  }
  return steps;
}

/** Promises to be gone, and promises to stay. */
const LEAVES = /\b(?:leav|quit|abandon|giv\w+ up|stop|ceas|no longer|never|not|won't|delet|clos|shut|deactivat|remov|mov\w+|switch|migrat|walk|goodbye|boycott|off\b|out\b|uninstall|ditch|drop|silent|quiet|dark\b|depart|withdraw|retreat|exit\b|swear|swore|sworn|renounc|finished|done with|through with|last|farewell)/;
const STAYS = /\b(?:not|never|won't) (?:leav|quit|abandon|stop|delet|clos)/;
