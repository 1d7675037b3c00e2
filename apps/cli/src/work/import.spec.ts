import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from './import.js';

it('names the file that is not there, before it asks for a database or a source', async () => {
  const missing = join(tmpdir(), 'no-such-posts.csv');
  await expect(run([[missing]], { election: 'lowlands', source: 'nobody', rejects: join(tmpdir(), 'rejects.jsonl'), data: join(tmpdir(), 'no-data') })).rejects.toThrow(`there is no file ${missing}`);
});
