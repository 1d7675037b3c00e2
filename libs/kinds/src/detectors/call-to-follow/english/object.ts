import type { CallAction } from '#core/model.js';
import type { Sentence } from '#core/text/sentences.js';
import type { Prose } from '../../detector.js';
import type { Phrase } from './phrases.js';

/** Whether the object of an asking word is a social account, and how far its words reach. Folded lower-case text. */

/** What is done to accounts without following them. */
const NO_ENTRY = /^(?:\w+ed|kindly|please|also|all|now|just|then|add|follow|join|subscribe|like|share|scan|visit|see|view|watch|check|read|consult|look|contact|write|reply|message|send|post|publish|submit|report|announce|comment|ask|tell|complain|discuss|talk|speak|say|open|create|start|launch|set|make|build|run|manage|administer|operate|maintain|keep|update|improve|close|shut|delete|deactivate|remove|take|leave|quit|abandon|exit|drop|unfollow|unsubscribe|unlike|block|ban|suspend|lock|mute|avoid|ignore|stop|beware|boycott|hack|steal|verify|protect|secure|monitor|track|count|apply|use|using|pay|buy|sell|order|book|call|phone|transfer|deposit|win|restore|recover|reactivate|return|appear|feature|broadcast|stream|air|explain|answer|respond|prove|know|learn|find|understand|reach|believe|trust|hand|rename|move|copy|quote|translate|cover|note|investigate|examine|analy[sz]e|compare|describe|show|give|the|our|his|her|their|its|this|that|your|all|any|you|and|not|never|only|other|one|be|have|get|put|own|hide|hold|promote|advertise|sponsor|fund|provide|list|include|mention|name|link|refer|confuse|distrust|fake|imitate|impersonate|review|search|inspect|audit|reopen|switch|study|cite|criti\w+|attack|mock|regulate|control|access|log|enter|bring|invite|forward|help|work|listen|prevent|stay|come|face|cost|allow|attract|gain|install|download|use|reveal|identify|host|celebrate|shift)$/;
const OPEN_OBJECT = /^(?: (?!(?:about|from|via|through|by|for|at|with|against|without|under|before|after|because|when|if|while|than|as|who|which|that|is|are|was|were|news|number|bank)\b)[\w.'’-]+){0,7}? (?:(?:telegram|tik ?tok|facebook|youtube|instagram|fan|official|public) )*(?:channel|page|profile|telegram|tik ?tok|account(?! number| with| at the)|handle)\b(?! (?:news|number|admin|owner|password|team))/;

export const RULES_ETC = /^\s*(?:(?:the|these|those|all|our|their|this|that|each|any|its|his|her|your|full|live|complete|latest|[\w.]+['’]s|safety|basic|simple|strict|same|road|blue|traffic|official)\s+)*(?:rules?|laws?|instructions?|steps?|procedures?|guid\w*|signs?|codes? of|advice|recipes?|directions?|examples?|orders?|paths?|lines?\b(?! official)|queues?|stor(?:y|ies)|coverage|reporting|live ?blog|updates? here|developments|debate|leads?\b|tips|advice|(?:more|other|some|any|similar) (?:accounts|pages|people|users)|standards?|regulations?|calendar|maps?|plans?|protocols?|principles?|lead\b|trail|route|suit|through|up\b|norms?|conventions?|constitution|dress|schedule|trends?|money|footsteps|measures|lights?|train\b|quest|roadmap|policy|policies|election law)\b/;
/** Channels of water and of other kinds. */
const OTHER_CHANNEL = /^\s*(?:the |a |this )?(?:northern|southern|eastern|western|main|deep|narrow|irrigation|shipping|navigation|river|water|drainage|sea|english|marked|buoyed|tv|television|radio|proper|usual|normal|formal|legal|diplomatic|back|distribution|yellow|red|blue|green) channels?\b/;
/** What other codes are scanned for. */
const OTHER_PURPOSE = /\bto (?:hear|see|read|watch|view|learn|listen|find|get|open|order|book|vote|pay|play|download|check|enter|unlock|start|claim|collect|complete|take|rate|tell)\b/;
const WALKING = /^\s*[^.;,]{1,40}? (?:to|into|through|across|along|towards?|around|up|down|out of|inside|past) (?:the|a|an|our|his|her|their)\b/;
export const SOCIAL_NOUN = /(?<![\w-])(?:channels?|(?:fan|face\w*|official|our|my|this|new|his|her|their|the|'s|your) ?pages?|accounts?(?! number)|profiles?|(?:chat |telegram |whatsapp |line |facebook |our |the )groups?|handles?|pages?)(?![\w-])/;
const FOR_NEWS = /\bfor (?:more|the latest|live|daily|breaking|all|regular|instant|further|timely)?\s*(?:\w+ )?(?:news|updates?|information|stories|content|videos|photos|alerts|coverage)\b/;

/** Whether an account is named in this sentence or the two before it: what "there" and "it" stand for. */
function named(doc: Prose, sentence: Sentence): boolean {
  return doc.mentions.some((mention) => mention.start < sentence.end && mention.start > sentence.start - 260);
}

/** Whether what a phrase needs stands beside it. */
export function beside(doc: Prose, sentence: Sentence, at: number, needs: Phrase['needs'], social: boolean): boolean {
  const from = sentence.start + at;
  const near = (most: number, named: boolean) => doc.mentions.some((mention) => mention.start >= from - 1 && mention.start < Math.min(sentence.end, from + most) && (named || mention.kind !== 'name'));
  const text = doc.folded.text.slice(from, Math.min(sentence.end, from + 60));
  if (needs === 'none') return true;
  if (needs === 'platform') return near(16, true) || (/^\s*(?:there|here)?(?=$|[\s,.!])/.test(text) && /(?:there|here)\s*$/.test(doc.folded.text.slice(from - 8, from).trimEnd()) && named(doc, sentence));
  if (needs === 'post') return (/^\s*(?:everything|anything|whatever|all|each|every)\b[^.;!?]{0,60}\b(?:posts?|posted|posting|writes?|publish\w*|puts? (?:up|out)|videos?|tweets?|says?|shares?|page|channel)\b/.test(doc.folded.text.slice(from, Math.min(sentence.end, from + 90))) && (near(90, true) || SOCIAL_NOUN.test(doc.folded.text.slice(from, Math.min(sentence.end, from + 90))))) || /^\s*(?:on |out |around |along |round )?(?:this|these|the|our|that|my|his|her)\s+(?:\w+ ){0,2}?(?:posts?|links?|channels?|pages?|accounts?(?! number)|videos?|messages?|posters?|codes?|invitation to)\b/.test(text) || (/^\s*(?:it|them|this)(?=\s*(?:on\b|along|around|to\b|out\b|far|$|[.,!]))/.test(text) && (near(60, false) || named(doc, sentence))) || /^\s*(?:t\.me|https?:)/.test(text) || /^\s*(?:this|it)\s+(?:\w+ )?(?:to|on|onto|in|into|with) (?:(?:your|their|his|her|our|all|every|each|any|other|own|five|ten|three|\d+) )+(?:\w+ )?(?:walls?|timelines?|stor(?:y|ies)|groups?|friends|pages?|status|contacts|feed|profile)\b/.test(text);
  const noun = SOCIAL_NOUN.exec(doc.folded.text.slice(from, Math.min(sentence.end, from + 45)));
  if (needs === 'object') return near(40, true) || noun !== null;
  return social || noun !== null || near(120, true);
}
/** What going to an account by no verb of following is: groups and channels are joined, pages and profiles followed. */
export const entering = (object: string): CallAction => (/^[^.;]{0,70}?\b(?:tik ?tok|facebook|instagram|twitter|page|profile|account)\b/.test(object) && !/^[^.;]{0,50}?\b(?:channel|group|chat|community|telegram|whatsapp|discord)\b/.test(object) ? 'follow' : 'join');

/** A verb that nobody listed, right after a request: what is asked is done to the account that is its object ("were told to adopt the minister's channel"). */
export function openObject(object: string, verb: string): CallAction | null {
  if (NO_ENTRY.test(verb) || !OPEN_OBJECT.test(object)) return null;
  return entering(object);
}
export function isSocial(action: CallAction, word: string, object: string, doc: Prose, sentence: Sentence, index: number, social: boolean, nextAction: CallAction | null, after: boolean): boolean {
  const clause = /^(?:(?![;!?]|\.\s).)*/s.exec(object)![0].slice(0, 130);
  const from = sentence.start + index;
  const near = doc.mentions.some((mention) => mention.start >= from && mention.start < from + 140 && mention.start < sentence.end);
  const inSentence = doc.mentions.some((mention) => mention.start >= sentence.start && mention.start < sentence.end);
  const following = doc.mentions.some((mention) => mention.kind === 'url' && mention.start >= sentence.end && mention.start < sentence.end + 12);
  const noun = SOCIAL_NOUN.exec(clause);
  const empty = /^\s*(?:$|["',.!;:)\]|•·]|if |then |and |now\b|today\b|here\b|by \w+day|tonight\b|too\b|back\b|as well|already\b|before\b)/.test(object);
  const whom = /^\s*(?:us|me)\b/.test(object);
  // A button that is pressed needs no object: the account is named elsewhere.
  if ((social || SOCIAL_NOUN.test(doc.folded.text.slice(sentence.start, from))) && action !== 'scan_qr' && action !== 'invite_others' && /\b(?:press|hit|tap|click|push|smash)(?: on)?(?: the)?\s+["']?$/.test(doc.folded.text.slice(Math.max(sentence.start, from - 24), from)) && /^["']?\s*(?:there|here|on|button|at|below|above|now|and|to|$|[.,;!)"])/.test(object)) return true;
  if (OTHER_CHANNEL.test(object)) return false;
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
      return doc.mentions.some((mention) => mention.start >= from && mention.start < Math.min(sentence.end, from + 90)) || (noun !== null && noun.index < 90 && (!/group/.test(noun[0]) || social || inSentence)) || ((empty || /^\s*(?:it|us|me|in|as well|them)\b/.test(object)) && (inSentence || following || (social && (/(?:press|hit|tap|click|push)\s+"?$/.test(doc.folded.text.slice(Math.max(0, from - 12), from)) || /(?:['’]s|\b(?:our|the|this|my|his|her|their|telegram|whatsapp|facebook|official)) (?:[\w-]+ )?(?:channel|group|chat)\b[^.!?]{0,50}[.!?:]\s*["']?$/.test(doc.folded.text.slice(Math.max(0, sentence.start - 160), sentence.start)) && from - sentence.start < 12 && !/^\s*(?:us|me)\b/.test(object) || from - sentence.start < 12 && !/^\s*(?:us|me)\b/.test(object) && doc.mentions.some((mention) => mention.kind !== 'name' && mention.end <= sentence.start && sentence.start - mention.end < 40) || /\b(?:join|follow|subscrib)\w* [^.!?]{2,60}\b(?:channel|page|group|account)\b/.test(doc.folded.text.slice(Math.max(0, sentence.start - 220), sentence.start))))));
    case 'subscribe':
      if (/^\s*(?:to )?(?:(?:our|the|my|a|this|its|their|free|weekly|daily|monthly|print|e-?mail) )*(?:newsletters?|rss|mailing lists?|e-?mails?|magazine|newspaper|print edition)\b/.test(object)) return false;
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
      if (OTHER_PURPOSE.test(clause) && !near && noun === null) return false;
      return (/\b(?:qr|codes?)\b/.test(clause.slice(0, 70)) || /^\s*(?:the|this|that|our|a) (?:\w+ )?(?:stickers?|posters?|badges?|leaflets?|screens?|squares?|images?|patterns?)\b/.test(object) && (near || noun !== null || /\b(?:qr|code)\b/.test(doc.folded.text)) || /^\s*(?:it|this|and (?:join|follow)|to (?:join|follow|subscribe)|them)\b/.test(object) || (/^\s*(?:me|here)\b/.test(object) && (near || noun !== null))) && (!/\b(?:parcels?|packages?|orders?|delivery|locker|pay|payments?|menu|boarding|tickets?|exam|check-?in|entry|entrance|vaccin\w*|wi-?fi|regist\w*|card|barcode|products?|download|receipt|donat\w*|attendance|feedback|survey|app store|invoice|visa|passport|map)\b/.test(clause.slice(0, noun?.index ?? clause.length))
        && (/\b(?:qr|codes?)\b/.test(clause.slice(0, 70)) || near || noun !== null || (social && /\b(?:qr|code)\b/.test(doc.folded.text))));
    case 'invite_others':
      if (/^(?:get|take|tell|ask|add|see|ensure|pull|draw)/.test(word) && !/\b(?:follow|join|subscribe|like|scan|sign up|hop|register|enrol+)\b|\b(?:to|onto|into|in|on) (?:\w+['’]?s? ){0,3}?(?:channel|page|group|account|telegram|tik ?tok|facebook|whatsapp|youtube|instagram|line\b|@|t\.me|https?:)/.test(clause) && !(after && social && /^\s*(?:along|too|over|with you|as well|to (?:come|hop on|do the same|do so|join)|$|[.,!])/.test(object))) return false;
      return near || inSentence || (noun !== null) || /\b(?:follow|join|subscribe|hop on|jump (?:on|in)|get on|come (?:along|aboard|over)|sign up|scan|like)\b/.test(clause) && social || (after && /^\s*(?:along|too|over|with you|as well|in|there|here|to (?:come|hop on|do the same|do so|join)|$|[.,!])/.test(object)) || (/\bto do (?:so|the same)\b|\bto join\b|\bas well\b/.test(clause) && after);
    default: return false;
  }
}

/** How far the object's words reach: up to the next clause. */
export function objectEnd(post: string): number {
  const stop = /[.;!?](?:\s|$)|<|,\s\w+ing\s|,\s(?:and |so |but )?(?:i|we)\b|\sbefore\s|,\s(?:show|send|tell|take|then show|bring me)\s|\s\((?:link|see|address|details|code|the link)|"\s*(?:,|he|she|said|$)|,\s(?:he|she|they|according|said|says|a |an |the \w+ said|which|who|in order|two|three|where|it |"|\w+ \w+ said)|\s(?:so that|in order to|because|since|while|but|to get|to receive|so they|so it|for timely|for more|for weekly|for daily|for the|as early|or face|and hit|and turn|and enjoy|and get|and receive|and win|and show|and to \w+|and the\b|as agreed|when|after|unless|which|who)\b|\s[—–]\s|\s\||\n/.exec(post);
  return stop ? stop.index : post.length;
}
