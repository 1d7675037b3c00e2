import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sourceSettingsReference } from './settings-reference.js';

it('says of every field and setting of a source what it does, and the page of the manual repeats it word for word', () => {
  const reference = sourceSettingsReference();
  for (const row of reference.split('\n').filter((line) => line.startsWith('| ') && line.includes('`'))) expect(row).toMatch(/^\| `\w+` \| [^|]*\| [^|]{10,} \|/);
  expect(readFileSync(new URL('../../../../docs/configuration.md', import.meta.url), 'utf8')).toContain(reference);
});
