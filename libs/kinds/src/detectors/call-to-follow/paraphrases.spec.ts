import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CallPayload } from '#core/model.js';
import { detectCalls } from './detector.js';
import { proseOf } from '../detector.js';

/**
 * One matter in many phrasings: letters, notices, posts, wire briefs, satire, denials and footers. In `paraphrases.txt` a text begins with `# what it is | publisher | kind`;
 * `[[…]]` marks a call, and a line `> voice audience action strength platform:handle` says what it is, in order (several of one span are parted by ` ; `).
 */
interface Paraphrase { title: string; actor: { name: string; kind: string }; text: string; calls: { span: [number, number]; said: string }[] }

function parse(block: string): Paraphrase {
  const [head, ...lines] = block.trimEnd().split('\n');
  const [title, name, kind] = head!.split(' | ') as [string, string, string];
  const said = lines.filter((line) => line.startsWith('> ')).map((line) => line.slice(2).split(' ; '));
  const spans: [number, number][] = [];
  let text = '';
  for (const part of lines.filter((line) => !line.startsWith('> ')).join('\n').split(/(\[\[|\]\])/)) {
    if (part === '[[') spans.push([text.length, text.length]);
    else if (part === ']]') spans.at(-1)![1] = text.length;
    else text += part;
  }
  if (spans.length !== said.length) throw new Error(`${title}: ${spans.length} marks, ${said.length} lines`);
  return { title, actor: { name, kind }, text, calls: spans.flatMap((span, at) => said[at]!.map((words) => ({ span, said: words.trim() }))) };
}

const TEXTS = readFileSync(new URL('./paraphrases.txt', import.meta.url), 'utf8').split(/^# /m).filter((block) => block.trim() !== '').map(parse);

function read({ text, actor }: Pick<Paraphrase, 'text' | 'actor'>) {
  return detectCalls(proseOf({ title: null, text, links: [], language: '', actor, publishedAt: '2031-03-05' })).map(({ span, payload }) => {
    const { voice, audience, action, strength, target } = payload as CallPayload;
    return { span, said: `${voice} ${audience} ${action} ${strength} ${target.platform}:${target.handle ?? '-'}` };
  });
}

const overlap = ([start, end]: [number, number], span: { start: number; end: number }): number => Math.max(0, Math.min(end, span.end) - Math.max(start, span.start)) / (Math.max(end, span.end) - Math.min(start, span.start));

describe('calls in many phrasings', () => {
  it.each(TEXTS)('$title', (paraphrase) => {
    const found = read(paraphrase);
    expect(found.map(({ said }) => said).sort()).toEqual(paraphrase.calls.map(({ said }) => said).sort());
    for (const call of paraphrase.calls) expect(Math.max(...found.filter(({ said }) => said === call.said).map(({ span }) => overlap(call.span, span))), call.said).toBeGreaterThanOrEqual(0.5);
  });

  it('zero-width spaces between Khmer letters change nothing', () => {
    for (const paraphrase of TEXTS) {
      const noisy = paraphrase.text.replace(/([\u1780-\u17a2])(?=[\u1780-\u17a2])/g, '$1\u200B');
      expect(read({ ...paraphrase, text: noisy }).map(({ said }) => said), paraphrase.title).toEqual(read(paraphrase).map(({ said }) => said));
    }
  });
});
