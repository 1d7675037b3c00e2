import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DetectInput, runDetectors } from '#kinds/detectors/index.js';
import { ordinaryPages } from '../material/ordinary-pages.js';

interface Row { text: string; title?: string | null; links?: { href: string; text: string }[] | null; language?: string; published_at?: string | null; actor_hint?: { name: string; kind: string } | null }
const inputOf = (row: Row): DetectInput => ({ title: row.title ?? null, text: row.text, links: row.links ?? [], language: row.language ?? '', actor: row.actor_hint ?? null, publishedAt: row.published_at ?? null });

/** Documents a second a core of all rules together, by CPU time, median of five; on the labelled set where CLAQUE_DATA has it, and on ordinary pages. */
export async function run(): Promise<void> {
  const labelled = join(process.env['CLAQUE_DATA'] ?? '', 'calls/dev.jsonl');
  const sets: [string, DetectInput[]][] = [['ordinary pages', ordinaryPages(2000, 7).map(inputOf)]];
  if (process.env['CLAQUE_DATA'] && existsSync(labelled)) sets.push(['calls/dev.jsonl, repeated', readFileSync(labelled, 'utf8').split('\n').filter((line) => line.trim() !== '').map((line) => inputOf(JSON.parse(line) as Row))]);
  for (const [name, inputs] of sets) {
    const rates: number[] = [];
    for (let turn = 0; turn < 6; turn++) {
      const before = process.cpuUsage();
      let done = 0;
      while (done < 4000) { for (const input of inputs) runDetectors(input); done += inputs.length; }
      const { user, system } = process.cpuUsage(before);
      // The first turn warms up.
      if (turn > 0) rates.push(done / ((user + system) / 1e6));
    }
    rates.sort((a, b) => a - b);
    console.log(`${name}: ${inputs.length} texts of ${Math.round(inputs.reduce((sum, { text }) => sum + text.length, 0) / inputs.length)} characters, ${Math.round(rates[2]!).toLocaleString('en')} documents a CPU second`);
  }
}
