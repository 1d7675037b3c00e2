/** A piece of folded text, half open. */
export interface Range { start: number; end: number }

const BOUNDARY = /[;!?"៖]|[:,](?=\s)|\s[—–-]\s|\n|\b(?:but|yet|while|whereas|after|before|because|although|though|unless|until|when|then)\b|\band (?=(?:then |later |also )?(?:he|she|they|it|we|i|his|her|their|its|said|told|wrote|the [\w ]{2,30}? (?:shifted|moved|went|said|has|have|is|was))\b)|(?<=\b(?:said|says|say|announced|confirmed|learn\w*|told \w+|reported|reports|claimed|noticed|found|hear\w*|show\w*|wrote|adds|added) )that\b|ប៉ុន្តែ|ហើយ|រួច|បន្ទាប់ពី|បន្ទាប់មក|ក្រោយពី|ខណៈ|\b(?:pero|mais|tetapi|nhưng|но|y|et|и|dan|và)\b|แต่|แล้ว/gu;

/** The clause of a sentence that holds a range: from the last boundary before it to the next one after it. A boundary inside the range is none. */
export function clauseOf(text: string, sentence: Range, inner: Range): Range {
  let start = sentence.start;
  let end = sentence.end;
  for (const match of text.slice(sentence.start, sentence.end).matchAll(BOUNDARY)) {
    const at = sentence.start + match.index;
    const after = at + match[0].length;
    if (after <= inner.start) start = after;
    else if (at >= inner.end) { end = at; break; }
  }
  return { start, end: text[end - 1] === '.' || text[end - 1] === '។' ? end - 1 : end };
}
