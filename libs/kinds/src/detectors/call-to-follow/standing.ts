import { between, type Prose } from '../detector.js';
import type { Ask } from './ask.js';

/** Promotion without an asking word: "Stay connected: fb.com/x", "Get the news: Telegram t.me/x", "Find us on …". Only on a line of its own, with an account. */
const LINE = /^[^\p{L}]*(?:connect(?: with us)?(?= ?(?::|$))|(?:you(?:'ll| will| can))? ?(?:also )?find (?:us|me|our \w+|(?:the )?[\p{L}][\p{L} ]{2,40}?) on(?= )|we(?:'re| are) (?:@|on )|on [a-z]+ we(?:'re| are) |follow (?:this|our) (?:paper|station|page)\b|socials?:|(?:stay|keep) (?:connected|in touch|tuned|up to date|informed)|connect with us|find us|reach us|our (?:channels?|pages?|social (?:media|networks?))(?=[^.\n]{0,30}?(?:[:@|]|https?:|t\.me|\.com\/))|(?:get|receive) (?:the |our |more |latest |breaking |fast )*(?:news|updates?|alerts)|(?:more )?news (?:on|via)|(?:latest |all |more )?(?:news|notices?|alerts?|updates?|warnings?|announcements?|schedules?|results?|timetables?) (?:of|on|about|for|from) [\p{L} ,'-]{2,40}:(?= ?(?:t\.me|@|https?:|fb\.|facebook|telegram|youtube|tiktok))|social media|visit us on|we(?:'re| are) on|also on|ទទួល(?:បាន)?ព័ត៌មាន|អានព័ត៌មាន|(?:ភ្ជាប់)?ទំនាក់ទំនង(?:មក|ជាមួយ)(?:ពួក)?យើង|ភ្ជាប់(?:ជាមួយ)?(?:ពួក)?យើង|(?:ស្វែង)?រក(?:ពួក)?យើង|ជួប(?:ជាមួយ)?(?:ពួក)?យើង|នៅជាមួយយើង|(?:អាន|ស្តាប់|ទស្សនា|មើល)(?:ពួក)?យើង(?:ខ្ញុំ)?(?:បាន)?\s?(?:នៅ|តាម|លើ)|អាន(?:ព័ត៌មាន)?(?:បន្ត|បន្ថែម)(?:តាម|នៅ)|ព័ត៌មាន(?:បន្ថែម|ថ្មីៗ|ទាន់ហេតុការណ៍)|let's connect|(?:you can )?catch us|see us|say (?:hi|hello)|come (?:say|hang)|hang out with us|chat with us|elsewhere|where to find us|more from us|online:|on social|ទាក់ទង(?:ពួក)?យើងតាម|បណ្តាញសង្គម(?:របស់យើង)?|ទំនាក់ទំនងយើង|(?:ទំព័រ|ផេក|ឆានែល|គណនី)(?:ផ្លូវការ|យើង|របស់យើង)\s?[:៖](?=\s?(?:fb|t\.me|https?:|facebook|@|www))|official (?:pages?|channels?|accounts?) ?:)(?:[^\n.]{0,90})/u;

export function standingAsks(doc: Prose): Ask[] {
  const asks: Ask[] = [];
  const seen = new Set<number>();
  const { text } = doc.folded;
  const lines = /\n/.test(text) || doc.sentences.length > 1 ? doc.sentences : [];
  for (const { start, end } of [...lines, ...linesOf(text)]) {
    if (end - start >= 200 || (asks.length > 0 && seen.has(start))) continue;
    const line = text.slice(start, end);
    const match = LINE.exec(line);
    if (!match && !HEADING.test(line)) continue;
    const row = HEADING.test(line) ? accountRow(doc, end) : null;
    if (row !== null) {
      const first = start + /^[^\p{L}]*/u.exec(line)![0].length;
      seen.add(start);
      asks.push({ action: 'follow', verb: { start: first, end: first + 3 }, start: first, end: row, how: 'direct', duty: 'request', asker: null, asked: '', past: false, rule: 'standing', words: '' });
      continue;
    }
    if (!match || /\b(?:follow|join|subscribe|like)\b(?! (?:this|our))|តាមដាន|ចូលរួម/.test(line) || (between(doc.mentions, start, end)[0]?.start ?? Number.POSITIVE_INFINITY) > start + 90) continue;
    const skip = /^[^\p{L}]*/u.exec(line)![0].length;
    seen.add(start);
    asks.push({ action: 'follow', verb: { start: start + skip, end: start + skip + 3 }, start: start + skip, end, how: 'direct', duty: 'request', asker: null, asked: '', past: false, rule: 'standing', words: '' });
  }
  return asks.sort((a, b) => a.start - b.start);
}

/** A heading over a row of accounts. */
const HEADING = /^[^\p{L}]*(?:(?:connect|stay connected|keep in touch|find us|follow us|join us|social media|socials|our (?:channels|pages|accounts))\b[\w ]{0,20}|បណ្តាញសង្គម[^\n]{0,20}|តាមដានយើង[^\n]{0,12})[:៖]?\s*$/u;

/** Where the lines end that hold nothing but accounts, right below a place; null where there are none. */
function accountRow(doc: Prose, below: number): number | null {
  const { text } = doc.folded;
  let end: number | null = null;
  for (let at = below + 1, lines = 0; lines < 8 && at < text.length; lines++) {
    const newline = text.indexOf('\n', at);
    const stop = newline < 0 ? text.length : newline;
    const mentions = between(doc.mentions, at, stop);
    const named = mentions.reduce((sum, mention) => sum + Math.min(mention.end, stop) - mention.start, 0);
    if (mentions.length === 0 || named < (stop - at) * 0.6) break;
    end = stop;
    at = stop + 1;
  }
  return end;
}

function* linesOf(text: string): Generator<{ start: number; end: number }> {
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    // A footer's parts stand in one line, apart by dots.
    for (const part of text.slice(start, end).length < 400 ? text.slice(start, end).matchAll(/(?:(?! [·•] ).)+/g) : []) yield { start: start + part.index, end: start + part.index + part[0].length };
    start = end + 1;
  }
}
