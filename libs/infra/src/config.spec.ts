import { expect, it } from 'vitest';
import { readConfig } from './config.js';

it('names the wrong setting and what is allowed', () => {
  expect(() => readConfig({ CLAQUE_PORT: '99999' })).toThrow(/CLAQUE_PORT is "99999", but must be/);
});
it('never prints a secret in a fault', () => {
  expect(() => readConfig({ DATABASE_URL: 'mysql://u:secret@h/d' })).toThrow(/^(?!.*secret).*DATABASE_URL/);
});
