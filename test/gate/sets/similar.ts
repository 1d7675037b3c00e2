import { findSimilar } from '#core/coordination/similar/similar.js';
import { editedCopies, largeCampaign, type EditedText, type Tongue } from '../../material/edited-copies.js';
import { rewrittenCampaign, rewrittenCopies } from '../../material/rewritten-copies.js';
import type { Figure, GateSet } from '../set.js';

interface Generator { name: string; copies: (tongue: Tongue, origins: number, seed: number) => EditedText[]; campaign: (tongue: Tongue, copies: number, others: number, seed: number) => EditedText[] }
const GENERATORS: Generator[] = [
  { name: 'edited', copies: editedCopies, campaign: largeCampaign },
  { name: 'rewritten', copies: rewrittenCopies, campaign: rewrittenCampaign },
];
/** Edits whose copies must be found, by the issue. */
const QUOTES_AND_HALVES = new Set(['half', 'first half', 'second half', 'quoted']);
const SEEDS = [11, 12, 13];

/** Near-duplicate texts against two generators of edited copies of our own, built differently; needs no data. */
const set: GateSet = {
  name: 'similar',
  needs: [],
  async judge() {
    return GENERATORS.flatMap((generator) => ([['en', 'English'], ['km', 'Khmer']] as const).flatMap(([tongue, language]) => judge(generator, tongue, `${generator.name}, ${language}`)));
  },
};
export default set;

function judge({ copies, campaign }: Generator, tongue: Tongue, which: string): Figure[] {
  const figures: Figure[] = [];
  const total = { hit: 0, claimed: 0, meant: 0 };
  const found: Record<string, [number, number]> = {};
  for (const seed of SEEDS) {
    const texts = copies(tongue, 400, seed);
    const { cluster } = findSimilar(texts.map(({ text }) => text));
    const score = pairwise(texts, cluster);
    for (const key of ['hit', 'claimed', 'meant'] as const) total[key] += score[key];
    const original = new Map(texts.flatMap(({ origin, edit }, at) => (edit === 'original' ? [[origin, at] as const] : [])));
    texts.forEach(({ origin, edit }, at) => {
      if (origin === null || edit === 'original') return;
      const tally = (found[edit] ??= [0, 0]);
      tally[1]++;
      if (cluster[at]! >= 0 && cluster[at] === cluster[original.get(origin)!]) tally[0]++;
    });
  }
  const precision = total.hit / total.claimed;
  const recall = total.hit / total.meant;
  figures.push({ name: `pairwise F1, ${which}`, value: 2 * precision * recall / (precision + recall), floor: 0.97, of: `precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}` });
  for (const [edit, [right, all]] of Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1))) figures.push({ name: `${edit} copies found, ${which}`, value: right / all, ...(QUOTES_AND_HALVES.has(edit) ? { floor: 0.95 } : {}), of: `of ${all}` });
  let least = 1;
  let others = 0;
  for (const seed of SEEDS) {
    const texts = campaign(tongue, 400, 2000, seed + 10);
    const { cluster } = findSimilar(texts.map(({ text }) => text));
    const members = Map.groupBy(texts.keys(), (at) => cluster[at]!);
    members.delete(-1);
    const largest = [...members.values()].sort((a, b) => b.length - a.length)[0] ?? [];
    least = Math.min(least, largest.filter((at) => texts[at]!.origin === 0).length / 400);
    others += largest.filter((at) => texts[at]!.origin === null).length;
  }
  figures.push({ name: `campaign of 400 in one cluster, the worst of ${SEEDS.length}, ${which}`, value: least, floor: 0.95 });
  figures.push({ name: `other texts in that cluster, ${which}`, value: others, floor: 0, atMost: true });
  return figures;
}

function pairwise(texts: readonly EditedText[], cluster: Int32Array): { hit: number; claimed: number; meant: number } {
  const choose = (n: number) => n * (n - 1) / 2;
  const count = (keys: (string | null)[]) => { const tally = new Map<string, number>(); for (const key of keys) if (key !== null) tally.set(key, (tally.get(key) ?? 0) + 1); return [...tally.values()].reduce((sum, n) => sum + choose(n), 0); };
  return {
    meant: count(texts.map(({ origin }) => (origin === null ? null : String(origin)))),
    claimed: count([...cluster].map((number) => (number < 0 ? null : String(number)))),
    hit: count(texts.map(({ origin }, at) => (origin === null || cluster[at]! < 0 ? null : `${origin}/${cluster[at]}`))),
  };
}
