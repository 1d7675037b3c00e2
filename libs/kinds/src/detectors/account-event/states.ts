import type { EventKind } from './event.js';

/** English words for the state of an account, without a verb of what was done to it: "his page is gone", "the channel is live again". Folded lower-case text. */

const ADVERBS = '(?: (?:now|since|all|already|once more|again|back|been|then|also|just|\\w+ly))*';
const OWN = '(?:the|a|his|her|its|their|our|my|your|this|that)';
const ACCOUNT = '(?:page|account|channel|profile|tik ?tok|facebook|telegram|youtube|instagram|insta|twitter)s?';

/** The account stands before these words, as before a passive verb. `family` is settled by who did it, and for how long. */
export const STATES: { family: EventKind; pattern: RegExp }[] = [
  { family: 'reactivated', pattern: new RegExp(`(?<![\\w'-])(?:is|was|are|were|went|came|has been|have been|stood)${ADVERBS} (?:live|up|online|open|active|visible|public|accessible|available|running|reachable|there|in use|working)(?: and \\w+)? (?:once more|again|anew|as before)(?!\\w)`, 'g') },
  { family: 'deleted', pattern: new RegExp(`(?<![\\w'-])(?:is|was|are|were|had|has|have|'s)${ADVERBS} (?:gone|vanished|disappeared|no more(?! than)|history|nowhere to be (?:found|seen))(?!\\w)(?! (?:to|viral|quiet|silent|up|down in|dark|live|public|private|from strength|over|through|on))|(?<![\\w'-])(?:vanished|disappeared|went offline|went off the air|(?:no longer|ceased to|does not|doesn't|did not) exist(?:s|ed)?(?: any ?more)?)(?![\\w-])`, 'g') },
  { family: 'suspended', pattern: new RegExp(`(?<![\\w'-])(?:is|was|are|were|has been|have been|remains?|stays?)${ADVERBS} (?:on ice|on hold|out of action|under lock)(?!\\w)`, 'g') },
  { family: 'created', pattern: /(?<![\w'-])(?:went|gone|goes) (?:up|live|online)(?! (?:again|in (?:smoke|flames)))(?!\w)/g },
];

/** Deeds to an account in set phrases: the account stands within them. `by`: a platform or company must be who does it. */
export const DEEDS: { family: EventKind; by: boolean; pattern: RegExp }[] = [
  { family: 'banned', by: true, pattern: new RegExp(`(?<![\\w'-])(?:pulled the plug on|put an end to|got rid of|threw out|kicked out|did away with|swallowed|ate|took away|axed|showed the door to|drew a line under|made short work of)(?= (?:[\\w'-]+ ){0,5}?${ACCOUNT}(?!\\w))`, 'g') },
  { family: 'suspended', by: true, pattern: new RegExp(`(?<![\\w'-])put (?:[\\w'-]+ ){1,5}?(?:on (?:ice|hold)|under lock)(?!\\w)|(?<![\\w'-])(?:barred|stopped|kept|prevented|blocked|banned) (?:[\\w'-]+ ){1,5}?from (?:posting|publishing|writing|streaming|commenting|using)(?!\\w)|(?<![\\w'-])(?:muted|gagged|silenced)(?= (?:[\\w'-]+ ){0,5}?${ACCOUNT}(?!\\w))`, 'g') },
  { family: 'reactivated', by: false, pattern: new RegExp(`(?<![\\w'-])(?:got|gets|has|have|had|won|regained|recovered|received|given|gave|handed)(?: (?:him|her|them|us|me))? ${OWN} (?:[\\w'-]+ ){0,3}?${ACCOUNT} back(?!\\w)|(?<![\\w'-])(?:regained|recovered|won back|got back) (?:(?:access to|control of|use of) )?${OWN} (?:[\\w'-]+ ){0,3}?${ACCOUNT}(?!\\w)`, 'g') },
  { family: 'deleted', by: false, pattern: /(?<![\w'-])(?:took|taken|takes) (?:himself|herself|itself|themselves|myself|ourselves) off (?=facebook|twitter|x\b|tik ?tok|telegram|instagram|youtube|whatsapp)/g },
  { family: 'renamed', by: false, pattern: /(?<![\w'-])(?:now |since \w+ )?(?:calls itself|goes by (?:the name|another name)|changed its (?:name|handle)|is now (?:called|named|known as)|took (?:a|the) (?:new )?name|renamed itself|was given (?:a|the) (?:new )?name|goes under (?:a|another) name)(?!\w)/g },
  { family: 'created', by: false, pattern: /(?<![\w'-])(?:i'm|i am|we're|we are) (?:(?:now|finally|also|officially|at last|here) ){0,2}(?:now|finally|also|officially|at last) (?:also )?on (?=tik ?tok|telegram|instagram|facebook|youtube|x\b|twitter|whatsapp)/g },
];

/** "The channel, opened on Monday", "a page set up by her staff": the account stands right before the verb. */
export const REDUCED = new RegExp(`${ACCOUNT}(?: (?:of|for|called|named|on) [\\w ]{2,30})?,? (?:only |just |first |also |newly )?$`);
export const AFTER_REDUCED = /^\s*(?:on|in|by|this|last|at|only|yesterday|today|\d|for|under|two|three|four|five|six|a (?:week|month|year)|earlier|after)\b/;

/** Somebody leaves a platform; where they went to stands after it. */
export const LEFT = /(?<![\w'-])(?:left|quit|abandoned|ditched|dropped|deserted|walked (?:out of|away from|off)|turned (?:his|her|its|their|our) backs? on|g[ai]ven? up(?: on)?|said (?:goodbye|farewell) to|gone from|bolted from|fled|tired of|finished with|done with) (?:(?:the|his|her|its|their|our) )?(?=facebook|twitter|x\b|tik ?tok|telegram|instagram|youtube|whatsapp|messenger)/g;
/** What stands right before the platform that they went to. */
export const ARRIVED = /\b(?:set up(?: shop)?|opened|settled|started|landed|resurfaced|found (?:\w+ ){0,3}?(?:home|shelter|refuge)|(?:is|are|was|were|can be|be) (?:now |only |instead |found |from now on )*|(?:posts?|posting|publish\w*|writes?|writing|speaks?|speaking|found|reached|lives?|continues?|carr(?:y|ies) on)(?: [\w']+){0,3}|instead|now|today|home|us|me|him|her|them|for|over|moved|went|gone|branch is|group is|office is) (?:on|onto|to|at|in|for) (?:(?:the|a|an|his|her|its|their|our|new|own) )*$/;
