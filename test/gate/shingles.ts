const mean = (values: number[]): number => (values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length);

function shingles(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let at = 0; at < Math.max(1, words.length - 3); at++) {
    const shingle = words.slice(at, at + 4).join(' ');
    if (shingle !== '') counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

/** 4-gram shingles in both texts, only in the prediction, only in the truth, as in scrapinghub/article-extraction-benchmark. */
export function compareShingles(truth: string, predicted: string): [both: number, extra: number, missed: number] {
  const expected = shingles(truth);
  const found = shingles(predicted);
  let both = 0;
  for (const [shingle, count] of expected) both += Math.min(count, found.get(shingle) ?? 0);
  const total = (counts: Map<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [both, total(found) - both, total(expected) - both];
}

/** F1 of the means of each page's precision and recall. */
export function f1Of(pages: [both: number, extra: number, missed: number][]): { f1: number; precision: number; recall: number } {
  const precision = mean(pages.filter(([both, extra]) => both + extra > 0).map(([both, extra]) => both / (both + extra)));
  const recall = mean(pages.filter(([both, , missed]) => both + missed > 0).map(([both, , missed]) => both / (both + missed)));
  return { f1: (2 * precision * recall) / (precision + recall), precision, recall };
}
