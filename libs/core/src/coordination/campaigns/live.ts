import { STRENGTHS, VOICES, type AccountKey, type Voice } from '../../model.js';
import { conclude, runsOf, settingOf, windowOf } from './find.js';
import type { CampaignContext, CampaignDocument, CampaignInputCall, CampaignOptions, Judged } from './input.js';
import { ofInterest, worthReading } from './interest.js';
import { Line, type Row } from './line.js';
import { Places } from './places.js';
import { CallCounts } from './rhythm.js';
import { byTime, comparedDocuments, counts, judgeRun, type JudgedRun, type Setting } from './run.js';

interface Held {
  target: AccountKey;
  line: Line;
  runs: JudgedRun[];
  /** Span of what changed since the runs were cut; null when nothing did. */
  changed: { from: number; to: number } | null;
}

interface Cut { from: number; to: number; runs: CampaignInputCall[][] }

/**
 * Campaigns of calls that come and go. `put` and `remove` take a place in a sorted line, well below a millisecond whatever the size; `judge` looks again
 * at those runs alone that a change can have touched. Whatever the order of changes, the campaigns are those that `judgeCampaigns` finds in the calls
 * that are left. Memory: about 60 bytes a call; texts are asked for when they are needed and not kept.
 */
export class LiveCampaigns {
  private readonly held: Held[] = [];
  private readonly numberOf = new Map<AccountKey, number>();
  private readonly places = new Places();
  private readonly actors: string[] = [];
  private readonly actorNumber = new Map<string, number>();
  private readonly dirty = new Set<Held>();
  private readonly counts = new CallCounts();
  private setting: { key: string; value: Setting } | null = null;
  private readonly window: number;

  constructor(private readonly options: CampaignOptions = {}) { this.window = windowOf(options); }

  /** Calls held. */
  get size(): number { return this.places.size; }

  /** Takes a call in, in the place of one with its id. Ids of observations and documents are whole numbers, as the store gives them. */
  put(call: CampaignInputCall): void {
    const id = wholeNumber(call.observationId);
    const row: Row = { at: call.at.getTime(), id, document: wholeNumber(call.documentId), actor: this.actorOf(call.actorId), flags: DATED.indexOf(call.dated ?? null) * 32 + VOICES.indexOf(call.voice) * 4 + STRENGTHS.indexOf(call.strength) };
    this.take(id);
    let number = this.numberOf.get(call.target);
    if (number === undefined) {
      number = this.held.push({ target: call.target, line: new Line(), runs: [], changed: null }) - 1;
      this.numberOf.set(call.target, number);
    }
    this.held[number]!.line.insert(row);
    this.count(row, 1);
    this.places.set(id, number, row.at);
    this.touch(this.held[number]!, row.at);
  }

  /** False when no such call is held. */
  remove(observationId: string): boolean {
    const id = wholeNumber(observationId);
    const known = this.take(id);
    if (known) this.places.delete(id);
    return known;
  }

  /** Lets go of all calls before a moment. */
  dropBefore(moment: Date): void {
    for (const { line } of this.held) {
      const old = Array.from(line.rows(-Infinity, moment.getTime() - 1), ({ id }) => String(id));
      for (const id of old) this.remove(id);
    }
  }

  /** Ids of the documents whose texts `judge` will need, given the changes so far. */
  wanted(context: CampaignContext): string[] {
    const setting = this.settingOf(context);
    const documents = new Set<string>();
    for (const held of this.dirty) for (const id of wantedOf(this.cut(held, setting), setting)) documents.add(id);
    return [...documents];
  }

  /** As `judge`, but asks for documents as it comes to their targets, some `atOnce` or those of one target together: however many calls there are, few texts are in memory. What fails leaves this in no state to be used. */
  async judgeReading(context: CampaignContext, read: (ids: string[]) => Promise<ReadonlyMap<string, CampaignDocument>>, atOnce = 2000): Promise<Judged> {
    const setting = this.settingOf(context);
    const dirty = [...this.dirty];
    for (let from = 0; from < dirty.length;) {
      const cuts: [Held, Cut][] = [];
      const wanted = new Set<string>();
      for (; from < dirty.length && wanted.size < atOnce; from++) {
        const cut = this.cut(dirty[from]!, setting);
        cuts.push([dirty[from]!, cut]);
        for (const id of wantedOf(cut, setting)) wanted.add(id);
      }
      const documents = await read([...wanted]);
      for (const [held, cut] of cuts) this.settle(held, cut, setting, documents);
    }
    return this.conclude(context);
  }

