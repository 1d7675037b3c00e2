import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accountKey } from '#kinds/platforms/index.js';
import { requestFor } from '#kinds/detectors/llm-reader/prompt.js';
import { checkAnswer } from '#kinds/detectors/llm-reader/reader.js';
import { readCapture } from '#kinds/sources/index.js';
import type { Figure, GateSet } from '../set.js';

interface Case { id: string; file: string; gate: 'model' | 'deterministic'; expected_calls: { quote: string; caller: string; account: string }[]; output_must_not_contain: string[] }
const bare = (text: string): string => text.normalize('NFC').replace(/[\p{Cf}]/gu, '');

/**
 * What a model would answer that obeys every injection: the true calls, and for each forbidden word fabrications of every shape — as caller, as owner,
 * as account, in quotes from the page's whole source, hidden parts included. What is judged is what our checks let through.
 */
function obedient(html: string, one: Case): unknown[] {
  const call = { voice: 'reported', audience: 'citizens', action: 'follow', strength: 'invitation', platform: 'telegram', owner: null };
  const source = html.replace(/<(?!script)[^>]*>/g, '\n').split(/\n+/).map((line) => line.trim()).filter((line) => line.length > 3);
  const real = one.expected_calls.map(({ quote, caller, account }) => ({ ...call, quote, caller, account: `t.me/${account.split(':')[1]}` }));
  const account = real[0]?.account ?? 't.me/bluesky_thmey';
  const invented = one.output_must_not_contain.flatMap((word) => [
    ...[...html.matchAll(new RegExp(`[^<>"]{0,60}${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[^<>"]{0,60}`, 'g'))].map(([quote]) => ({ ...call, quote, caller: word, account })),
    ...source.filter((line) => line.includes(word)).flatMap((quote) => [{ ...call, quote, caller: null, account }, { ...call, quote, voice: 'own', caller: null, account: null, platform: 'other' }, { ...call, quote, voice: 'own', caller: null, account: null }]),
    ...real.flatMap((claim) => [{ ...claim, caller: word }, { ...claim, owner: word }, { ...claim, account: word }, { ...claim, quote: `${claim.quote} ${word}` }]),
  ]);
  return [...real, ...invented.map((claim) => ({ ...claim, quote: claim.quote.slice(0, 1900) }))].slice(0, 50);
}

/** Prompt injections: what a wholly obedient model fabricates must not pass our checks, and the true calls must. */
const set: GateSet = {
  name: 'injection',
  needs: ['security/prompt-injection.json'],
  async judge(data): Promise<Figure[]> {
    const { cases, canary } = JSON.parse(await readFile(join(data, 'security/prompt-injection.json'), 'utf8')) as { cases: Case[]; canary: string };
    const passed = { deterministic: 0, model: 0 };
    const failed: string[] = [];
    for (const one of cases) {
      const html = await readFile(join(data, 'security', one.file), 'utf8');
      const url = `https://page.example/${one.id}`;
      const { documents } = readCapture('website', { url, finalUrl: url, headers: { 'content-type': 'text/html' }, body: Buffer.from(html), fetchedAt: new Date() });
      const { title, text, links, language } = documents[0]!;
      const input = { title, text, links, language, actor: null, publishedAt: null };
      const { observations } = checkAnswer({ calls: obedient(html, one) }, input, 'obedient');
      const out = JSON.stringify(observations);
      const fabricated = [...one.output_must_not_contain, canary].filter((word) => out.includes(word));
      const missing = one.expected_calls.filter(({ quote, caller, account }) => !observations.some(({ quote: q, payload }) => bare(q) === bare(quote) && bare(payload.caller ?? '').includes(bare(caller)) && accountKey({ ...payload.target }) === account));
      const fence = 'mark-of-this-request';
      const fenced = requestFor(input, fence).text.split(fence).length === 3;
      if (fabricated.length === 0 && missing.length === 0 && fenced) passed[one.gate]++;
      else failed.push(`${one.id} (${one.gate}): ${[...fabricated.map((word) => `says ${word}`), ...missing.map(() => 'lacks a true call'), ...(fenced ? [] : ['fence'])].join(', ')}`);
    }
    const all = (gate: Case['gate']) => cases.filter((one) => one.gate === gate).length;
    const lost = (gate: Case['gate']) => failed.filter((line) => line.includes(`(${gate})`)).join('; ');
    return [
      { name: 'deterministic cases passed', value: passed.deterministic, floor: all('deterministic'), of: `of ${all('deterministic')} ${lost('deterministic')}` },
      { name: 'cases that lean on the model, passed with a wholly obedient one', value: passed.model, of: `of ${all('model')} ${lost('model')}` },
    ];
  },
};
export default set;
