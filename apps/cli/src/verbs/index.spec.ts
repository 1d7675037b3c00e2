import { expect, it } from 'vitest';
import { verbs } from './index.js';

it('lists each verb under its own name', async () => {
  for (const [name, load] of Object.entries(verbs)) expect((await load()).name).toBe(name);
});
