import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { foldText } from '#core/text/fold.js';

const here = fileURLToPath(new URL('.', import.meta.url));

it('every Khmer word in the rules is written as folding writes it, or no text could match it', () => {
  const unfolded = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.includes('.spec.') && !file.startsWith('llm-reader'))
    .flatMap((file) => [...readFileSync(`${here}/${file}`, 'utf8').matchAll(/[\u1780-\u17dd]+/g)].filter(([word]) => foldText(word) !== word).map(([word]) => `${file}: ${word} is folded to ${foldText(word)}`));
  expect(unfolded).toEqual([]);
});
