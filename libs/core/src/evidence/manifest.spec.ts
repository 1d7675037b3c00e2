import { expect, it } from 'vitest';
import { manifestFaults, type Manifest } from './manifest.js';

const finding = (over: object) => ({ id: '1', documentId: 'd', quote: 'follow', start: 4, end: 10, ...over }) as Manifest['findings'][number];
const of = (findings: Manifest['findings']) => manifestFaults({ findings, documents: [{ id: 'd', snapshotId: 's', text: 'All follow us' }] as Manifest['documents'], snapshots: [{ id: 's' }] as Manifest['snapshots'] });

it('a quote that stands where it says has no fault', () => expect(of([finding({})])).toEqual([]));
it('a quote that was changed, moved, or of a document that is not there is named', () => {
  expect(of([finding({ quote: 'FOLLOW' }), finding({ id: '2', start: 5 }), finding({ id: '3', documentId: 'x' })])).toEqual([
    'finding 1 quotes what does not stand at 4 to 10 of document d', 'finding 2 quotes what does not stand at 5 to 10 of document d', 'finding 3 quotes document x, which is not in the package']);
});
it('a document whose snapshot is not there is named', () => {
  expect(manifestFaults({ findings: [], documents: [{ id: 'd', snapshotId: 's', text: '' }] as unknown as Manifest['documents'], snapshots: [] })).toEqual(['document d was read from snapshot s, which is not in the package']);
});
