import { statSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { COMPAT, coordinate, DEFAULT_FDR, type CoordinateOptions } from '#core/coordination/coordinate.js';
import type { Events } from '#core/coordination/events/events.js';
import { BadInput } from '#core/errors.js';
import { readWhole } from '#infra/files/whole.js';
import { counted } from '../counted.js';
import { columnsOf } from './coordinate/columns.js';
import { formatOf, FORMATS, readEvents } from './coordinate/input.js';
import { stages } from './coordinate/stages.js';
import { sameThread, secondThread } from './coordinate/second-thread.js';
import { writeResult } from './coordinate/write.js';

/** A second thread costs a tenth of a second of its core: inputs of fewer bytes are done before it would pay. */
const TINY = 1 << 24;
/** Below this size V8's last compiler costs more than its code saves (docs/decisions/0220): it is left out. */
const SMALL = 1 << 23;

interface Options {
  window: string; minParticipation: string; compat?: string; minEdgeWeight?: string; fdr?: string; columns?: string[]; format?: string; pairs?: boolean; jsonl?: boolean; report: boolean; out: string;
}

export async function run([file]: [string], options: Options): Promise<void> {
  const started = performance.now();
  const window = number('--window', options.window, (value) => value >= 0, 'a number of seconds, 0 or more');
  const participation = number('--min-participation', options.minParticipation, (value) => Number.isInteger(value) && value >= 0, 'a whole number, 0 or more');
  const compat = oneOf('--compat', options.compat, COMPAT);
  const format = oneOf('--format', options.format, FORMATS);
  if (compat !== undefined && options.fdr !== undefined) throw new BadInput('--fdr has no meaning with --compat: the other tool makes no test', 2);
  if (compat !== 'toolkit' && options.minEdgeWeight !== undefined) throw new BadInput('--min-edge-weight belongs to --compat toolkit', 2);
  const fdr = options.fdr === undefined ? DEFAULT_FDR : number('--fdr', options.fdr, (value) => value > 0 && value < 1, 'a share between 0 and 1');
  const leastWeight = options.minEdgeWeight === undefined ? undefined : number('--min-edge-weight', options.minEdgeWeight, (value) => Number.isInteger(value) && value >= 1, 'a whole number, 1 or more');
  const columns = columnsOf(options.columns ?? []);

  if (statSync(options.out, { throwIfNoEntry: false })?.isDirectory() === false) throw new BadInput(`--out ${options.out} is a file: give a folder`, 2);
  const bytes = await readWhole(file);
  if (bytes.length < SMALL) setFlagsFromString('--no-turbofan');
  const steps = stages();
  const second = bytes.length < TINY ? sameThread() : secondThread();
  try {
    const { events, rejected } = await readEvents(bytes, file === '-' ? 'standard input' : file, format, columns, bytes.length < TINY ? null : second, steps);
    let edgesWritten = (): void => {};
    const result = inBounds(events, {
      window, participation, compat, fdr, leastWeight, own: true, beside: second, stage: (name) => steps.begin(name), progress: (done, of) => steps.update(done, of),
      judged: (list) => { edgesWritten = second.begin('edgesTable', { list, out: options.out, jsonl: options.jsonl === true }); },
    });
    steps.begin('writing');
    const written = await writeResult(result, rejected, second, edgesWritten, { text: (format ?? formatOf(bytes)) === 'parquet' ? null : bytes, window, participation, fdr: compat === undefined ? fdr : null, pairs: options.pairs === true, jsonl: options.jsonl === true, report: options.report, out: options.out, started });
    steps.end();
    tell(written, options.out);
  } finally { second.end(); }

  function inBounds(events: Events, given: CoordinateOptions) {
    try { return coordinate(events, given); } catch (error) {
      if (error instanceof RangeError) throw new BadInput(error.message);
      throw error;
    }
  }
}

function tell({ summary, files }: Awaited<ReturnType<typeof writeResult>>, out: string): void {
  const left = summary.rejected > 0 ? ` (${counted(summary.rejected, 'row')} rejected: rejected.csv)` : '';
  console.error(`${counted(summary.rows, 'event')}${left}: ${counted(summary.edges, 'edge')}, ${counted(summary.significant_edges, 'edge')} flagged, ${counted(summary.groups, 'group')} of ${counted(summary.accounts_in_groups, 'account')}, ${summary.seconds} s`);
  console.error(`in ${out}: ${files.join(', ')}`);
  for (const note of summary.notes) console.error(note);
}

function oneOf<T extends string>(flag: string, given: string | undefined, allowed: readonly T[]): T | undefined {
  const found = allowed.find((one) => one === given);
  if (given !== undefined && found === undefined) throw new BadInput(`${flag} ${given}: there is ${allowed.join(', ')}`, 2);
  return found;
}

function number(flag: string, text: string, allowed: (value: number) => boolean, what: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value) || !allowed(value)) throw new BadInput(`${flag} ${text}: expected ${what}`, 2);
  return value;
}
