import { findSimilar } from '#core/coordination/similar/similar.js';
import { editedCopies, largeCampaign, type EditedText } from '../../material/edited-copies.js';
import type { Figure, GateSet } from '../set.js';

/** Near-duplicate texts against our own generator of edited copies; needs no data. */
const set: GateSet = {
  name: 'similar',
  needs: [],
  async judge() {
    const figures: Figure[] = [];
    for (const [tongue, language] of [['en', 'English'], ['km', 'Khmer']] as const) {
      let hit = 0;
      let claimed = 0;
      let meant = 0;
      const found: Record<string, [number, number]> = {};
      for (const seed of [11, 12, 13]) {
        const texts = editedCopies(tongue, 400, seed);
        const { cluster } = findSimilar(texts.map(({ text }) => text));
        const score = pairwise(texts, cluster);
        hit += score.hit;
        claimed += score.claimed;
        meant += score.meant;
        const original = new Map(texts.flatMap(({ origin, edit }, at) => (edit === 'original' ? [[origin, at] as const] : [])));
        texts.forEach(({ origin, edit }, at) => {
          if (origin === null || edit === 'original') return;
          const tally = (found[edit] ??= [0, 0]);
          tally[1]++;
          if (cluster[at]! >= 0 && cluster[at] === cluster[original.get(origin)!]) tally[0]++;
        });
      }
      const precision = hit / claimed;
      const recall = hit / meant;
      figures.push({ name: `pairwise F1, ${language}`, value: 2 * precision * recall / (precision + recall), floor: 0.97, of: `precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}` });
      for (const [edit, [right, all]] of Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1))) figures.push({ name: `${edit} copies found, ${language}`, value: right / all, ...(edit === 'half' || edit === 'quoted' ? { floor: 0.95 } : {}), of: `of ${all}` });
      const texts = largeCampaign(tongue, 400, 2000, 21);
      const { cluster } = findSimilar(texts.map(({ text }) => text));
      const members = Map.groupBy(texts.keys(), (at) => cluster[at]!);
      members.delete(-1);
      const largest = [...members.values()].sort((a, b) => b.length - a.length)[0] ?? [];
      figures.push({ name: `campaign of 400 in one cluster, ${language}`, value: largest.filter((at) => texts[at]!.origin === 0).length / 400, floor: 0.95 });
      figures.push({ name: `other texts in that cluster, ${language}`, value: largest.filter((at) => texts[at]!.origin === null).length, floor: 0, atMost: true });
    }
    return figures;
  },
};
export default set;

function pairwise(texts: readonly EditedText[], cluster: Int32Array): { hit: number; claimed: number; meant: number } {
  const choose = (n: number) => n * (n - 1) / 2;
  const count = (keys: (string | null)[]) => { const tally = new Map<string, number>(); for (const key of keys) if (key !== null) tally.set(key, (tally.get(key) ?? 0) + 1); return [...tally.values()].reduce((sum, n) => sum + choose(n), 0); };
  return {
    meant: count(texts.map(({ origin }) => (origin === null ? null : String(origin)))),
    claimed: count([...cluster].map((number) => (number < 0 ? null : String(number)))),
    hit: count(texts.map(({ origin }, at) => (origin === null || cluster[at]! < 0 ? null : `${origin}/${cluster[at]}`))),
  };
}
