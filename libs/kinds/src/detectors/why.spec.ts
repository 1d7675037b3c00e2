import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { detectors, runDetectors, whyIn, whyInAll, type DetectInput } from './index.js';

/** Every finding of every detector's own examples. */
const found = detectors.flatMap(({ id }) => (JSON.parse(readFileSync(new URL(`./${id}/fixtures.json`, import.meta.url), 'utf8')) as (Partial<DetectInput> & { text: string })[])
  .flatMap((example) => runDetectors({ title: null, links: [], language: '', actor: null, publishedAt: '2031-03-05', ...example })).flatMap(({ observations }) => observations));

it('says in Khmer why each of its kinds of findings was made, with nothing left out of a sentence', () => {
  expect(new Set(found.map(({ kind }) => kind)).size).toBeGreaterThan(8);
  for (const one of found) {
    const words = whyInAll(one)['km'];
    expect(words, `${one.kind} ${one.quote}`).toMatch(/[\u1780-\u17ff]{4}/);
    expect(words).not.toMatch(/undefined|null|\[object/);
  }
});

it('has no words in a language that nobody wrote them in', () => {
  for (const one of found.filter(({ kind }) => kind !== 'call')) expect(whyIn('fr', one)).toBeNull();
});
