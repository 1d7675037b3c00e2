import { Unreadable } from '#core/errors.js';
import { imageToRead, saveImage, type ImageFindings } from '#infra/store/posters.js';
import { batches, type Job, type Outcome } from '../jobs.js';
import type { World } from '../world.js';
import { oneByOne } from './one-by-one.js';
import { keptBody } from './read.js';

/** Raise it when the same picture may give other codes or another hash. */
const IMAGE_READER = 'image@1';

/** Looks at fetched images: a poster with codes becomes a document whose text is what they say. */
export async function readImages(world: World, { snapshots }: { snapshots: string[] }): Promise<Outcome> {
  const documents: string[] = [];
  let codes = 0;
  let seen = 0;
  await oneByOne(snapshots, async (id) => {
    const snapshot = await imageToRead(world.db, id);
    if (snapshot === null) return;
    const found = await findings(world, snapshot.sha256);
    documents.push(...await saveImage(world.db, snapshot, found, IMAGE_READER));
    codes += found.codes.length;
    seen += 1;
  }, async (id, why) => {
    const snapshot = await imageToRead(world.db, id);
    if (snapshot !== null) await saveImage(world.db, snapshot, { width: null, height: null, hash: null, codes: [], fault: `broken: the database does not take what it says: ${why}` }, IMAGE_READER);
  });
  return { done: `${seen} of ${snapshots.length} images looked at, ${codes} codes`, next: batches(documents, 100).map((part): Job => ({ name: 'document.detect', payload: { documents: part } })) };
}

async function findings(world: World, sha256: string): Promise<ImageFindings> {
  let bytes: Uint8Array;
  try {
    bytes = await keptBody(world, sha256);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { width: null, height: null, hash: null, codes: [], fault: error.message };
  }
  const look = await world.images.look(bytes);
  if ('fault' in look) return { width: null, height: null, hash: null, codes: [], fault: `${look.fault}: ${look.detail}` };
  const { width, height, hash, codes } = look.image;
  // PostgreSQL keeps no NUL in text; a code without anything to read is none.
  return { width, height, hash, codes: codes.map((code) => code.replaceAll('\u0000', '\uFFFD').toWellFormed().trim()).filter((code) => code !== ''), fault: null };
}
