/** What makes two findings copies of each other. */
export interface Worded { kind: string; target: string | null; quote: string; payload: Record<string, unknown>; review: { state: string } }

const SAID = ['strength', 'voice', 'audience', 'action'];
const bare = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '');

/** Findings in one wording that say one thing and wait for one reader, such as reprints, as one: the first of each, with its copies, in the order of the firsts. */
export function foldCopies<T extends Worded>(findings: readonly T[]): { first: T; copies: T[] }[] {
  const keyOf = ({ kind, target, quote, payload, review: { state } }: T): string => JSON.stringify([kind, target, state, ...SAID.map((field) => payload[field] ?? null), bare(quote)]);
  return [...Map.groupBy(findings, keyOf).values()].map(([first, ...copies]) => ({ first: first!, copies }));
}
