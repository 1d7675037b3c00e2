import { quarantine, raiseGap, snapshotToRead } from '#infra/store/snapshots.js';
import { noteSetAside } from '#infra/store/set-aside.js';
import { documentsToDetect, raiseReadGap, saveDetections } from '#infra/store/documents.js';
import type { Job } from '../jobs.js';
import type { World } from '../world.js';

const WHY = 'the process that read it ended each time';

/**
 * What becomes of a job in whose middle process after process ended. Its items are tried one by one; the one that does it alone is set aside, with its bytes, and the
 * source shows a gap; the sweep tries it again after an hour, six and a day, since machines also end for reasons of their own. Other jobs say nothing of one item: the sweep brings them again.
 */
export async function setAsideDeadly(world: World, job: Job): Promise<Job[]> {
  if (job.name === 'snapshot.read' || job.name === 'image.read') {
    const { name, payload: { snapshots } } = job;
    if (snapshots.length > 1) return snapshots.map((id): Job => ({ name, payload: { snapshots: [id] } }));
    const snapshot = await snapshotToRead(world.db, snapshots[0]!);
    if (snapshot === null) return [];
    await quarantine(world.db, snapshot.id, `parser-failed: ${WHY}`);
    await noteSetAside(world.db, 'snapshot', snapshot.id);
    await raiseReadGap(world.db, snapshot, 'parser-failed', `${snapshot.url}: ${WHY}`);
  }
  if (job.name === 'document.detect') {
    const { documents } = job.payload;
    if (documents.length > 1) return documents.map((id): Job => ({ name: 'document.detect', payload: { documents: [id] } }));
    for (const document of await documentsToDetect(world.db, documents)) {
      await saveDetections(world.db, document, world.detection.detectors.map(({ id, version }) => ({ detector: id, version, observations: [] })));
      await noteSetAside(world.db, 'document', document.id);
      await raiseGap(world.db, document.electionId, document.sourceId, 'parser-failed', `the rules on ${document.url}: ${WHY}`, world.clock.now());
    }
  }
  return [];
}
