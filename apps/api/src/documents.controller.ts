import { Controller, Inject, StreamableFile } from '@nestjs/common';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { Gone } from '#core/errors.js';
import * as store from '#infra/store/document-lists.js';
import { searchDocuments } from '#infra/store/search.js';
import { visibleTo, type Asked } from './access/caller.js';
import { Input, Serves } from './call/serves.js';
import { NoLonger } from './access/refusals.js';
import { PARTS, type Parts } from './parts.js';

type In<K extends keyof typeof contract> = Asked<InputOf<(typeof contract)[K]>>;
type Out<K extends keyof typeof contract> = Promise<AnswerOf<(typeof contract)[K]>>;

/** Documents beyond their lists: what stands in them, what became of them, and the bytes that they were read from. */
@Controller()
export class DocumentsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.searchDocuments) search(@Input() { query, db, caller }: In<'searchDocuments'>): Out<'searchDocuments'> { return searchDocuments(db, { ...query, visible: visibleTo(caller) }); }
  @Serves(contract.getDocumentMarks) marks(@Input() { params, db }: In<'getDocumentMarks'>): Out<'getDocumentMarks'> { return store.marksOf(db, params.id); }
  @Serves(contract.listDocumentVersions) versions(@Input() { params, db }: In<'listDocumentVersions'>): Out<'listDocumentVersions'> { return store.versionsOf(db, params.id); }
  @Serves(contract.listDocumentEvents) events(@Input() { query, db, caller }: In<'listDocumentEvents'>): Out<'listDocumentEvents'> { return store.pageDocumentEvents(db, { ...query, visible: visibleTo(caller) }); }
  @Serves(contract.listSnapshots) snapshots(@Input() { query, db, caller }: In<'listSnapshots'>): Out<'listSnapshots'> { return store.pageSnapshots(db, { ...query, visible: visibleTo(caller) }); }
  @Serves(contract.getSnapshot) snapshot(@Input() { params, db }: In<'getSnapshot'>): Out<'getSnapshot'> { return store.oneSnapshot(db, params.id); }

  /** Whatever the site called it, it is bytes to save here: no browser shows it as a page of ours. */
  @Serves(contract.getSnapshotBody) async body(@Input() { params, db }: In<'getSnapshotBody'>): Promise<StreamableFile> {
    const { sha256 } = await store.oneSnapshot(db, params.id);
    const bytes = await this.parts.evidence.get(sha256).catch((error: unknown) => { throw error instanceof Gone ? new NoLonger('the bytes are no longer kept') : error; });
    return new StreamableFile(bytes, { type: 'application/octet-stream', disposition: `attachment; filename="${sha256}.bin"` });
  }
}
