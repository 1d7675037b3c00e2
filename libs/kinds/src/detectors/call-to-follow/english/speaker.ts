/** Who speaks in an English clause: the subject of a verb of asking or saying. Folded lower-case text; places are offsets into it. */

/** Verbs that report words, in the forms that news uses; "told" and its like name whom. */
const SAYING = '(?:telling|saying|warning|said|says|say|told|tells|wrote|writes|announced|announces|declared|declares|ordered|orders|warned|warns|reminded|reminds|informed|informs|explained|explains|stressed|stresses|repeated|recalled|noted|decided|ruled|decreed|insisted|insists|reads?|states?|stated|claims?|claimed|added|urged|urges|suggested|suggests|demanded|demands|posted|texted|messaged|emailed|asked|asks|instructed|instructs|directed|directs|called|calls|shouted|joked|quipped|promised|vowed|threatened|threatens|let it be known|let us know|made (?:it )?clear)';
/** What stands between such a verb and the words it brings: to whom, where, when. */
const TO_WHOM = '(?: (?:(?!that\\b)[^.;:!?"\\n]){0,70}?)?';
const BRINGS = new RegExp(`(?<![\\w'-])(${SAYING})(?![\\w'-])(?:${TO_WHOM} that|${TO_WHOM}[:,]|(?: (?:us|me|them|everyone|everybody|\\w+ \\w+))?)\\s*["']?\\s*$`);
/** The same with the beginning of those words: "says we all have to". */
const BROUGHT = new RegExp(`(?<![\\w'-])(${SAYING})(?![\\w'-])(?:${TO_WHOM} that\\b|(?: (?:us|me|them|everyone|everybody|(?:all |the |our )?\\w+))?[:,]?) [^.;:!?"\\n]{0,70}$`);
const AUXILIARY = /(?:\s+(?:has|have|had|is|are|was|were|be|been|being|just|also|then|later|again|now|once|already|hereby|therefore|\w+ly|did|does|do|it))*\s*$/;
/** Where a subject begins at the latest. */
const BOUNDARY = /[.;:!?"\n()]\s*|,\s+|\s[-–—]{1,2}\s+|(?<=\b(?:said|says|say|claims?|claimed|reports?|reported|adds|added|believes?|learnt|learned|heard) )(?=\S)(?!that\b)|\b(?:that|and|but|or|because|when|while|where|how|which|after|before|as|since|if|so|although|though|until|then|whether|says|said|say)\s+/g;
/** What explains a subject between commas: "Mayor Oddie, in a paper crown, …". */
const APPOSED = /,\s+(?:who|which|whose|in|at|on|from|by|with|without|wearing|speaking|writing|dressed|himself|herself|itself|an?|the|his|her|their|our|\w+ing|now|then|\d+|(?:\w+ ){0,3}(?:of|for|at|in))\b[^,.;:!?"]{1,90},$/;
/** A deed before the asking: "the chief came round last night and told us". */
const DID = /^((?:(?:the|an?|my|our|his|her|their|your|its|one|two|some|this|that)\s+)?(?:[\p{L}\p{M}'’.-]+\s+){0,7}?[\p{L}\p{M}'’.-]+)\s+(?<!\b(?:the|an?|of|our|my|his|her|their|its)\s)(?=(?:(?:has|have|had)\s+)?(?:came|went|called|wrote|held|sent|stood|took|gave|got|made|met|rang|spoke|sat|ran|read|put|left|brought|found|began|walked|visited|gathered|summoned|stopped|turned|drove|pointed|looked|used|comes|goes|calls|writes|sends|stands|uses|come|gone|been|(?!(?:retired|united|unnamed|appointed|elected|so-called|named|armed|red)\b)[a-z]{3,}ed)\b)/u;
const NOBODY = /^(?:he|she|it|they|we|i|you|who|which|that|this|there|one|has|have|had|is|are|was|were|not|to|all|those|these|such|also|then|please|readers?|do|does|did|will|would|could|can|may|must|shall|should|them|us|me|him|her|and|or|but)$/;

/** The subject of a verb that stands at the end of `words`; null where nobody is named. */
export function subjectOf(words: string): [number, number] | null {
  let end = words.length - AUXILIARY.exec(words)![0].length;
  const apposed = APPOSED.exec(words.slice(0, end));
  if (apposed !== null && /[\p{L}\p{M}]$/u.test(words.slice(0, apposed.index)) && segment(words, apposed.index) !== null) end = apposed.index;
  let start = begin(words, end);
  // "The president used his speech to urge": whoever did what the purpose is of.
  const purpose = /\sto$/.test(words.slice(start, end)) ? DID.exec(words.slice(start, end)) : null;
  if (purpose !== null) return person(words, start, start + purpose[1]!.length);
  // "…, and told us": whoever did what stands before.
  const joint = /(?:,|\b(?:and|then))(?:\s+(?:and|then))*\s*$/.exec(words.slice(0, end));
  if (joint === null && start >= end) return null;
  if (joint !== null) {
    start = begin(words, joint.index, /[.;:!?"\n]\s*|\b(?:that|because|when|while|where|how|which|says|said|say)\s+/g);
    const did = DID.exec(words.slice(start, joint.index));
    if (did === null) return null;
    end = start + did[1]!.length;
  }
  return person(words, start, end);
}

/** Who says what follows `words`: "The governor told mayors at a meeting that …", "a foreman said:". */
export function speakerBefore(words: string): [number, number] | null {
  const said = BRINGS.exec(words) ?? BROUGHT.exec(words);
  // "Members are asked to": nobody is named who asks.
  return said === null || /\b(?:is|are|was|were|be|been|being|get|got)(?: \w+ly| hereby| also| now| all| again)*\s*$/.test(words.slice(0, said.index)) ? null : subjectOf(words.slice(0, said.index));
}

function begin(words: string, end: number, boundary = BOUNDARY): number {
  let start = 0;
  for (const match of words.slice(0, end).matchAll(boundary)) start = match.index + match[0].length;
  return start;
}

function segment(words: string, end: number): [number, number] | null {
  const start = begin(words, end);
  return start < end ? [start, end] : null;
}

/** Trims a range to the words for somebody. */
function person(words: string, from: number, to: number): [number, number] | null {
  let start = from;
  let end = to;
  start += /^(?:\s|["'(–—-]|(?:yesterday|today|on \w+day|last \w+|this \w+|at (?:a|the) [\w ]{2,30}|in (?:a|the|his|her) [\w ]{2,30}),?\s)*/.exec(words.slice(start, end))![0].length;
  end -= /(?:\s|["',)]|\s(?:on|last|this) \w+(?:day|night|week|month)|\s(?:yesterday|today|tonight))*$/.exec(words.slice(start, end))![0].length;
  const said = words.slice(start, end);
  return said.length < 2 || said.length > 80 || NOBODY.test(said) || !/\p{L}{2}/u.test(said) ? null : [start, end];
}

const OFFICE = "(?:(?:prime |deputy |first |vice[- ]|permanent |under-?)?(?:minister|premier|president|governor|mayor|secretary|chancellor|senator|deputy|chairman|chairwoman|director|chief|general|captain|marshal|commissioner|officer|principal|headmaster|headmistress|dean|rector|abbot|bishop|king|queen|prince|princess|candidate|leader|headman|manager|foreman|boss|spokes\\w+|singer|actor|actress|tycoon|teacher|professor|inspector|ombuds\\w+|envoy|judge|prosecutor|councillor|clerk|owner|editor))";
const NAMED = new RegExp(`(?:^|[.!?"\\n]\\s*|,\\s|\\b(?:but|and|when|as|while|because|that|said|says) )((?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Oo]ur|[Mm]y) )?(?:[a-z'’-]+ ){0,3}?(?:${OFFICE}|(?:Mr|Ms|Mrs|Dr|Sir|Dame)\\.? [A-Z][\\p{L}'’-]+)(?: (?:of|for)(?: the)? [\\p{L}'’-]+| [A-Z][\\p{L}'’.-]+){0,4})(?=,? (?:who|said|told|says|has|had|is|was|were|did|also|then|came|went|made|gave|took|held|wrote|spoke|reported|\\w+ed)\\b)`, 'giu');

/** Whom "he", "she" or "they" stands for: the last holder of an office or bearer of a title that a sentence before speaks of as doing something. Places in `words`, in their own case. */
export function lastNamed(words: string): [number, number] | null {
  const last = [...words.matchAll(NAMED)].at(-1);
  return last === undefined ? null : [last.index + last[0].length - last[1]!.length, last.index + last[0].length];
}
