import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Found, runDetectors } from '#kinds/detectors/index.js';
import type { Figure, GateSet } from '../set.js';

/** What is marked: a stretch of the text, and what it is (an act, or the part, decision and platform of a ruling). */
interface Mark { kind: 'conduct' | 'ruling'; said: string; start: number; end: number }
interface Text { actor: { name: string; kind: string }; text: string; km: boolean; marks: Mark[] }

/** Reads `test/material/deeds.txt`: `# title | publisher | kind`, the text with `[[…]]`, and a `> …` line for each mark. Throws where marks and lines differ. */
function texts(): Text[] {
  return readFileSync(join(process.cwd(), 'test/material/deeds.txt'), 'utf8').split(/^# /m).filter((block) => block.trim() !== '').map((block) => {
    const [head, ...lines] = block.trimEnd().split('\n');
    const [title, name, kind] = head!.split(' | ') as [string, string, string];
    const said = lines.filter((line) => line.startsWith('> ')).map((line) => line.slice(2));
    const marks: Mark[] = [];
    let text = '';
    for (const part of lines.filter((line) => !line.startsWith('> ')).join('\n').split(/(\[\[|\]\])/)) {
      if (part === '[[') marks.push({ kind: /^(?:binding|recommendation|outcome) /.test(said[marks.length] ?? '') ? 'ruling' : 'conduct', said: said[marks.length] ?? '', start: text.length, end: text.length });
      else if (part === ']]') marks.at(-1)!.end = text.length;
      else text += part;
    }
    if (marks.length !== said.length) throw new Error(`deeds.txt, "${title}": ${marks.length} marks and ${said.length} lines`);
    return { actor: { name, kind }, text, km: /[\u1780-\u17b3]/.test(text), marks };
  });
}

const describe = ({ kind, payload }: Found): string => { const said = payload as Record<string, string>; return kind === 'conduct' ? said['act']! : `${said['part']} ${said['decision']} ${said['platform']}`; };

/** Deeds that press people to follow, and rulings on accounts, in texts of our own: found at half of the marked words or more, and named right. */
const set: GateSet = {
  name: 'deeds',
  needs: [],
  async judge() {
    const figures: Figure[] = [];
    const all = texts();
    for (const kind of ['conduct', 'ruling'] as const) {
      for (const [name, some] of [[kind, all], [`${kind} in Khmer`, all.filter(({ km }) => km)]] as const) {
        let right = 0;
        let wrong = 0;
        let missed = 0;
        for (const { actor, text, marks } of some) {
          const found = runDetectors({ title: null, text, links: [], language: '', actor, publishedAt: '2031-03-05' }).flatMap(({ observations }) => observations).filter((one) => one.kind === kind);
          const gold = marks.filter((mark) => mark.kind === kind);
          const matched = gold.filter((mark) => found.some((one) => describe(one) === mark.said && Math.min(one.span.end, mark.end) - Math.max(one.span.start, mark.start) >= 0.5 * Math.min(mark.end - mark.start, one.span.end - one.span.start)));
          right += matched.length;
          missed += gold.length - matched.length;
          wrong += Math.max(0, found.length - matched.length);
        }
        figures.push({ name: `${name} F1`, value: 2 * right / (2 * right + wrong + missed), floor: 0.8, of: `(${right} right, ${wrong} wrong, ${missed} missed in ${some.length} texts)` });
      }
    }
    return figures;
  },
};
export default set;
