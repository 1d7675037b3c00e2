import type { CallAction } from '#core/model.js';

/**
 * Ways to ask in English without the plain verb: "become a subscriber of", "hit that follow button", "get yourselves onto the channel", "give the page a like". Folded
 * text, base forms (and gerunds after "asking them …"). `needs`: what must stand beside the phrase for it to be about an account.
 * `object`: an account right after the phrase; `account`: one in the same sentence, or a text about accounts; `platform`: a platform or address right after it.
 * `post`: a post, link or page that is passed on. `none`: the words themselves are of accounts alone.
 */
export interface Phrase { action: CallAction | 'button'; needs: 'object' | 'account' | 'platform' | 'post' | 'none'; pattern: RegExp }

const SELF = '(?: yoursel(?:f|ves)| themselves| himself| herself| itself)?';
const START = "(?<![\\w/#@.'-])";
const END = "(?![\\w'-])";
const DET = '(?:(?:an?|one of|the|our|my|his|her|its|their|your|this|that|these|loyal|proud|new|official|active|registered|all|both) )*';
const phrase = (action: Phrase['action'], needs: Phrase['needs'], source: string): Phrase => ({ action, needs, pattern: new RegExp(`${START}(?:${source})${END}`, 'g') });

export const PHRASES: Phrase[] = [
  phrase('follow', 'account', `(?:become|be|be (?:counted|listed|found|numbered|included)|figure|appear|count${SELF}|make${SELF}|turn into|enrol+|register${SELF}|sign up)(?: as| among| with| into)? ${DET}(?:followers?|fans? (?=of|on|here|there)|friends? (?=on |there|with us on))`),
  phrase('subscribe', 'account', `(?:become|be|be (?:counted|listed|found|numbered|included|registered)|figure|appear|count${SELF}|enrol+${SELF}|register${SELF}|sign up)(?: as| among| with)? ${DET}subscribers?|take out (?:an? )?subscriptions?(?= (?:to|of|for))`),
  phrase('join', 'account', `(?:become|be|be (?:counted|listed|found|numbered|included|registered)|enrol+${SELF}|register${SELF}|sign up)(?: as| among)? ${DET}members?(?= (?:of|in|on) (?:\\w+['’]?s? ){0,4}?(?:channel|group|page|chat|community|telegram|whatsapp|facebook|tiktok|line|discord))`),
  phrase('button', 'account', "(?:hit|press|tap|click|push|smash|touch|hammer|mash|punch|use|activate)(?: on)? (?:that |the |our |my |his |her |its |this |big |red |blue )+[\"']?(?:follow|like|subscribe|join|share)[\"']?(?: (?:button|icon|key|sign))?"),
  phrase('button', 'account', "(?:give|grant|throw|lend|gift|spare|leave|drop|put|send|add|place|chuck|toss|lob|fling|sling|bung|hurl|shoot|whack|stick|slap|bestow|deposit|press)(?: (?!(?:the way|way|and|or|then)\\b)[^\\s.,;!?]+){0,8}? (?:(?:an? |your |their |some |one's )(?:\\w+ )?)?(?:follows?|sub|likes?|hearts?|thumbs?[- ]up)(?! (?:of|attack|disease|surgery|rate|to be|condition|patient))"),
  phrase('subscribe', 'account', "(?:bash|ring|hit|press|tap|click|smash|thump|whack|punch|bang|sound|strike|pound|turn on|switch on|activate)(?: on)? (?:that |the |our |my |this )+(?:little |notification |big |red )*bells?(?: (?:icon|button))?(?: and (?:get |be )?(?:subscribed?|sub))?|(?:get|be|become|stay)(?: yourselves| yourself)? subscribed"),
  phrase('subscribe', 'account', "sub(?: up)?(?= to\\b)"),
  phrase('follow', 'object', "(?:have|keep|carry|save|store|instal+|load|download|put|get|stick)(?= (?:[^\\s.,;]+ ){1,7}?on (?:it|them|(?:your|their|our|his|her|every|each) (?:own )?(?:tele|smart|mobile |cell)?(?:phones?|mobiles?|handsets?|devices?|telegram|lists?|screens?)))"),
  phrase('share', 'post', "(?:copy|paste|drop|stick|push|dump|post|throw)(?= (?:this|the|our|that|my|it) (?:\\w+ ){0,2}?(?:links?|posts?|address|invite|invitation)?[^.;!?]{0,20}\\b(?:in|into|to|on) (?:\\w+ ){0,3}?(?:groups?|chats?|walls?|timelines?|status))"),
  phrase('like', 'object', "heart(?= (?:this|our|the|my|his|her|that) )"),
  phrase('follow', 'object', "(?:keep up with|keep (?:an|one) eye on|stay (?:tuned|connected|in touch|close|updated|informed|up to date)(?: to| with| on| via| through| by following)?|connect (?:with|to)|link up with|hook up with|tune in(?:to)?(?: to)?|befriend|adds?(?= (?:us|me|our)\\b| line\\b| (?!an? )(?:[^\\s.,;]+ ){1,5}?(?:telegram|tik ?tok|instagram|whatsapp|facebook|channel|page|account|@|line)))"),
  phrase('follow', 'platform', "(?:(?:look|search|find|seek)(?: out)?(?: for)? (?:us|me|him|her|them|our \\w+|the (?:[\\w'-]+ ){1,4}?|[\\w'-]+(?: [\\w'-]+){0,3}?)|(?:meet|catch|reach|read|hear)(?: up with)? (?:us|me)) (?:over )?(?:on|at|via|there)"),
  phrase('follow', 'object', "put(?= (?:your|all your|all the|the) (?:people|staff|men|workers|team|crew|whole \\w+) on (?:the|his|her|our|my) )"),
  phrase('follow', 'object', "put(?= (?:[^\\s.,;]+ ){1,5}?(?:page|channel|account|telegram|tiktok|facebook)[^.;]{0,20}on your (?:phones?|mobiles?|telephones?))"),
  phrase('join', 'object', `(?:get|hop|jump|step|leap|climb|pile|go|head|swing|drop|pop|nip|roll|log|slide|come|enter|dive|crowd|flock|move|sneak|squeeze|float|wander|sail|stroll|walk)${SELF}(?: over| along| on over| by| back| straight| right)* (?:into|onto|aboard|inside|in|on)|enter`),
  phrase('join', 'object', `(?:signs? up|enrol+s?|registers?|enlist|sign on|opt in)${SELF}(?: today| now| yourself)?(?: to| for| on| in| with| at| onto)`),
  phrase('join', 'object', 'be (?:enrolled|registered|signed up|entered|subscribed|included)(?: in| into| to| on| as members of)'),
  phrase('invite_others', 'object', "(?:add|bring|get|move|pull|put|take)(?= (?:your|their|his|her|our|the) (?:whole |entire |full )?[\\w-]+(?: [\\w-]+)? (?:in)?to (?:t\\.me|@|https?:|(?:the|our|my|his|her|this) (?:[\\w'-]+ ){0,3}?(?:channel|group)))"),
  phrase('follow', 'none', '(?:drop|leave|give|throw|spare|gimme|toss|chuck)(?: (?:us|me|him|her|them|ur girl|your (?:girl|boy|man)))?(?: an?| your| some| that)? follows?(?= |[.,!?]|$)'),
  phrase('share', 'post', '(?:re-?post|re-?share|retweet|forward|pass on|like|amplify|boost)(?= (?:everything|anything|whatever|all(?: that| of)?|each|every) )'),
  phrase('join', 'object', '(?:link|connect|hook|pair)s?(?= (?:your|their|his|her|our|its|the) (?:own )?(?:tele|smart|mobile |cell)?(?:phones?|mobiles?|handsets?|devices?) (?:up )?(?:to|with) )'),
  phrase('join', 'object', `be (?:on|in|inside|part of|present (?:on|in)|active (?:on|in)|added to|inside of)`),
  phrase('share', 'post', '(?:pass|spread|circulate|distribute|re-?post|re-?share|retweet|republish|propagate)'),
  phrase('share', 'post', '(?:send|hand)(?=[^.;!?]{3,60}\\b(?:to (?:everyone|everybody|all|your|every|as many|\\w+ (?:friends|groups|people|others))|on\\b|around|along))'),
  phrase('scan_qr', 'account', "(?:(?:hold|point|aim|direct|turn|raise|lift|train)(?: up)? (?:your|the|their|his|her|our|my|its|a) (?:smart|mobile |tele)?(?:phones?|cameras?|mobiles?|devices?|handsets?)(?=[^.!?]{0,60}\\b(?:code|qr|square|poster|pattern|screen|picture|sticker|wall|leaflet|banner|board)))|(?:capture|photograph|snap|read|use|catch|flash)(?= (?:the|this|that|our|a) (?:\\w+ ){0,2}?(?:qr|code|square)\\b)"),
  phrase('follow', 'platform', "(?:come|move|switch|migrate|cross|shift|relocate|transfer|head|hop|jump)(?: on)?(?: over| across)?(?: and follow \\w+)? (?:to|on|onto|over to)(?= (?:our |my |the |us on |me on )?(?:new |official )?)"),
];

/** The action that a button or a gift stands for. */
export const buttonAction = (words: string): CallAction => (/join/.test(words) ? 'join' : /sub/.test(words) ? 'subscribe' : /share/.test(words) ? 'share' : /likes?\b|heart|thumb/.test(words) ? 'like' : 'follow');
