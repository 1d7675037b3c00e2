import type { CallsTable } from './content.js';
import type { CallFact, DayFacts } from './facts.js';
import { accountIdentity, type Labels } from './labels.js';

type Row = CallsTable['rows'][number];
/** Watched accounts always have a row, so that a side without calls is seen to have none; of the others the most called ones. */
const OTHER_ROWS = 4;

/**
 * Calls in the callers' own voice by target account, the day against the day before, over sources read on both days only. Reports
 * of other people's calls and standing lines of pages are left out and counted.
 */
export function callsTableOf(facts: DayFacts, labels: Labels, onDay: (call: CallFact) => boolean): CallsTable {
  const sources = new Set(facts.sources.filter((source) => !source.paused).map((source) => source.id));
  const before = new Set(facts.readSources.before);
  const both = new Set(facts.readSources.day.filter((id) => before.has(id) && sources.has(id)));
  const leftOut = { reported: 0, boilerplate: 0, oneDayOnly: 0, otherAccounts: 0 };
  const rows = new Map<string, { row: Row; actors: { day: Set<string>; before: Set<string> } }>();
  const rowFor = (target: Row['target']) => {
    const id = accountIdentity(target);
    let entry = rows.get(id);
    if (entry === undefined) {
      entry = { row: { target, before: { calls: 0, actors: 0 }, day: { calls: 0, actors: 0 }, strengths: { mandatory: 0, instruction: 0, invitation: 0 } }, actors: { day: new Set(), before: new Set() } };
      rows.set(id, entry);
    }
    return entry;
  };
  for (const account of facts.accounts) if (account.watched) rowFor(labels.accountOf(account.key));
  const watched = rows.size;
  for (const call of facts.calls) {
    const { voice, target, strength } = call.observation.payload;
    const today = onDay(call);
    if (voice !== 'own') { if (today) leftOut[voice] += 1; continue; }
    if (!both.has(call.document.sourceId)) { if (today) leftOut.oneDayOnly += 1; continue; }
    const { row, actors } = rowFor(labels.target(target));
    const when = today ? 'day' : 'before';
    row[when].calls += 1;
    actors[when].add(call.document.actorId);
    row[when].actors = actors[when].size;
    if (today) row.strengths[strength] += 1;
  }
  const all = [...rows.values()].map(({ row }) => row);
  const busiest = (a: Row, b: Row): number => b.day.calls - a.day.calls || b.before.calls - a.before.calls;
  const others = all.slice(watched).sort(busiest);
  leftOut.otherAccounts = others.slice(OTHER_ROWS).reduce((sum, row) => sum + row.day.calls, 0);
  return { sources: { both: both.size, of: sources.size }, rows: [...all.slice(0, watched).sort(busiest), ...others.slice(0, OTHER_ROWS)], leftOut };
}