  /** The campaigns of all calls held. `documents` holds at least those `wanted`. */
  judge(context: CampaignContext, documents: ReadonlyMap<string, CampaignDocument>): Judged {
    const setting = this.settingOf(context);
    for (const held of this.dirty) this.settle(held, this.cut(held, setting), setting, documents);
    return this.conclude(context);
  }

  private settle(held: Held, { from, to, runs }: Cut, setting: Setting, documents: ReadonlyMap<string, CampaignDocument>): void {
    const judged = runs.map((run) => judgeRun(run, setting, documents, this.options));
    held.runs = [...held.runs.slice(0, from), ...judged, ...held.runs.slice(to)];
    held.changed = null;
    this.dirty.delete(held);
  }

  private conclude(context: CampaignContext): Judged {
    return conclude(this.held.filter(({ runs }) => runs.length > 0).map(({ runs }) => runs), context, (targets) => (targets === null ? this.counts : this.countsOf(targets)));
  }

  /** The judged runs [from, to) that a change can have touched, and the runs that stand in their place. */
  private cut({ target, line, runs, changed }: Held, setting: Setting): Cut {
    let low = changed!.from - this.window;
    let high = changed!.to + this.window;
    let from = 0;
    while (from < runs.length && runs[from]!.lastAt.getTime() < low) from++;
    let to = from;
    while (to < runs.length && runs[to]!.firstAt.getTime() <= high) to++;
    if (to > from) { low = Math.min(low, runs[from]!.firstAt.getTime()); high = Math.max(high, runs[to - 1]!.lastAt.getTime()); }
    const calls: CampaignInputCall[] = [];
    for (const row of line.rows(low, high)) { const call = this.callOf(row, target); if (counts(call, setting)) calls.push(call); }
    return { from, to, runs: runsOf(calls.sort(byTime), this.window) };
  }

  /** Who is who; when that changed, everything is judged again. */
  private settingOf(context: CampaignContext): Setting {
    const key = JSON.stringify([context.actors, context.targets]);
    if (this.setting?.key !== key) {
      this.setting = { key, value: settingOf(context) };
      for (const held of this.held) { held.changed = { from: -Infinity, to: Infinity }; this.dirty.add(held); }
    }
    return this.setting.value;
  }

  private take(id: number): boolean {
    const known = this.places.get(id);
    if (known === null) return false;
    const held = this.held[known.line]!;
    const row = held.line.remove(known.at, id);
    if (row !== null) this.count(row, -1);
    this.touch(held, known.at);
    return true;
  }

  private count({ at, actor, flags }: Row, by: 1 | -1, counts = this.counts): void {
    if (voiceOf(flags) !== 'boilerplate') counts.add(this.actors[actor]!, at, by);
  }

  private countsOf(targets: ReadonlySet<AccountKey>): CallCounts {
    const counts = new CallCounts();
    for (const target of targets) {
      const number = this.numberOf.get(target);
      if (number !== undefined) for (const row of this.held[number]!.line.rows()) this.count(row, 1, counts);
    }
    return counts;
  }

  private touch(held: Held, at: number): void {
    held.changed = held.changed === null ? { from: at, to: at } : { from: Math.min(held.changed.from, at), to: Math.max(held.changed.to, at) };
    this.dirty.add(held);
  }

  private actorOf(id: string): number {
    let number = this.actorNumber.get(id);
    if (number === undefined) { number = this.actors.push(id) - 1; this.actorNumber.set(id, number); }
    return number;
  }

  private callOf({ at, id, document, actor, flags }: Row, target: AccountKey): CampaignInputCall {
    return { observationId: String(id), documentId: String(document), actorId: this.actors[actor]!, at: new Date(at), target, voice: voiceOf(flags), strength: STRENGTHS[flags & 3]!, ...(flags >= 32 && { dated: DATED[flags >> 5] }) };
  }
}

const DATED = [null, 'day', 'seen'] as const;
const voiceOf = (flags: number): Voice => VOICES[(flags >> 2) & 7]!;

/** Documents whose texts it takes to judge these runs. */
function wantedOf({ runs }: Cut, setting: Setting): string[] { return runs.filter((run) => needsTexts(run, setting)).flatMap(comparedDocuments); }

function needsTexts(run: readonly CampaignInputCall[], setting: Setting): boolean {
  if (!run.some(({ actorId }) => actorId !== run[0]!.actorId)) return false;
  return worthReading(ofInterest(setting.targets.get(run[0]!.target), setting.actors, run), run, setting.actors);
}

function wholeNumber(id: string): number {
  const number = Number(id);
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`the id ${id} is no whole number`);
  return number;
}
