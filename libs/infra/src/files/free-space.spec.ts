import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { refuseFullDisk } from './free-space.js';

it('refuses a disk that is nearly full, saying how much is left and what to do', async () => {
  await expect(refuseFullDisk('/srv/claque', async () => 91 * 1024 ** 2)).rejects.toThrow('The disk of /srv/claque has only 91 MB left, and 400 MB are needed to work: free some, or give a folder on another disk with --data.');
});
it('asks the disk itself', async () => {
  await expect(refuseFullDisk(tmpdir())).resolves.toBeUndefined();
});
