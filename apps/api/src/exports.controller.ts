import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Controller, Inject, StreamableFile } from '@nestjs/common';
import { ZipFile } from 'yazl';
import type { InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { PACKAGE, writePackage } from '#infra/evidence/package.js';
import { shownCampaign } from '#infra/store/campaign-lists.js';
import { claimsOf, type EvidenceAsked } from '#infra/store/evidence.js';
import type { Sql } from '#infra/store/open.js';
import { callNetwork, exportColumns, exportRows, type ExportCell } from '#infra/store/exports.js';
import { csvCell, evidenceTable, graphmlLines } from '#publish/index.js';
import type { Asked, Caller } from './access/caller.js';
import { TooMany } from './access/refusals.js';
import { noteAct } from './call/change.js';
import { Input, Serves } from './call/serves.js';
import { PARTS, type Parts } from './parts.js';

type In<K extends keyof typeof contract> = Asked<InputOf<(typeof contract)[K]>>;
/** Exports under way at a time: each holds a connection now and then, and the lists must not wait. */
const AT_ONCE = 3;
const WAIT_S = 30;

/** Tables to take away, written as they are read, in any length at flat memory. */
@Controller()
export class ExportsController {
  private running = 0;
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.exportCsv) async csv(@Input() { params, query, db, caller }: In<'exportCsv'>): Promise<StreamableFile> {
    const rows = await exportRows(db, params.table, query);
    const header = `\u{FEFF}${exportColumns(params.table).map(csvCell).join(',')}\r\n`;
    return this.stream(caller, `${query.election}-${params.table}.csv`, 'text/csv; charset=utf-8', lines(header, rows, (cells) => `${cells.map((cell) => csvCell(csvValue(cell))).join(',')}\r\n`));
  }

  @Serves(contract.exportJsonl) async jsonl(@Input() { params, query, db, caller }: In<'exportJsonl'>): Promise<StreamableFile> {
    const columns = exportColumns(params.table);
    const rows = await exportRows(db, params.table, query);
    return this.stream(caller, `${query.election}-${params.table}.jsonl`, 'application/jsonl', lines('', rows, (cells) => `${JSON.stringify(Object.fromEntries(columns.map((column, at) => [column, cells[at]])))}\n`));
  }

  @Serves(contract.exportNetwork) async network(@Input() { query, db, caller }: In<'exportNetwork'>): Promise<StreamableFile> {
    const { nodes, edges } = await callNetwork(db, query);
    return this.stream(caller, `${query.election}-network.graphml`, 'application/graphml+xml', graphmlLines(nodes, edges));
  }

  /** Written to a folder first, since digests come last; it goes when the last byte has gone. */
  @Serves(contract.exportEvidence) async evidence(@Input() { params, db, caller }: In<'exportEvidence'>): Promise<StreamableFile> {
    return this.reserved((release) => this.package(params.id, db, caller, release));
  }

  private async package(campaign: string, db: Sql, caller: Caller, release: () => void): Promise<StreamableFile> {
    const { id, calls, merged, splitFrom } = await shownCampaign(db, campaign);
    // Of what people put together or took apart, the calls say what belongs to it.
    const asked: EvidenceAsked[] = merged.length === 0 && splitFrom === null ? [{ kind: 'campaign', id }] : calls.map(({ observationId }) => ({ kind: 'call', id: observationId }));
    const claims = await claimsOf(db, asked);
    const folder = await mkdtemp(join(tmpdir(), 'claque-evidence-'));
    try {
      await writePackage(folder, { about: [`campaign:${id}`], claims, evidence: this.parts.evidence, madeAt: this.parts.clock.now(), userAgent: this.parts.config.userAgent ?? 'Claque', tableOf: evidenceTable });
      const zip = new ZipFile();
      // The archive within is packed already.
      for (const name of Object.values(PACKAGE)) zip.addFile(join(folder, name), name, { compress: name !== PACKAGE.archive });
      zip.end();
      const file = await this.told(caller, `drive-${id.replaceAll(/[^\w-]/g, '-')}-evidence.zip`, 'application/zip', zip.outputStream as unknown as AsyncIterable<Uint8Array>, release);
      file.getStream().once('close', () => { void rm(folder, { recursive: true, force: true }); });
      return file;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** A place among those under way is taken before anything is waited for, and given back when it fails, was read to its end, or whoever read it went away. */
  private async reserved(work: (release: () => void) => Promise<StreamableFile>): Promise<StreamableFile> {
    if (this.running >= AT_ONCE) throw new TooMany('Other exports are under way: try again in a moment.', WAIT_S);
    this.running += 1;
    let held = true;
    const release = (): void => { if (held) this.running -= 1; held = false; };
    try { return await work(release); } catch (error) { release(); throw error; }
  }

  private stream(caller: Caller, name: string, type: string, text: Iterable<string> | AsyncIterable<string | Uint8Array>): Promise<StreamableFile> {
    return this.reserved((release) => this.told(caller, name, type, text, release));
  }

  private async told(caller: Caller, name: string, type: string, text: Iterable<string> | AsyncIterable<string | Uint8Array>, release: () => void): Promise<StreamableFile> {
    await noteAct(this.parts.db, caller, 'export', name);
    const readable = Readable.from(text);
    readable.once('close', release);
    return new StreamableFile(readable, { type, disposition: `attachment; filename="${name}"` });
  }
}

async function* lines(header: string, batches: AsyncGenerator<ExportCell[][]>, line: (cells: ExportCell[]) => string): AsyncGenerator<string> {
  if (header !== '') yield header;
  for await (const batch of batches) yield batch.map(line).join('');
}

const csvValue = (cell: ExportCell): string | number | null => (cell === null || typeof cell === 'number' || typeof cell === 'string' ? cell : cell instanceof Date ? cell.toISOString() : typeof cell === 'boolean' ? String(cell) : JSON.stringify(cell));
